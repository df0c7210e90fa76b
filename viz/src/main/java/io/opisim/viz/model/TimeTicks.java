package io.opisim.viz.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Ticks of a time axis: round steps of seconds, minutes, hours or days.
 *
 * @param stepSeconds distance of two ticks
 * @param atSeconds the moments, in order
 */
public record TimeTicks(double stepSeconds, List<Double> atSeconds) {
  private static final double[] STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
  };
  private static final double DAY = 86_400;

  /** Copies the list. */
  public TimeTicks {
    atSeconds = List.copyOf(atSeconds);
  }

  /** The ticks of a range with at most {@code most} of them. */
  public static TimeTicks of(double fromSeconds, double toSeconds, int most) {
    double step = step((toSeconds - fromSeconds) / Math.max(1, most));
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(fromSeconds / step - 1e-9);
    long last = (long) Math.floor(toSeconds / step + 1e-9);
    for (long i = first; i <= last; i++) {
      ticks.add(i * step);
    }
    return new TimeTicks(step, ticks);
  }

  private static double step(double least) {
    if (least <= 1) {
      return Math.min(1, decimal(least));
    }
    for (double step : STEPS) {
      if (step >= least) {
        return step;
      }
    }
    return decimal(least / DAY) * DAY;
  }

  private static double decimal(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** The text beside a tick. */
  public String label(double seconds) {
    return Durations.moment(seconds, stepSeconds);
  }
}
