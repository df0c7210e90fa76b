package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.QuotaRules;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Carries out a given plan: every job on the nodes that the plan names, and on each node in the
 * plan's order.
 *
 * <p>When exactly a job starts follows from when those before it on its nodes end, so a plan whose
 * jobs take longer than was thought is still carried out. While a job waits that holds others back,
 * nobody behind it starts. A job that the plan leaves out never starts.
 */
public final class PlanPolicy implements SchedulingPolicy {
  /** Public name. */
  public static final String ID = "plan";

  private final List<Schedule.Run> runs;
  private final Optional<QuotaRules> quotas;

  /**
   * A policy for one plan.
   *
   * @param runs in the order of their starts
   */
  public PlanPolicy(List<Schedule.Run> runs) {
    this(runs, Optional.empty());
  }

  /**
   * A policy for one plan under quotas.
   *
   * @param quotas which no job exceeds by its start, even if others take longer than planned
   */
  public PlanPolicy(List<Schedule.Run> runs, Optional<QuotaRules> quotas) {
    this.runs = List.copyOf(runs);
    this.quotas = quotas;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "every job on the nodes and in the order of a given plan";
  }

  @Override
  public WaitReason heldBackBy() {
    return quotas.isEmpty() ? WaitReason.RESERVED_FOR_HEAD : WaitReason.OVER_QUOTA;
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    PlannedQuotas held = held(cluster, queue);
    // Nodes that some job before in the plan still waits for.
    boolean[] awaited = new boolean[cluster.cluster().nodes().size()];
    for (Schedule.Run run : runs) {
      if (queue.firstStartNanos(run.job()) >= 0) {
        continue;
      }
      Job job = queue.job(run.job());
      if (job.arrivalNanos() <= queue.nowNanos()
          && isFree(cluster, awaited, job, run.nodes())
          && held.allows(run.job(), run.nodes())) {
        return Plan.start(run.job(), Assignment.gang(run.nodes()));
      }
      if (run.holds() && job.arrivalNanos() <= queue.nowNanos()) {
        return Plan.NOTHING;
      }
      for (int node : run.nodes()) {
        awaited[node] = true;
      }
    }
    return Plan.NOTHING;
  }

  private PlannedQuotas held(ClusterView cluster, JobQueue queue) {
    int jobs = runs.stream().mapToInt(Schedule.Run::job).max().orElse(-1) + 1;
    List<Job> all =
        quotas.isEmpty() ? List.of() : IntStream.range(0, jobs).mapToObj(queue::job).toList();
    PlannedQuotas held = new PlannedQuotas(cluster.cluster(), all, quotas);
    IntCursor running = queue.runningEarliestFinishFirst();
    for (int job = running.next(); job >= 0 && quotas.isPresent(); job = running.next()) {
      held.take(job, queue.assignment(job).nodes());
    }
    return held;
  }

  static boolean isFree(ClusterView cluster, boolean[] awaited, Job job, int[] nodes) {
    boolean uniform = job.demand().equals(job.lastDemand());
    int alike = uniform ? nodes.length : nodes.length - 1;
    int last = nodes.length - 1;
    for (int task = 0; task < nodes.length; task++) {
      int here = 0;
      for (int other = 0; other < alike; other++) {
        here += nodes[other] == nodes[task] ? 1 : 0;
      }
      if (awaited[nodes[task]] || cluster.slots(nodes[task], job.demand()) < here) {
        return false;
      }
      if (task == last
          && !uniform
          && !cluster.fitsBeside(nodes[task], job.demand(), here, job.lastDemand())) {
        return false;
      }
    }
    return true;
  }
}
