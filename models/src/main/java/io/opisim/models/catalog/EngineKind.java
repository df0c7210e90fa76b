package io.opisim.models.catalog;

/** What a fixed-function unit of a DPU does. */
public enum EngineKind {
  /** Encrypts and decrypts. */
  CRYPTO,
  /** Compresses. */
  COMPRESSION,
  /** Decompresses. */
  DECOMPRESSION,
  /** Sums for integrity. */
  CHECKSUM,
  /** Speaks NVMe over fabrics by itself. */
  NVME_OF,
  /** Moves data by RDMA. */
  RDMA,
  /** Parses, matches and rewrites packets. */
  PACKET_PIPELINE,
  /** Finds patterns. */
  PATTERN_MATCHING,
  /** Computes parity. */
  ERASURE_CODING,
  /** Adds vectors. */
  AGGREGATION
}
