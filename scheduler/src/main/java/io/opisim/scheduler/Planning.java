package io.opisim.scheduler;

import java.util.List;

/**
 * One plan of a policy that plans ahead, beside the baseline that it is judged by, as the policy
 * itself reckons both: what became of it, the run tells.
 *
 * <p>All times count from {@code nowNanos} on, so that what has been is in neither side.
 *
 * @param nowNanos when it was made
 * @param waiting jobs that waited
 * @param leftOut of these, how many were not looked at because there were too many
 * @param running jobs that ran and stayed where they were
 * @param started jobs that start now
 * @param plan what the plan comes to
 * @param baseline what the baseline comes to
 * @param differing jobs that end at another time, or cross another number of racks, than under the
 *     baseline
 * @param jobs those of them whose ends differ most, the largest difference first
 */
public record Planning(
    long nowNanos,
    int waiting,
    int leftOut,
    int running,
    int started,
    Totals plan,
    Totals baseline,
    int differing,
    List<JobParts> jobs) {
  /** Copies the jobs. */
  public Planning {
    jobs = List.copyOf(jobs);
  }

  /** What the plan is better by: seconds of the sum of ends; negative if it is worse. */
  public double gainSeconds() {
    return baseline.sum().endsSeconds() - plan.sum().endsSeconds();
  }

  /**
   * All jobs of a plan.
   *
   * @param neverStarted jobs that never get to run
   * @param sum over those that do
   * @param lastEndSeconds when the last of them ends
   */
  public record Totals(int neverStarted, Parts sum, double lastEndSeconds) {}

  /**
   * What one job, or the sum of several, takes.
   *
   * @param waitsSeconds until it starts; 0 if it runs
   * @param aloneSeconds what it has still to run if nobody disturbed it at its place
   * @param heldUpSeconds what others at its links and storage add to that
   * @param racksCrossed racks beyond one
   */
  public record Parts(
      double waitsSeconds, double aloneSeconds, double heldUpSeconds, long racksCrossed) {
    /** Nothing. */
    public static final Parts NONE = new Parts(0, 0, 0, 0);

    /** When it ends. */
    public double endsSeconds() {
      return waitsSeconds + aloneSeconds + heldUpSeconds;
    }

    /** Both together. */
    public Parts plus(Parts other) {
      return new Parts(
          waitsSeconds + other.waitsSeconds,
          aloneSeconds + other.aloneSeconds,
          heldUpSeconds + other.heldUpSeconds,
          racksCrossed + other.racksCrossed);
    }
  }

  /**
   * One job under both.
   *
   * @param job its number
   * @param runs whether it ran already
   * @param plan what it takes by the plan, or null if it never starts
   * @param baseline likewise
   */
  public record JobParts(int job, boolean runs, Parts plan, Parts baseline) {}
}
