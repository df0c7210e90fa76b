package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scheduler.QuotaRules;
import io.opisim.scheduler.quota.QuotaUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Quotas while jobs of a list come and go: on nodes of which flavor a job may start now.
 *
 * <p>As the policy {@code quota} has it: the job belongs to the cluster queue of its group, runs on
 * nodes of one flavor and is booked there; jobs without GPU need no quota. Whose turn it is, is the
 * plan's to say: strict queues, priorities and preemption are no part of it.
 */
final class PlannedQuotas {
  private final Cluster cluster;
  private final Optional<QuotaRules> rules;
  private final QuotaUse use;
  private final List<Job> jobs;
  private final List<List<Option>> options = new ArrayList<>();
  private final int[] queueOf;
  private final int[] heldFlavor;

  /** A job on the nodes of one flavor; without quota where none is needed. */
  record Option(Job job, Optional<QuotaRules.Quota> quota) {}

  PlannedQuotas(Cluster cluster, List<Job> jobs, Optional<QuotaRules> rules) {
    this.cluster = cluster;
    this.jobs = jobs;
    this.rules = rules;
    use = rules.map(QuotaUse::new).orElse(null);
    queueOf = new int[jobs.size()];
    heldFlavor = new int[jobs.size()];
    for (int job = 0; job < queueOf.length; job++) {
      if (isFree(job)) {
        options.add(List.of(new Option(jobs.get(job), Optional.empty())));
      } else {
        queueOf[job] = rules.get().queueOf(jobs.get(job).group());
        options.add(options(rules.get(), jobs.get(job), queueOf[job]));
      }
    }
    clear();
  }

  private boolean isFree(int job) {
    return rules.isEmpty() || jobs.get(job).gpus() == 0;
  }

  private static List<Option> options(QuotaRules rules, Job job, int queue) {
    List<Option> options = new ArrayList<>();
    for (QuotaRules.Quota quota : rules.queues().get(queue).quotas()) {
      rules
          .flavors()
          .get(quota.flavor())
          .only(job)
          .ifPresent(only -> options.add(new Option(only, Optional.of(quota))));
    }
    return options;
  }

  /** Nobody holds anything. */
  void clear() {
    if (use != null) {
      use.clear();
    }
  }

  /** Flavors that a job may have at some time, in the order in which they are tried. */
  List<Option> options(int job) {
    return options.get(job);
  }

  /** Whether a job may start on a flavor now. */
  boolean allows(int job, Option option) {
    return option.quota().isEmpty()
        || use.allows(queueOf[job], option.quota().get(), jobs.get(job).gpuMilli());
  }

  /**
   * Whether a job may start on these nodes now; never if they are of no one flavor of its queue.
   */
  boolean allows(int job, int[] nodes) {
    if (isFree(job)) {
      return true;
    }
    QuotaRules.Quota quota = quotaOf(job, nodes);
    return quota != null && use.allows(queueOf[job], quota, jobs.get(job).gpuMilli());
  }

  /** Books a job that starts on nodes. */
  void take(int job, int[] nodes) {
    if (!isFree(job)) {
      QuotaRules.Quota quota = quotaOf(job, nodes);
      heldFlavor[job] = quota == null ? -1 : quota.flavor();
      book(job, 1);
    }
  }

  /** Takes a job off that took something. */
  void give(int job) {
    if (!isFree(job)) {
      book(job, -1);
    }
  }

  private void book(int job, int sign) {
    if (heldFlavor[job] >= 0) {
      use.add(queueOf[job], heldFlavor[job], sign * jobs.get(job).gpuMilli());
    }
  }

  private QuotaRules.Quota quotaOf(int job, int[] nodes) {
    for (QuotaRules.Quota quota : rules.orElseThrow().queues().get(queueOf[job]).quotas()) {
      QuotaRules.Flavor flavor = rules.get().flavors().get(quota.flavor());
      boolean all = true;
      for (int node : nodes) {
        all &= flavor.has(cluster.nodes().get(node).gpuModel());
      }
      if (all) {
        return quota;
      }
    }
    return null;
  }
}
