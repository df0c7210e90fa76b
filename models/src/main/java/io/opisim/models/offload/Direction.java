package io.opisim.models.offload;

/** Which way bytes go. */
public enum Direction {
  /** From storage to the client. */
  READ,
  /** From the client to storage. */
  WRITE
}
