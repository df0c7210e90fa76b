package io.opisim.models.storage;

import io.opisim.models.offload.Direction;

/**
 * The bytes that completed operations moved through one stage.
 *
 * <p>Invariant, checked at each entry: bytes above = bytes below + gained − dropped, and nothing is
 * gained or dropped without a reason.
 */
public final class StageBooks {
  private final String stage;
  private final String reason;
  private final long[] operations = new long[2];
  private final long[] above = new long[2];
  private final long[] below = new long[2];
  private long gained;
  private long dropped;
  private long answered;

  StageBooks(String stage, String reason) {
    this.stage = stage;
    this.reason = reason;
  }

  void add(Direction direction, long bytesAbove, long bytesBelow) {
    if (bytesAbove != bytesBelow && reason.isEmpty()) {
      throw new IllegalStateException(
          stage + " turned " + bytesBelow + " bytes below into " + bytesAbove + " above, unasked");
    }
    operations[direction.ordinal()]++;
    above[direction.ordinal()] += bytesAbove;
    below[direction.ordinal()] += bytesBelow;
    gained += Math.max(0, bytesAbove - bytesBelow);
    dropped += Math.max(0, bytesBelow - bytesAbove);
  }

  void answer(long bytes) {
    operations[Direction.READ.ordinal()]++;
    above[Direction.READ.ordinal()] += bytes;
    answered += bytes;
  }

  void check() {
    if (above() != below() + gained - dropped + answered) {
      throw new IllegalStateException("bytes are lost: " + this);
    }
  }

  /** Name of the stage. */
  public String stage() {
    return stage;
  }

  /** Why bytes were gained or dropped; empty if none may be. */
  public String reason() {
    return reason;
  }

  /** Operations that completed. */
  public long operations() {
    return operations[0] + operations[1];
  }

  /** The same one way. */
  public long operations(Direction direction) {
    return operations[direction.ordinal()];
  }

  /** Bytes on the client's side. */
  public long above() {
    return above[0] + above[1];
  }

  /** Bytes of the larger side, one way. */
  public long largerSide(Direction direction) {
    return Math.max(above[direction.ordinal()], below[direction.ordinal()]);
  }

  /** Bytes on the storage's side. */
  public long below() {
    return below[0] + below[1];
  }

  /** Bytes that there are more above than below, summed over operations. */
  public long gained() {
    return gained;
  }

  /** Bytes that there are fewer above than below, summed over operations. */
  public long dropped() {
    return dropped;
  }

  /** Bytes that a cache gave by itself. */
  public long answered() {
    return answered;
  }

  @Override
  public String toString() {
    return stage
        + ": "
        + above()
        + " above, "
        + below()
        + " below, "
        + gained
        + " gained, "
        + dropped
        + " dropped ("
        + reason
        + "), "
        + answered
        + " answered";
  }
}
