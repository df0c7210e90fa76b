package io.opisim.scheduler.policy;

import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.QuotaRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Whose place a waiting job of {@link QuotaPolicy} takes.
 *
 * <p>Candidates are borrowers of other queues of the cohort before jobs of the own queue, of these
 * the lowest priority first, and of equals the one that started last. With fair sharing the queue
 * with the largest share comes first, and the strategies of Kueue are tried one after the other:
 * the own share with the job is at most the other's without its victim; the own share with the job
 * is less than the other's. Then victims that turn out not to be needed are spared, the last first.
 */
final class QuotaVictims {
  private final JobQueue queue;
  private final QuotaLedger ledger;
  private final QuotaRules rules;

  /** The job that wants a place, and the quota that it would take. */
  private record Wanted(int job, int clusterQueue, QuotaRules.Quota quota, long milli) {}

  QuotaVictims(JobQueue queue, QuotaLedger ledger, QuotaRules rules) {
    this.queue = queue;
    this.ledger = ledger;
    this.rules = rules;
  }

  /** The jobs that have to go, or none if that does not help. The ledger is left as it was. */
  List<Integer> of(ReleaseWalk walk, int job, QuotaRules.Quota quota) {
    Wanted wanted = new Wanted(job, ledger.queueOf(job), quota, queue.job(job).gpuMilli());
    List<Integer> candidates = candidates(wanted);
    List<Integer> gone = new ArrayList<>();
    List<IntPredicate> strategies =
        rules.fairSharing()
            ? List.of(other -> isFinallyFair(wanted, other), other -> isFairNow(wanted, other))
            : List.of(other -> isReclaimed(wanted));
    boolean enough = false;
    for (IntPredicate strategy : strategies) {
      int next = enough ? -1 : next(wanted, candidates, strategy);
      while (next >= 0) {
        candidates.remove((Integer) next);
        walk.release(next);
        ledger.add(next, -1);
        gone.add(next);
        enough = ledger.allows(wanted.clusterQueue(), quota, wanted.milli()) && walk.fits();
        next = enough ? -1 : next(wanted, candidates, strategy);
      }
    }
    return needed(wanted, walk, gone, enough);
  }

  private List<Integer> candidates(Wanted wanted) {
    List<Integer> found = new ArrayList<>();
    IntCursor running = queue.runningLastPriorityFirst();
    for (int other = running.next(); other >= 0; other = running.next()) {
      int others = ledger.queueOf(other);
      if (ledger.flavorOf(other) == wanted.quota().flavor()
          && (others == wanted.clusterQueue()
              ? own(wanted).preemptsLower() && queue.priority(wanted.job()) < queue.priority(other)
              : own(wanted).reclaims() && ledger.isSameCohort(wanted.clusterQueue(), others))) {
        found.add(other);
      }
    }
    found.sort(
        Comparator.comparing((Integer other) -> isOwn(wanted, other))
            .thenComparing(other -> -queue.priority(other))
            .thenComparing(other -> -queue.firstStartNanos(other))
            .thenComparing(other -> -other));
    return found;
  }

  private QuotaRules.Queue own(Wanted wanted) {
    return rules.queues().get(wanted.clusterQueue());
  }

  private boolean isOwn(Wanted wanted, int other) {
    return ledger.queueOf(other) == wanted.clusterQueue();
  }

  /** The next candidate that may go: with fair sharing one of the queue with the largest share. */
  private int next(Wanted wanted, List<Integer> candidates, IntPredicate strategy) {
    int best = -1;
    double largest = -1;
    for (int other : candidates) {
      boolean own = isOwn(wanted, other);
      boolean may =
          own
              || (ledger.borrows(ledger.queueOf(other), wanted.quota().flavor())
                  && strategy.test(other));
      double share = own || !rules.fairSharing() ? 0 : ledger.borrowedShare(ledger.queueOf(other));
      if (may && (best < 0 || share > largest)) {
        best = other;
        largest = share;
      }
    }
    return best;
  }

  private boolean isReclaimed(Wanted wanted) {
    return ledger.isNominal(wanted.clusterQueue(), wanted.quota(), wanted.milli());
  }

  private boolean isFinallyFair(Wanted wanted, int other) {
    ledger.add(other, -1);
    double without = ledger.borrowedShare(ledger.queueOf(other));
    ledger.add(other, +1);
    return shareWith(wanted) <= without;
  }

  private boolean isFairNow(Wanted wanted, int other) {
    return shareWith(wanted) < ledger.borrowedShare(ledger.queueOf(other));
  }

  private double shareWith(Wanted wanted) {
    return ledger.borrowedShare(wanted.clusterQueue(), wanted.quota().flavor(), wanted.milli());
  }

  /**
   * Spares the last first; gives back to the ledger what the others hold still. Jobs of the own
   * queue are spared only if all that go are of it: others go because the own share is what it is
   * without them, and would come back at once.
   */
  private List<Integer> needed(
      Wanted wanted, ReleaseWalk walk, List<Integer> gone, boolean enough) {
    List<Integer> needed = new ArrayList<>();
    boolean allOwn = gone.stream().allMatch(other -> isOwn(wanted, other));
    for (int at = gone.size() - 1; at >= 0; at--) {
      int other = gone.get(at);
      if (enough && !allOwn && isOwn(wanted, other)) {
        needed.add(other);
        continue;
      }
      walk.takeBack(other);
      ledger.add(other, +1);
      if (enough
          && !(ledger.allows(wanted.clusterQueue(), wanted.quota(), wanted.milli())
              && walk.fits())) {
        walk.release(other);
        ledger.add(other, -1);
        needed.add(other);
      }
    }
    needed.forEach(other -> ledger.add(other, +1));
    return needed;
  }
}
