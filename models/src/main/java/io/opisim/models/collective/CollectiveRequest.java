package io.opisim.models.collective;

/**
 * One operation.
 *
 * @param operation which
 * @param sizeBytes as {@link CollectiveOperation} defines it
 * @param layout who takes part
 */
public record CollectiveRequest(CollectiveOperation operation, long sizeBytes, RankLayout layout) {
  /** Checks the size. */
  public CollectiveRequest {
    if (sizeBytes < 0) {
      throw new IllegalArgumentException(operation.id() + " of " + sizeBytes + " bytes");
    }
  }
}
