package io.opisim.scheduler.policy;

import io.opisim.models.topology.Node;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.QuotaRules;
import io.opisim.scheduler.quota.QuotaUse;

/** What the running jobs of each cluster queue hold of each flavor now. */
final class QuotaLedger {
  private final ClusterView cluster;
  private final JobQueue queue;
  private final QuotaRules rules;
  private final int[] queueOfGroup;
  private final QuotaUse use;

  QuotaLedger(ClusterView cluster, JobQueue queue, QuotaRules rules, int[] queueOfGroup) {
    this.cluster = cluster;
    this.queue = queue;
    this.rules = rules;
    this.queueOfGroup = queueOfGroup;
    use = new QuotaUse(rules);
    IntCursor running = queue.runningEarliestFinishFirst();
    for (int job = running.next(); job >= 0; job = running.next()) {
      add(job, +1);
    }
  }

  /** The cluster queue of a job. */
  int queueOf(int job) {
    return queueOfGroup[queue.groups().of(job)];
  }

  /** The flavor that a running job holds: that of its first node; -1 without GPU. */
  int flavorOf(int job) {
    if (queue.job(job).gpus() == 0) {
      return -1;
    }
    Node node = cluster.cluster().nodes().get(queue.assignment(job).nodes()[0]);
    for (QuotaRules.Quota quota : rules.queues().get(queueOf(job)).quotas()) {
      if (rules.flavors().get(quota.flavor()).has(node.gpuModel())) {
        return quota.flavor();
      }
    }
    throw new IllegalStateException("job " + queue.job(job).id() + " runs outside its flavors");
  }

  /** Books a running job, or takes it off. */
  void add(int job, int sign) {
    int flavor = flavorOf(job);
    if (flavor >= 0) {
      use.add(queueOf(job), flavor, sign * queue.job(job).gpuMilli());
    }
  }

  /** Whether a queue may hold so much more of a flavor. */
  boolean allows(int clusterQueue, QuotaRules.Quota quota, long milli) {
    return use.allows(clusterQueue, quota, milli);
  }

  /** Whether it would then still hold no more than its nominal quota. */
  boolean isNominal(int clusterQueue, QuotaRules.Quota quota, long milli) {
    return use.isNominal(clusterQueue, quota, milli);
  }

  /** Whether a queue holds more of a flavor than its nominal quota. */
  boolean borrows(int clusterQueue, int flavor) {
    return use.borrows(clusterQueue, flavor);
  }

  boolean isSameCohort(int one, int other) {
    return use.isSameCohort(one, other);
  }

  /** The largest share of its cohort's quota that a queue has borrowed, over its weight. */
  double borrowedShare(int clusterQueue) {
    return borrowedShare(clusterQueue, -1, 0);
  }

  /** The same if it held so much more of a flavor. */
  double borrowedShare(int clusterQueue, int flavor, long milli) {
    return use.borrowedShare(clusterQueue, flavor, milli);
  }
}
