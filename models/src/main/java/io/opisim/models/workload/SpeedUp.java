package io.opisim.models.workload;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How fast a job runs on how many GPUs, in a unit of its own: only ratios of two speeds count.
 *
 * <p>Models: one curve, the same on every GPU model and wherever the GPUs lie. Ignores: the
 * statistical efficiency of another batch, so that a second of work is the same work at every
 * width. Valid for: widths within its range. Source: stated with the points or the law.
 */
public sealed interface SpeedUp {
  /** Speed on so many GPUs, positive. */
  double at(int gpus);

  /** The smallest number of GPUs it knows. */
  int least();

  /** The largest number of GPUs it knows. */
  int most();

  /**
   * Numbers of GPUs from {@code least} to {@code most}, rising, of which one has the largest speed
   * of them all, and one the largest speed for each GPU.
   */
  IntStream corners(int least, int most);

  /**
   * Measured points, straight lines between them.
   *
   * <p>Where the measured curve bends down, as speed-ups do, a straight line lies below it.
   *
   * @param points with rising numbers of GPUs; one is enough
   */
  record Measured(List<Point> points) implements SpeedUp {
    /**
     * What was measured on so many GPUs.
     *
     * @param gpus how many, at least 1
     * @param speed positive, in any unit
     */
    public record Point(int gpus, double speed) {
      /** Checks the ranges above. */
      public Point {
        if (gpus < 1 || !(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException("speed " + speed + " on " + gpus + " GPUs");
        }
      }
    }

    /** Checks that the numbers of GPUs rise. */
    public Measured {
      points = List.copyOf(points);
      int before = 0;
      for (Point point : points) {
        if (point.gpus() <= before) {
          throw new IllegalArgumentException("numbers of GPUs have to rise: " + points);
        }
        before = point.gpus();
      }
      if (points.isEmpty()) {
        throw new IllegalArgumentException("a speed-up without points");
      }
    }

    @Override
    public double at(int gpus) {
      Point low = points.get(0);
      for (Point high : points) {
        if (high.gpus() >= gpus) {
          return between(low, high, gpus);
        }
        low = high;
      }
      throw new IllegalArgumentException(gpus + " GPUs, measured up to " + most());
    }

    private double between(Point low, Point high, int gpus) {
      if (gpus < low.gpus()) {
        throw new IllegalArgumentException(gpus + " GPUs, measured from " + least());
      }
      if (gpus == high.gpus()) {
        return high.speed();
      }
      double part = (double) (gpus - low.gpus()) / (high.gpus() - low.gpus());
      return low.speed() + part * (high.speed() - low.speed());
    }

    @Override
    public IntStream corners(int least, int most) {
      // Between two points speed is linear, and so speed for each GPU rises or falls.
      IntStream within =
          points.stream().mapToInt(Point::gpus).filter(gpus -> gpus > least && gpus < most);
      return IntStream.concat(IntStream.concat(IntStream.of(least), within), IntStream.of(most));
    }

    @Override
    public int least() {
      return points.get(0).gpus();
    }

    @Override
    public int most() {
      return points.get(points.size() - 1).gpus();
    }
  }

  /**
   * Amdahl's law: 1 / (s + (1 - s) / GPUs).
   *
   * <p>Source: Amdahl, "Validity of the single processor approach to achieving large scale
   * computing capabilities", AFIPS 1967.
   *
   * @param serialRatio the part s of the work that one GPU does while the others wait, 0 to 1
   */
  record Amdahl(double serialRatio) implements SpeedUp {
    /** Checks the range above. */
    public Amdahl {
      if (!(serialRatio >= 0 && serialRatio <= 1)) {
        throw new IllegalArgumentException("a serial part of " + serialRatio);
      }
    }

    @Override
    public double at(int gpus) {
      return 1 / (serialRatio + (1 - serialRatio) / gpus);
    }

    @Override
    public IntStream corners(int least, int most) {
      return IntStream.of(least, most);
    }

    @Override
    public int least() {
      return 1;
    }

    @Override
    public int most() {
      return Integer.MAX_VALUE;
    }
  }
}
