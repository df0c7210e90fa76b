package io.opisim.models.storage.backend;

import io.opisim.models.catalog.Sourced;
import io.opisim.models.catalog.StorageSystemProfile;

/**
 * What a storage system gives as a whole, in plain numbers.
 *
 * @param servers that answer
 * @param readBytesPerSecond all together
 * @param writeBytesPerSecond all together; a mixture takes the sum of both times
 * @param requestsPerSecond all together
 * @param requestSeconds one request alone, without its bytes
 */
public record SystemSpec(
    int servers,
    double readBytesPerSecond,
    double writeBytesPerSecond,
    double requestsPerSecond,
    double requestSeconds) {
  /** Stands for "no limit is known". */
  public static final double UNLIMITED_REQUESTS = 1e12;

  /** Checks the amounts. */
  public SystemSpec {
    boolean right =
        servers > 0
            && readBytesPerSecond > 0
            && writeBytesPerSecond > 0
            && requestsPerSecond > 0
            && requestSeconds >= 0;
    if (!right) {
      throw new IllegalArgumentException(
          "a storage system has servers and rates above 0, not "
              + servers
              + ", "
              + readBytesPerSecond
              + ", "
              + writeBytesPerSecond
              + ", "
              + requestsPerSecond);
    }
  }

  /**
   * A system of the catalog.
   *
   * @throws IllegalArgumentException if nobody published what it reads per second
   */
  public static SystemSpec of(StorageSystemProfile system) {
    double read =
        system
            .readRate()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        system.storageSystem() + " has no published read rate"))
            .value()
            .bytesPerSecond();
    return new SystemSpec(
        system.servers().value(),
        read,
        system.writeRate().map(rate -> rate.value().bytesPerSecond()).orElse(read),
        system.requestsPerSecond().map(Sourced::value).orElse(UNLIMITED_REQUESTS),
        system.requestLatency().value().seconds());
  }
}
