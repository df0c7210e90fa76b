package io.opisim.hwvalidate.spdk;

/**
 * The rate limits set on a block device; 0 where none is set. They are what the target enforces,
 * not what was asked of it: SPDK rounds operations up to multiples of 1000.
 *
 * @param operationsPerSecond reads and writes together
 * @param bytesPerSecond reads and writes together
 * @param readBytesPerSecond reads alone
 * @param writeBytesPerSecond writes alone
 */
public record RateLimits(
    long operationsPerSecond,
    long bytesPerSecond,
    long readBytesPerSecond,
    long writeBytesPerSecond) {
  /** Whether any limit is set. */
  public boolean any() {
    return operationsPerSecond > 0
        || bytesPerSecond > 0
        || readBytesPerSecond > 0
        || writeBytesPerSecond > 0;
  }
}
