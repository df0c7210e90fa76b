package io.opisim.hwvalidate.spdk;

/**
 * A block device of the target.
 *
 * @param name its name, unique in the target
 * @param product what made it, such as {@code Malloc disk} or {@code NVMe disk}
 * @param blockSizeBytes bytes in a block
 * @param blocks number of blocks
 * @param claimed whether another layer holds it, such as an NVMe-oF namespace
 * @param uuid its UUID, or empty in releases that do not say
 * @param rateLimits the limits set on it
 */
public record BlockDevice(
    String name,
    String product,
    long blockSizeBytes,
    long blocks,
    boolean claimed,
    String uuid,
    RateLimits rateLimits) {
  /** Its capacity. */
  public long sizeBytes() {
    return blockSizeBytes * blocks;
  }
}
