package io.opisim.models.workload.loader;

/**
 * What became of the bytes that loaders read; nothing else can happen to them.
 *
 * @param readBytes arrived from the storage
 * @param deliveredBytes part of a batch that a rank took
 * @param unusedPrefetchBytes dropped: read ahead of the last step of an epoch and not taken
 */
public record ReadBooks(long readBytes, long deliveredBytes, long unusedPrefetchBytes) {
  /** Refuses books that do not balance. */
  public ReadBooks {
    if (readBytes != deliveredBytes + unusedPrefetchBytes) {
      throw new IllegalStateException(
          "of "
              + readBytes
              + " bytes read, "
              + deliveredBytes
              + " were delivered and "
              + unusedPrefetchBytes
              + " dropped");
    }
  }
}
