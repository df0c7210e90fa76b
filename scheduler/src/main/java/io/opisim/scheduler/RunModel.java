package io.opisim.scheduler;

import java.util.List;

/** What runs of jobs cost at places, in closed form. Answers for equal questions are equal. */
public interface RunModel {
  /**
   * A job at a place.
   *
   * @param way which of the job's ways to run
   * @param nodes node of each task
   */
  PlacedRun place(int job, int way, int[] nodes);

  /** What a run adds to another by exchanging all the time, or null for nothing. */
  Added added(PlacedRun to, PlacedRun by);

  /**
   * Time of a step of each of the jobs that run beside each other.
   *
   * @param byPairs what it is by what each adds to each other
   */
  default double[] stepsTogether(List<PlacedRun> running, double[] byPairs) {
    return byPairs;
  }

  /**
   * Time added to each step.
   *
   * @param exchangeSeconds to the exchanges of the step
   * @param stepSeconds to the step
   */
  record Added(double exchangeSeconds, double stepSeconds) {}
}
