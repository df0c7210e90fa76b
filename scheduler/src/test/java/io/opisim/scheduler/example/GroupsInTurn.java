package io.opisim.scheduler.example;

import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobGroups;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;

/** Groups take turns: after one has started a job, the next that has one that fits goes first. */
public final class GroupsInTurn implements SchedulingPolicy {
  private int lastServed = -1;

  @Override
  public String id() {
    return "groups-in-turn";
  }

  @Override
  public String description() {
    return "one job of each group in turn, in order of arrival, no preemption";
  }

  @Override
  public SchedulingPolicy forRun() {
    return new GroupsInTurn();
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    JobGroups groups = queue.groups();
    for (int step = 1; step <= groups.count(); step++) {
      int group = (lastServed + step) % groups.count();
      int job = groups.firstWaiting(group);
      Assignment place = job < 0 ? null : cluster.place(queue.job(job), NodeLimit.NONE);
      if (place != null) {
        lastServed = group;
        return Plan.start(job, place);
      }
    }
    return Plan.NOTHING;
  }
}
