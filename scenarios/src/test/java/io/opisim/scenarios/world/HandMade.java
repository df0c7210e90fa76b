package io.opisim.scenarios.world;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A queue written by hand, in whole seconds, and what a policy makes of it. */
final class HandMade {
  private static final long SECOND = 1_000_000_000L;

  private final List<Node> nodes = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private List<Long> queueLimits = List.of();
  private RunOutcome outcome;

  /** A cluster of nodes with so many GPUs each. */
  static HandMade onNodesOf(int... gpus) {
    HandMade made = new HandMade();
    for (int node = 0; node < gpus.length; node++) {
      made.nodes.add(new Node("n" + node, 0, "A", gpus[node], 0, 0, 0));
    }
    return made;
  }

  /** One more job, on whole GPUs of one node. */
  HandMade job(long arrivalSeconds, long durationSeconds, int gpus) {
    jobs.add(
        Job.single(
            "job-" + jobs.size(),
            "",
            arrivalSeconds * SECOND,
            durationSeconds * SECOND,
            TaskDemand.wholeGpus(gpus)));
    return this;
  }

  HandMade jobs(List<Job> more) {
    jobs.addAll(more);
    return this;
  }

  HandMade queueLimits(long... gpuSeconds) {
    queueLimits = Arrays.stream(gpuSeconds).mapToObj(limit -> limit * SECOND).toList();
    return this;
  }

  HandMade under(String policyId) {
    SchedulingPolicy policy =
        SchedulerServices.policies().get(policyId).with(new PolicyOptions(queueLimits));
    outcome =
        new World(
                new Cluster(nodes),
                jobs,
                policy,
                SchedulerServices.placements().get("first-fit"),
                bound -> 0,
                Probe.none(),
                false,
                false)
            .run();
    return this;
  }

  RunOutcome outcome() {
    return outcome;
  }

  /** First starts, in seconds. */
  long[] starts() {
    return seconds(outcome.startNanos());
  }

  long[] finishes() {
    return seconds(outcome.finishNanos());
  }

  long[] waits() {
    return seconds(outcome.waitNanos());
  }

  int[] preemptions() {
    return outcome.preemptions();
  }

  /** What each job waited longest for; null for one that did not wait. */
  WaitReason reasonOf(int job) {
    return outcome.reasonOf(job);
  }

  private static long[] seconds(long[] nanos) {
    return Arrays.stream(nanos).map(each -> each / SECOND).toArray();
  }
}
