package io.opisim.scheduler.policy;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobGroups;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.QuotaRules;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cluster queues with quotas of GPUs, which lend each other what they do not use.
 *
 * <p>A job belongs to the cluster queue of its group and runs on nodes of one flavor, the first in
 * its queue's order with quota and room. Each queue offers its first job that can start, by
 * priority, then arrival (only its very first if the queue is {@code StrictFIFO}, else {@code
 * BestEffortFIFO}). Of these offers those within their nominal quota go before borrowers; of
 * borrowers the higher priority and then the earlier arrival, or with fair sharing first of all the
 * queue that with the offer has borrowed the smaller share for its weight (without the offer, the
 * victim of a preemption could take its place back). Where nothing can start, the first job of a
 * queue may take the place of others ({@link QuotaVictims}): within its nominal quota that of any
 * borrower of its cohort ({@code reclaimWithinCohort: Any}; with fair sharing also beyond it, as
 * the shares allow), and that of jobs of lower priority in its own queue ({@code
 * withinClusterQueue: LowerPriority}).
 *
 * <p>Without rules it has one queue with all GPUs, and is {@code fifo-jump}. Differs: a job starts
 * only if its nodes have room, not on quota alone; what counts as admitted last is what started
 * last for the first time; a job behind the first of its queue preempts nobody (its victim could
 * come back before it, for ever). Ignores: quotas of CPU, memory and pods (jobs without a GPU need
 * no quota), resource groups, quotas of cohorts and trees of them, {@code reclaimWithinCohort:
 * LowerPriority}, {@code LowerOrNewerEqualPriority}, {@code borrowWithinCohort}, {@code
 * flavorFungibility} other than its defaults, admission checks and admission fair sharing, partial
 * and concurrent admission, stop policies. Topology-aware placement is the placement's: {@code
 * placement: topology-aware} with it is a preferred topology of racks, never a required one.
 *
 * <p>Source: the documentation of Kueue, the job queueing of Kubernetes SIG Scheduling, its
 * concepts "Cluster Queue", "Cohort", "Preemption", "Fair Sharing", "Resource Flavor" and
 * "Topology-Aware Scheduling" (github.com/kubernetes-sigs/kueue, site/content/en/docs/concepts,
 * commit ff69552e of August 2026, after v0.19.2); not its code.
 */
public final class QuotaPolicy implements SchedulingPolicy {
  private final Optional<QuotaRules> rules;

  /** Without rules. */
  public QuotaPolicy() {
    this(Optional.empty());
  }

  private QuotaPolicy(Optional<QuotaRules> rules) {
    this.rules = rules;
  }

  /** A job that can start. */
  private record Offer(
      int job, int clusterQueue, Assignment place, boolean nominal, double share) {}

  @Override
  public String id() {
    return "quota";
  }

  @Override
  public String description() {
    return "cluster queues with GPU quotas, borrowing, lending and reclaiming, as in Kueue";
  }

  @Override
  public SchedulingPolicy with(PolicyOptions options) {
    return options.quota().isEmpty() ? this : new QuotaPolicy(options.quota());
  }

  @Override
  public long priority(JobQueue queue, int job) {
    if (rules.isEmpty()) {
      return 0;
    }
    String group = queue.job(job).group();
    return -rules
        .get()
        .queues()
        .get(rules.get().queueOf(group))
        .priorities()
        .getOrDefault(group, 0);
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    if (rules.isEmpty()) {
      return FifoJump.startFirstThatFits(cluster, queue);
    }
    JobGroups groups = queue.groups();
    int[] queueOfGroup = new int[groups.count()];
    for (int group = 0; group < queueOfGroup.length; group++) {
      queueOfGroup[group] = rules.get().queueOf(groups.name(group));
    }
    QuotaLedger ledger = new QuotaLedger(cluster, queue, rules.get(), queueOfGroup);
    Offer best = null;
    for (int index = 0; index < rules.get().queues().size(); index++) {
      Offer offer = offer(cluster, queue, ledger, queueOfGroup, index);
      best = offer != null && (best == null || goesBefore(queue, offer, best)) ? offer : best;
    }
    return best != null
        ? Plan.start(best.job(), best.place())
        : preempt(cluster, queue, ledger, queueOfGroup);
  }

  private static boolean goesBefore(JobQueue queue, Offer one, Offer other) {
    if (one.nominal() != other.nominal()) {
      return one.nominal();
    }
    return one.share() < other.share()
        || (one.share() == other.share() && isBefore(queue, one.job(), other.job()));
  }

  private static boolean isBefore(JobQueue queue, int job, int other) {
    long own = queue.priority(job);
    long others = queue.priority(other);
    return own < others || (own == others && job < other);
  }

  private Offer offer(
      ClusterView cluster, JobQueue queue, QuotaLedger ledger, int[] queueOfGroup, int index) {
    boolean[] tried = new boolean[queue.demandClasses()];
    QueueWalk walk = new QueueWalk(queue, queueOfGroup, index);
    for (int job = walk.next(); job >= 0; job = walk.next()) {
      int demandClass = queue.demandClass(job);
      if (!tried[demandClass]) {
        tried[demandClass] = true;
        Offer offer = offer(cluster, queue, ledger, index, job);
        if (offer != null) {
          return offer;
        }
      }
      if (rules.orElseThrow().queues().get(index).strict()) {
        return null;
      }
    }
    return null;
  }

  private Offer offer(ClusterView cluster, JobQueue queue, QuotaLedger ledger, int index, int job) {
    Job wanted = queue.job(job);
    if (wanted.gpus() == 0) {
      Assignment place = cluster.place(wanted, NodeLimit.NONE);
      return place == null ? null : new Offer(job, index, place, true, 0);
    }
    for (QuotaRules.Quota quota : rules.orElseThrow().queues().get(index).quotas()) {
      if (ledger.allows(index, quota, wanted.gpuMilli())) {
        Job onFlavor = onFlavor(wanted, quota.flavor());
        Assignment place = onFlavor == null ? null : cluster.place(onFlavor, NodeLimit.NONE);
        if (place != null) {
          boolean nominal = ledger.isNominal(index, quota, wanted.gpuMilli());
          double share =
              rules.orElseThrow().fairSharing()
                  ? ledger.borrowedShare(index, quota.flavor(), wanted.gpuMilli())
                  : 0;
          return new Offer(job, index, place, nominal, share);
        }
      }
    }
    return null;
  }

  /** The job on nodes of a flavor alone; null if it accepts none of them. */
  private Job onFlavor(Job job, int flavor) {
    return rules.orElseThrow().flavors().get(flavor).only(job).orElse(null);
  }

  private Plan preempt(
      ClusterView cluster, JobQueue queue, QuotaLedger ledger, int[] queueOfGroup) {
    QuotaVictims victims = new QuotaVictims(queue, ledger, rules.orElseThrow());
    List<QuotaRules.Queue> queues = rules.orElseThrow().queues();
    for (int index = 0; index < queues.size(); index++) {
      int job = new QueueWalk(queue, queueOfGroup, index).next();
      boolean may = queues.get(index).reclaims() || queues.get(index).preemptsLower();
      if (job >= 0 && may && queue.job(job).gpus() > 0) {
        Plan plan = preempt(cluster, queue, victims, index, job);
        if (!plan.isEmpty()) {
          return plan;
        }
      }
    }
    return Plan.NOTHING;
  }

  private Plan preempt(
      ClusterView cluster, JobQueue queue, QuotaVictims victims, int index, int job) {
    for (QuotaRules.Quota quota : rules.orElseThrow().queues().get(index).quotas()) {
      Job onFlavor = onFlavor(queue.job(job), quota.flavor());
      List<Integer> gone =
          onFlavor == null
              ? List.of()
              : victims.of(new ReleaseWalk(cluster, queue, onFlavor), job, quota);
      if (!gone.isEmpty()) {
        return new Plan(gone.stream().<Plan.Decision>map(Plan.Preempt::new).toList());
      }
    }
    return Plan.NOTHING;
  }

  /** The waiting jobs of a cluster queue in order, over all its groups. */
  private static final class QueueWalk {
    private final JobQueue queue;
    private final List<IntCursor> cursors = new ArrayList<>();
    private final int[] heads;

    QueueWalk(JobQueue queue, int[] queueOfGroup, int index) {
      this.queue = queue;
      for (int group = 0; group < queueOfGroup.length; group++) {
        if (queueOfGroup[group] == index && queue.groups().waiting(group) > 0) {
          cursors.add(queue.groups().waitingInOrder(group));
        }
      }
      heads = new int[cursors.size()];
      Arrays.setAll(heads, each -> cursors.get(each).next());
    }

    int next() {
      int best = -1;
      for (int at = 0; at < heads.length; at++) {
        boolean open = heads[at] >= 0;
        best = open && (best < 0 || isBefore(queue, heads[at], heads[best])) ? at : best;
      }
      if (best < 0) {
        return -1;
      }
      int job = heads[best];
      heads[best] = cursors.get(best).next();
      return job;
    }
  }

  @Override
  public WaitReason heldBackBy() {
    return rules.isEmpty() ? WaitReason.RESERVED_FOR_HEAD : WaitReason.OVER_QUOTA;
  }
}
