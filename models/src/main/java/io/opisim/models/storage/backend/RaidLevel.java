package io.opisim.models.storage.backend;

/** How bytes are spread over drives. */
public enum RaidLevel {
  /** Chunks in turn, no redundancy. */
  RAID_0,
  /** Every byte on every drive. */
  RAID_1,
  /** Chunks in turn with a rotating parity chunk for each stripe. */
  RAID_5;

  /**
   * Least number of drives.
   *
   * @return 1, 2 or 3
   */
  public int leastDrives() {
    return ordinal() + 1;
  }

  /** Drives that may fail at once, of so many. */
  public int toleratedFailures(int drives) {
    return switch (this) {
      case RAID_0 -> 0;
      case RAID_1 -> drives - 1;
      case RAID_5 -> 1;
    };
  }

  /** Share of the raw capacity that can be used. */
  public double usableShare(int drives) {
    return switch (this) {
      case RAID_0 -> 1;
      case RAID_1 -> 1.0 / drives;
      case RAID_5 -> (drives - 1.0) / drives;
    };
  }

  /** Bytes in a stripe without parity. */
  public long stripeBytes(int drives, long chunkBytes) {
    return switch (this) {
      case RAID_0 -> drives * chunkBytes;
      case RAID_1 -> chunkBytes;
      case RAID_5 -> (drives - 1) * chunkBytes;
    };
  }

  /**
   * Bytes that drives read for each byte read: with a RAID 5 drive lost, its share of the bytes is
   * computed from all the others.
   */
  public double readsPerRead(int drives, int failed) {
    if (this == RAID_5 && failed == 1) {
      return (drives - 1.0) / drives + (drives - 1.0) / drives;
    }
    return 1;
  }

  /**
   * Bytes that drives read for each byte written: old data and old parity of less than a stripe.
   */
  public double readsPerWrite(boolean wholeStripes) {
    return this == RAID_5 && !wholeStripes ? 2 : 0;
  }

  /** Bytes that drives write for each byte written. */
  public double writesPerWrite(int drives, int failed, boolean wholeStripes) {
    return switch (this) {
      case RAID_0 -> 1;
      case RAID_1 -> drives - failed;
      case RAID_5 -> wholeStripes ? drives / (drives - 1.0) * (drives - failed) / drives : 2;
    };
  }

  /** Drives that even the smallest write keeps busy side by side. */
  public int drivesOfSmallWrite(int drives, int failed) {
    return switch (this) {
      case RAID_0 -> 1;
      case RAID_1 -> drives - failed;
      case RAID_5 -> 2;
    };
  }
}
