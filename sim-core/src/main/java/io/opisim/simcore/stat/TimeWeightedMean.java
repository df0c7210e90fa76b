package io.opisim.simcore.stat;

/**
 * The mean over time of a value that changes in steps: a queue length, a share in use.
 *
 * <p>Time may not go back. The integral is exact while it stays below 2⁵³ (value × nanoseconds) and
 * right to 16 digits beyond.
 */
public final class TimeWeightedMean {
  private static final double NANOS_PER_SECOND = 1e9;

  private long startNanos;
  private long lastNanos;
  private double value;
  private double integral;
  private double max;

  /** A value that holds from {@code startNanos} on. */
  public TimeWeightedMean(long startNanos, double value) {
    this.startNanos = startNanos;
    lastNanos = startNanos;
    this.value = value;
    max = value;
  }

  /** The value is {@code newValue} from {@code nowNanos} on. */
  public void set(long nowNanos, double newValue) {
    advance(nowNanos);
    value = newValue;
    max = StrictMath.max(max, newValue);
  }

  /** The value changes by {@code difference} at {@code nowNanos}. */
  public void change(long nowNanos, double difference) {
    set(nowNanos, value + difference);
  }

  /** Forgets the past: the mean counts from {@code nowNanos}, the value stays. */
  public void restart(long nowNanos) {
    advance(nowNanos);
    startNanos = nowNanos;
    integral = 0;
    max = value;
  }

  /** The value that holds now. */
  public double value() {
    return value;
  }

  /** The greatest value since the start. */
  public double max() {
    return max;
  }

  /** The integral of the value over seconds, from the start to {@code nowNanos}. */
  public double integralSeconds(long nowNanos) {
    advance(nowNanos);
    return integral / NANOS_PER_SECOND;
  }

  /** The mean from the start to {@code nowNanos}; the present value if no time has passed. */
  public double mean(long nowNanos) {
    advance(nowNanos);
    return nowNanos == startNanos ? value : integral / (nowNanos - startNanos);
  }

  private void advance(long nowNanos) {
    if (nowNanos < lastNanos) {
      throw new IllegalArgumentException(
          "time went back from " + lastNanos + " ns to " + nowNanos + " ns");
    }
    integral += value * (nowNanos - lastNanos);
    lastNanos = nowNanos;
  }
}
