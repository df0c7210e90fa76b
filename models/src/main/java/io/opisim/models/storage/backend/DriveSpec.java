package io.opisim.models.storage.backend;

import io.opisim.models.catalog.DriveProfile;
import io.opisim.models.catalog.Sourced;

/**
 * What one drive gives, in plain numbers.
 *
 * @param readBytesPerSecond sequential reads
 * @param writeBytesPerSecond sequential writes
 * @param readCommandsPerSecond random reads
 * @param writeCommandsPerSecond random writes
 * @param readSeconds one read alone
 * @param writeSeconds one write alone
 * @param mixedShare share of its time that is useful while reads and writes meet
 */
public record DriveSpec(
    double readBytesPerSecond,
    double writeBytesPerSecond,
    double readCommandsPerSecond,
    double writeCommandsPerSecond,
    double readSeconds,
    double writeSeconds,
    double mixedShare) {
  /** Checks the amounts. */
  public DriveSpec {
    boolean right =
        readBytesPerSecond > 0
            && writeBytesPerSecond > 0
            && readCommandsPerSecond > 0
            && writeCommandsPerSecond > 0
            && readSeconds >= 0
            && writeSeconds >= 0
            && mixedShare > 0
            && mixedShare <= 1;
    if (!right) {
      throw new IllegalArgumentException(
          "a drive reads and writes at rates above 0 with a mixed share up to 1, not "
              + readBytesPerSecond
              + ", "
              + writeBytesPerSecond
              + " and "
              + mixedShare);
    }
  }

  /** A drive of the catalog. */
  public static DriveSpec of(DriveProfile drive) {
    return new DriveSpec(
        drive.readRate().value().bytesPerSecond(),
        drive.writeRate().value().bytesPerSecond(),
        drive.readIops().value(),
        drive.writeIops().value(),
        drive.readLatency().value().seconds(),
        drive.writeLatency().value().seconds(),
        drive.mixedShare().map(Sourced::value).orElse(1.0));
  }
}
