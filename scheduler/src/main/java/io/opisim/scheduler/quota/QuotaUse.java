package io.opisim.scheduler.quota;

import io.opisim.scheduler.QuotaRules;
import java.util.Arrays;

/** What each cluster queue holds of each flavor, and what that leaves it. */
public final class QuotaUse {
  private final QuotaRules rules;

  /** Thousandths of GPUs held, by queue and flavor. */
  private final long[][] used;

  /** Nothing is held. */
  public QuotaUse(QuotaRules rules) {
    this.rules = rules;
    used = new long[rules.queues().size()][rules.flavors().size()];
  }

  /** Gives everything back. */
  public void clear() {
    for (long[] queue : used) {
      Arrays.fill(queue, 0);
    }
  }

  /** Books thousandths of GPUs, or takes them off where negative. */
  public void add(int clusterQueue, int flavor, long milli) {
    used[clusterQueue][flavor] += milli;
  }

  /** Whether a queue may hold so many more thousandths of GPUs of a flavor. */
  public boolean allows(int clusterQueue, QuotaRules.Quota quota, long milli) {
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
  public boolean isNominal(int clusterQueue, QuotaRules.Quota quota, long milli) {
    return used[clusterQueue][quota.flavor()] + milli <= quota.nominalMilli();
  }

  /** Whether a queue holds more of a flavor than its nominal quota. */
  public boolean borrows(int clusterQueue, int flavor) {
    QuotaRules.Quota quota = quota(clusterQueue, flavor);
    return quota != null && used[clusterQueue][flavor] > quota.nominalMilli();
  }

  /** Whether two queues lend each other what they do not use. */
  public boolean isSameCohort(int one, int other) {
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

  /**
   * The largest share of its cohort's quota that a queue has borrowed, over its weight, if it held
   * so many more thousandths of a flavor.
   */
  public double borrowedShare(int clusterQueue, int flavor, long milli) {
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
