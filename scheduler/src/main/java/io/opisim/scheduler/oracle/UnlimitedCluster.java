package io.opisim.scheduler.oracle;

import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;

/**
 * The unreachable row: a cluster so large that every job starts when it arrives, so that its JCT is
 * its run time.
 *
 * <p>Not a service: a scenario asks for it with {@code oracle}, and no case can name it as a
 * policy.
 */
public final class UnlimitedCluster implements SchedulingPolicy {
  /** The case id of the row. */
  public static final String ID = "oracle";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "an unlimited cluster: every job starts when it arrives";
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    int job = queue.firstWaiting();
    return job < 0 ? Plan.NOTHING : Plan.start(job, Assignment.UNLIMITED);
  }
}
