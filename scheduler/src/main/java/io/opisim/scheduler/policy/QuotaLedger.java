package io.opisim.scheduler.policy;

import io.opisim.models.topology.Node;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.QuotaRules;
import java.util.List;

/** What each cluster queue holds of each flavor now, and what that leaves it. */
final class QuotaLedger {
  private final ClusterView cluster;
  private final JobQueue queue;
  private final QuotaRules rules;
  private final int[] queueOfGroup;

  /** Thousandths of GPUs held, by queue and flavor. */
  private final long[][] used;

  QuotaLedger(ClusterView cluster, JobQueue queue, QuotaRules rules, int[] queueOfGroup) {
    this.cluster = cluster;
    this.queue = queue;
    this.rules = rules;
    this.queueOfGroup = queueOfGroup;
    used = new long[rules.queues().size()][rules.flavors().size()];
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
      List<String> models = rules.flavors().get(quota.flavor()).gpuModels();
      if (models.isEmpty() || models.contains(node.gpuModel())) {
        return quota.flavor();
      }
    }
    throw new IllegalStateException("job " + queue.job(job).id() + " runs outside its flavors");
  }

  /** Books a running job, or takes it off. */
  void add(int job, int sign) {
    int flavor = flavorOf(job);
    if (flavor >= 0) {
      used[queueOf(job)][flavor] += sign * queue.job(job).gpuMilli();
    }
  }

  /** Whether a queue may hold so much more of a flavor. */
  boolean allows(int clusterQueue, QuotaRules.Quota quota, long milli) {
    long wanted = used[clusterQueue][quota.flavor()] + milli;
    long guaranteed = guaranteed(clusterQueue, quota);
    if (wanted <= guaranteed) {
      return true;
    }
    if (rules.queues().get(clusterQueue).cohort().isEmpty()
        || wanted > quota.nominalMilli() + quota.borrowingMilli()) {
      return false;
    }
    long fromPool = wanted - Math.max(used[clusterQueue][quota.flavor()], guaranteed);
    return fromPool <= poolLeft(clusterQueue, quota.flavor());
  }

  /** Whether it would then still hold no more than its nominal quota. */
  boolean isNominal(int clusterQueue, QuotaRules.Quota quota, long milli) {
    return used[clusterQueue][quota.flavor()] + milli <= quota.nominalMilli();
  }

  /** Whether a queue holds more of a flavor than its nominal quota. */
  boolean borrows(int clusterQueue, int flavor) {
    QuotaRules.Quota quota = quota(clusterQueue, flavor);
    return quota != null && used[clusterQueue][flavor] > quota.nominalMilli();
  }

  boolean isSameCohort(int one, int other) {
    var cohort = rules.queues().get(one).cohort();
    return cohort.isPresent() && cohort.equals(rules.queues().get(other).cohort());
  }

  /** What nobody else of its cohort can take. */
  private long guaranteed(int clusterQueue, QuotaRules.Quota quota) {
    return rules.queues().get(clusterQueue).cohort().isEmpty()
        ? quota.nominalMilli()
        : Math.max(0, quota.nominalMilli() - quota.lendingMilli());
  }

  private long poolLeft(int clusterQueue, int flavor) {
    long left = 0;
    for (int other = 0; other < used.length; other++) {
      QuotaRules.Quota quota = quota(other, flavor);
      if (quota != null && (other == clusterQueue || isSameCohort(other, clusterQueue))) {
        long guaranteed = guaranteed(other, quota);
        left += quota.nominalMilli() - guaranteed;
        left -= Math.max(0, used[other][flavor] - guaranteed);
      }
    }
    return left;
  }

  private QuotaRules.Quota quota(int clusterQueue, int flavor) {
    for (QuotaRules.Quota quota : rules.queues().get(clusterQueue).quotas()) {
      if (quota.flavor() == flavor) {
        return quota;
      }
    }
    return null;
  }

  /** The largest share of its cohort's quota that a queue has borrowed, over its weight. */
  double borrowedShare(int clusterQueue) {
    return borrowedShare(clusterQueue, -1, 0);
  }

  /** The same if it held so much more of a flavor. */
  double borrowedShare(int clusterQueue, int flavor, long milli) {
    QuotaRules.Queue described = rules.queues().get(clusterQueue);
    double share = 0;
    for (QuotaRules.Quota quota : described.quotas()) {
      long more = quota.flavor() == flavor ? milli : 0;
      long borrowed = used[clusterQueue][quota.flavor()] + more - quota.nominalMilli();
      long ofCohort = 0;
      for (int other = 0; other < used.length && borrowed > 0; other++) {
        QuotaRules.Quota theirs = quota(other, quota.flavor());
        boolean counts = other == clusterQueue || isSameCohort(other, clusterQueue);
        ofCohort += theirs != null && counts ? theirs.nominalMilli() : 0;
      }
      if (borrowed > 0) {
        share = Math.max(share, (double) borrowed / Math.max(1, ofCohort));
      }
    }
    return share == 0 ? 0 : share / described.weight();
  }
}
