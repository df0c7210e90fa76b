package io.opisim.models.catalog;

/** Kinds of work that a DPU's core does more or less slowly than a host's. */
public enum CoreClass {
  /** Ciphers and checksums for which both cores have instructions. */
  CRYPTO,
  /** Branches, protocol state, allocation: most code. */
  GENERAL,
  /** Copies and sums that wait for memory. */
  MEMORY_STREAMING
}
