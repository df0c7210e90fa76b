package io.opisim.scheduler.optimizer.joint;

import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.RunModel;
import java.util.List;

/**
 * Jobs that take their known time wherever they are.
 *
 * @param seconds of each job
 */
public record FixedRuns(List<Double> seconds) implements RunModel {
  private record Run(double stepSeconds) implements PlacedRun {
    @Override
    public double steps() {
      return 1;
    }

    @Override
    public double exchangeSeconds() {
      return 0;
    }
  }

  /** Whether a run is one of these. */
  static boolean made(PlacedRun run) {
    return run instanceof Run;
  }

  /** Copies the times. */
  public FixedRuns {
    seconds = List.copyOf(seconds);
  }

  @Override
  public PlacedRun place(int job, int way, int[] nodes) {
    return new Run(seconds.get(job));
  }

  @Override
  public Added added(PlacedRun to, PlacedRun by) {
    return null;
  }
}
