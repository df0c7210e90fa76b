package io.opisim.tracereplay.synthetic;

import java.util.Collections;
import java.util.List;

/**
 * How the rate of submissions changes over a week, as a clock that runs at that rate.
 *
 * <p>Models: a factor for each hour of the day times one for each day of the week. Ignores:
 * holidays and differences between the days other than in height. Valid for: clusters of one time
 * zone. Source: counts of submissions, see {@link PhillyFit}.
 *
 * <p>The busy clock shows how many seconds of average rate have passed since Monday 00:00; in a
 * whole week it advances by exactly a week.
 *
 * @param hourFactors 24 positive factors, from midnight
 * @param dayFactors 7 positive factors, from Monday
 */
public record WeeklyRhythm(List<Double> hourFactors, List<Double> dayFactors) {
  private static final int HOURS = 24;
  private static final int DAYS = 7;
  private static final double HOUR_SECONDS = 3600;
  private static final double WEEK_SECONDS = DAYS * HOURS * HOUR_SECONDS;

  /** The same rate all week. */
  public static final WeeklyRhythm EVEN =
      new WeeklyRhythm(Collections.nCopies(HOURS, 1.0), Collections.nCopies(DAYS, 1.0));

  /** Checks the factors. */
  public WeeklyRhythm {
    hourFactors = List.copyOf(hourFactors);
    dayFactors = List.copyOf(dayFactors);
    boolean positive =
        hourFactors.stream().allMatch(factor -> factor > 0 && Double.isFinite(factor))
            && dayFactors.stream().allMatch(factor -> factor > 0 && Double.isFinite(factor));
    if (hourFactors.size() != HOURS || dayFactors.size() != DAYS || !positive) {
      throw new IllegalArgumentException(
          "a rhythm has 24 positive hour factors and 7 positive day factors, not "
              + hourFactors
              + " and "
              + dayFactors);
    }
  }

  /** The two clocks, tabled by hour. */
  public Clock clock() {
    return new Clock(this);
  }

  /** Turns wall clock into busy clock and back. */
  public static final class Clock {
    private final double[] rates = new double[DAYS * HOURS];
    private final double[] busyAtHour = new double[DAYS * HOURS + 1];

    private Clock(WeeklyRhythm rhythm) {
      double sum = 0;
      for (int i = 0; i < rates.length; i++) {
        rates[i] = rhythm.dayFactors.get(i / HOURS) * rhythm.hourFactors.get(i % HOURS);
        sum += rates[i];
      }
      for (int i = 0; i < rates.length; i++) {
        rates[i] *= rates.length / sum;
        busyAtHour[i + 1] = busyAtHour[i] + rates[i] * HOUR_SECONDS;
      }
      busyAtHour[rates.length] = WEEK_SECONDS;
    }

    /** What the busy clock shows at a time since a Monday 00:00. */
    public double busySeconds(double wallSeconds) {
      double weeks = Math.floor(wallSeconds / WEEK_SECONDS);
      double inWeek = wallSeconds - weeks * WEEK_SECONDS;
      int hour = Math.min((int) (inWeek / HOUR_SECONDS), rates.length - 1);
      double inHour = inWeek - hour * HOUR_SECONDS;
      return weeks * WEEK_SECONDS + busyAtHour[hour] + inHour * rates[hour];
    }

    /** The time at which the busy clock shows {@code busySeconds}. */
    public double wallSeconds(double busySeconds) {
      double weeks = Math.floor(busySeconds / WEEK_SECONDS);
      double inWeek = busySeconds - weeks * WEEK_SECONDS;
      int low = 0;
      int high = rates.length;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (busyAtHour[middle] <= inWeek) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return weeks * WEEK_SECONDS + low * HOUR_SECONDS + (inWeek - busyAtHour[low]) / rates[low];
    }

    /** The rate relative to the average at a time since a Monday 00:00. */
    double rate(double wallSeconds) {
      double inWeek = wallSeconds - Math.floor(wallSeconds / WEEK_SECONDS) * WEEK_SECONDS;
      return rates[Math.min((int) (inWeek / HOUR_SECONDS), rates.length - 1)];
    }
  }
}
