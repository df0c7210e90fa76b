package io.opisim.simcore.probe;

import java.util.Arrays;

/** Keeps every event, 24 bytes each: for tests and small runs. */
public final class RecordingProbe implements Probe {
  private long[] times = new long[64];
  private int[] kinds = new int[64];
  private int[] subjects = new int[64];
  private long[] values = new long[64];
  private int size;

  @Override
  public void event(long timeNanos, int kind, int subject, long value) {
    if (size > 0 && timeNanos < times[size - 1]) {
      throw new IllegalArgumentException(
          "an event of kind "
              + kind
              + " about "
              + subject
              + " at "
              + timeNanos
              + " ns comes after one at "
              + times[size - 1]
              + " ns");
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
      subjects = Arrays.copyOf(subjects, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    times[size] = timeNanos;
    kinds[size] = kind;
    subjects[size] = subject;
    values[size++] = value;
  }

  /** How many events were recorded. */
  public int size() {
    return size;
  }

  /** The event at {@code index}, counted from 0. */
  public Recorded get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("event " + index + " of " + size);
    }
    return new Recorded(times[index], kinds[index], subjects[index], values[index]);
  }

  /** Passes every recorded event to another probe, as if it had been there. */
  public void replayTo(Probe probe) {
    for (int i = 0; i < size; i++) {
      probe.event(times[i], kinds[i], subjects[i], values[i]);
    }
  }

  /**
   * One event.
   *
   * @param timeNanos simulated time
   * @param kind what happened
   * @param subject whom it is about
   * @param value amount or new state
   */
  public record Recorded(long timeNanos, int kind, int subject, long value) {}
}
