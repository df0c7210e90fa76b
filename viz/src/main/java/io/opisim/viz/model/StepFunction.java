package io.opisim.viz.model;

import java.util.Arrays;

/**
 * A whole number that changes at moments, reduced to pixel columns without losing its peaks.
 *
 * <p>The sum under the curve is taken from the steps themselves, not from samples.
 */
public final class StepFunction {
  private final double[] atSeconds;
  private final long[] level;
  private final double[] integral;
  private final long peak;

  private StepFunction(double[] atSeconds, long[] level) {
    this.atSeconds = atSeconds;
    this.level = level;
    this.integral = new double[atSeconds.length];
    this.peak = Math.max(0, Arrays.stream(level).max().orElse(0));
    for (int i = 1; i < atSeconds.length; i++) {
      integral[i] = integral[i - 1] + level[i - 1] * (atSeconds[i] - atSeconds[i - 1]);
    }
  }

  /** Value at a moment, after the change at that moment. */
  public long at(double seconds) {
    int index = indexAt(seconds);
    return index < 0 ? 0 : level[index];
  }

  /** Value times seconds between two moments. */
  public double integral(double fromSeconds, double toSeconds) {
    return integralTo(toSeconds) - integralTo(fromSeconds);
  }

  /** Value times seconds over all time. */
  public double integral() {
    return integral.length == 0 ? 0 : integral[integral.length - 1];
  }

  /** The largest value. */
  public long peak() {
    return peak;
  }

  private double integralTo(double seconds) {
    int index = indexAt(seconds);
    return index < 0 ? 0 : integral[index] + level[index] * (seconds - atSeconds[index]);
  }

  private int indexAt(double seconds) {
    int found = Arrays.binarySearch(atSeconds, seconds);
    return found >= 0 ? found : -found - 2;
  }

  /** Least, mean and largest value in each of {@code columns} equal parts of a range. */
  public Columns reduce(double fromSeconds, double toSeconds, int columns) {
    long[] least = new long[columns];
    double[] mean = new double[columns];
    long[] largest = new long[columns];
    double width = (toSeconds - fromSeconds) / columns;
    int index = indexAt(fromSeconds);
    for (int column = 0; column < columns; column++) {
      double from = fromSeconds + column * width;
      double to = fromSeconds + (column + 1) * width;
      while (index + 1 < level.length && atSeconds[index + 1] <= from) {
        index++;
      }
      long low = index < 0 ? 0 : level[index];
      long high = low;
      while (index + 1 < level.length && atSeconds[index + 1] < to) {
        index++;
        low = Math.min(low, level[index]);
        high = Math.max(high, level[index]);
      }
      least[column] = low;
      mean[column] = Math.min(high, Math.max(low, integral(from, to) / width));
      largest[column] = high;
    }
    return new Columns(least, mean, largest);
  }

  /**
   * A step function by pixel columns.
   *
   * @param least smallest value in each column
   * @param mean mean over the time of each column
   * @param largest largest value in each column
   */
  public record Columns(long[] least, double[] mean, long[] largest) {}

  /** Collects changes in any order. */
  public static final class Builder {
    private double[] at = new double[1024];
    private long[] change = new long[1024];
    private int size;

    /** Raises the value by an amount between two moments. */
    public Builder add(double fromSeconds, double toSeconds, long amount) {
      if (amount != 0 && toSeconds > fromSeconds) {
        put(fromSeconds, amount);
        put(toSeconds, -amount);
      }
      return this;
    }

    private void put(double seconds, long amount) {
      if (size == at.length) {
        at = Arrays.copyOf(at, size * 2);
        change = Arrays.copyOf(change, size * 2);
      }
      at[size] = seconds;
      change[size++] = amount;
    }

    /** The function; it is 0 before the first change. */
    public StepFunction build() {
      double[] sorted = Arrays.copyOf(at, size);
      Arrays.sort(sorted);
      double[] moments = Arrays.stream(sorted).distinct().toArray();
      long[] levels = new long[moments.length];
      for (int i = 0; i < size; i++) {
        levels[Arrays.binarySearch(moments, at[i])] += change[i];
      }
      for (int i = 1; i < levels.length; i++) {
        levels[i] += levels[i - 1];
      }
      return new StepFunction(moments, levels);
    }
  }
}
