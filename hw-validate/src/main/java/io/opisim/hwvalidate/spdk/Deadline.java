package io.opisim.hwvalidate.spdk;

import java.time.Duration;

/** The moment up to which all waits of one conversation together may last. */
final class Deadline {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final Duration allowed;
  private final long endNanoTime;

  private Deadline(Duration allowed, long endNanoTime) {
    this.allowed = allowed;
    this.endNanoTime = endNanoTime;
  }

  static Deadline after(Duration allowed) {
    return new Deadline(allowed, System.nanoTime() + allowed.toNanos());
  }

  /** The same allowance for waiting, after a pause that the caller asked for. */
  Deadline extendedBy(Duration pause) {
    return new Deadline(allowed, endNanoTime + pause.toNanos());
  }

  /** What was allowed in all, without pauses. */
  Duration allowed() {
    return allowed;
  }

  boolean isOver() {
    return remainingNanos() <= 0;
  }

  /** Whole milliseconds left, rounded up so that a wait never becomes a spin; 0 when over. */
  long remainingMillis() {
    return Math.max(0, (remainingNanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
  }

  private long remainingNanos() {
    return endNanoTime - System.nanoTime();
  }
}
