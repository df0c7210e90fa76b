package io.opisim.scenarios.world;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;
import io.opisim.scheduler.state.Outages;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Why each job waited, and how long for each reason.
 *
 * <p>Jobs that wait for one reason share one clock per reason, read when a job joins them and when
 * it leaves: a change of the reason costs the same for one waiting job and for ten thousand. Where
 * jobs start in strict order the groups are the head and all behind it; otherwise jobs of equal
 * demand.
 */
final class WaitBooks {
  private static final int REASONS = WaitReason.values().length;

  private final JobQueue queue;
  private final boolean strict;
  private final WaitReason heldBackBy;
  private final Outages outages;
  private final Probe probe;
  private final boolean tellWaits;
  private final int headGroup;
  private final Group[] groups;

  private final long[][] books;
  private final int[] groupOf;
  private final boolean[] waits;
  private final long[] joinedNanos;
  private int head = -1;
  private int[] newcomers = new int[16];
  private int newcomerCount;

  /** The clocks of one group, and the history of its reason if intervals are wanted. */
  private static final class Group {
    private final long[] clocks = new long[REASONS];
    private int reason = -1;
    private long sinceNanos;
    private long[] changeNanos;
    private byte[] changeReason;
    private int changes;

    void set(int newReason, long nowNanos, boolean keepHistory) {
      if (newReason == reason) {
        return;
      }
      if (reason >= 0) {
        clocks[reason] += nowNanos - sinceNanos;
      }
      reason = newReason;
      sinceNanos = nowNanos;
      if (keepHistory) {
        if (changeNanos == null || changes == changeNanos.length) {
          int length = changes == 0 ? 4 : changes * 2;
          changeNanos = changeNanos == null ? new long[4] : Arrays.copyOf(changeNanos, length);
          changeReason = changeReason == null ? new byte[4] : Arrays.copyOf(changeReason, length);
        }
        changeNanos[changes] = nowNanos;
        changeReason[changes++] = (byte) newReason;
      }
    }

    long clock(int index, long nowNanos) {
      return clocks[index] + (index == reason ? nowNanos - sinceNanos : 0);
    }
  }

  WaitBooks(
      JobQueue queue,
      int jobs,
      SchedulingPolicy policy,
      Outages outages,
      Probe probe,
      boolean tellWaits) {
    this.queue = queue;
    this.outages = outages;
    strict = policy.startsInStrictOrder();
    heldBackBy = policy.heldBackBy();
    this.probe = probe;
    this.tellWaits = tellWaits;
    headGroup = strict ? 1 : -1;
    groups = new Group[strict ? 2 : queue.demandClasses()];
    for (int index = 0; index < groups.length; index++) {
      groups[index] = new Group();
    }
    books = new long[jobs][];
    groupOf = new int[jobs];
    Arrays.fill(groupOf, -1);
    waits = new boolean[jobs];
    joinedNanos = new long[jobs];
  }

  /** A job begins to wait at this instant; it counts only if it does not start in it. */
  void enter(int job) {
    waits[job] = true;
    if (newcomerCount == newcomers.length) {
      newcomers = Arrays.copyOf(newcomers, newcomerCount * 2);
    }
    newcomers[newcomerCount++] = job;
  }

  boolean isWaiting(int job) {
    return waits[job];
  }

  /** A job stops waiting. */
  void leave(int job, long nowNanos) {
    waits[job] = false;
    if (groupOf[job] >= 0) {
      quit(job, nowNanos);
      if (job == head) {
        head = -1;
      }
    }
  }

  /** All decisions of this instant are made: who still waits, and why? */
  void update(ClusterView cluster, long nowNanos) {
    boolean history = tellWaits;
    if (strict) {
      groups[0].set(WaitReason.BEHIND_HEAD.ordinal(), nowNanos, history);
      moveHead(nowNanos);
      if (head >= 0) {
        WaitReason reason = shortages(cluster, List.of(queue.job(head)))[0];
        groups[headGroup].set(
            (reason == null ? WaitReason.FRAGMENTED : reason).ordinal(), nowNanos, history);
      }
    } else {
      tellHeads(cluster, nowNanos);
    }
    joinNewcomers(nowNanos);
  }

  private void tellHeads(ClusterView cluster, long nowNanos) {
    List<Job> jobs = new ArrayList<>();
    IntCursor heads = queue.classHeadsInOrder();
    for (int first = heads.next(); first >= 0; first = heads.next()) {
      jobs.add(queue.job(first));
    }
    WaitReason[] reasons = shortages(cluster, jobs);
    heads = queue.classHeadsInOrder();
    for (WaitReason reason : reasons) {
      groups[queue.demandClass(heads.next())].set(
          (reason == null ? heldBackBy : reason).ordinal(), nowNanos, tellWaits);
    }
  }

  /** Why each job does not fit now, null where it does. */
  private WaitReason[] shortages(ClusterView cluster, List<Job> jobs) {
    WaitReason[] reasons = new WaitReason[jobs.size()];
    for (int index = 0; index < reasons.length; index++) {
      reasons[index] = cluster.shortage(jobs.get(index));
    }
    if (!outages.isEmpty()) {
      boolean[] wouldFit = outages.wouldFit(jobs);
      for (int index = 0; index < reasons.length; index++) {
        reasons[index] =
            reasons[index] != null && wouldFit[index] ? WaitReason.UNDER_REPAIR : reasons[index];
      }
    }
    return reasons;
  }

  private void moveHead(long nowNanos) {
    int first = queue.firstWaiting();
    if (first == head) {
      return;
    }
    if (head >= 0) {
      quit(head, nowNanos);
      join(head, 0, nowNanos);
    }
    head = first;
    if (head >= 0 && groupOf[head] >= 0) {
      quit(head, nowNanos);
      groupOf[head] = -1;
      enter(head);
    }
  }

  private void joinNewcomers(long nowNanos) {
    for (int index = 0; index < newcomerCount; index++) {
      int job = newcomers[index];
      if (waits[job] && groupOf[job] < 0) {
        join(job, strict ? (job == head ? headGroup : 0) : queue.demandClass(job), nowNanos);
      }
    }
    newcomerCount = 0;
  }

  private void join(int job, int group, long nowNanos) {
    groupOf[job] = group;
    joinedNanos[job] = nowNanos;
    if (books[job] == null) {
      books[job] = new long[REASONS];
    }
    turn(books[job], groups[group], nowNanos);
  }

  private void quit(int job, long nowNanos) {
    Group group = groups[groupOf[job]];
    turn(books[job], group, nowNanos);
    if (tellWaits) {
      report(job, group, nowNanos);
    }
    groupOf[job] = -1;
  }

  /**
   * A total becomes an offset against the clocks, and an offset a total: both are clock - value.
   */
  private static void turn(long[] book, Group group, long nowNanos) {
    for (int reason = 0; reason < REASONS; reason++) {
      book[reason] = group.clock(reason, nowNanos) - book[reason];
    }
  }

  private void report(int job, Group group, long nowNanos) {
    long from = joinedNanos[job];
    probe.event(nowNanos, RunEvents.WAIT_FROM, job, from);
    int change = Arrays.binarySearch(group.changeNanos, 0, group.changes, from);
    change = change >= 0 ? change : -change - 2;
    while (change + 1 < group.changes && group.changeNanos[change + 1] <= from) {
      change++;
    }
    for (; change < group.changes && from < nowNanos; change++) {
      long end = change + 1 < group.changes ? group.changeNanos[change + 1] : nowNanos;
      end = Math.min(end, nowNanos);
      if (end > from) {
        probe.event(nowNanos, RunEvents.WAITED + group.changeReason[change], job, end);
        from = end;
      }
    }
  }

  /** Closes the books of a job: how long it waited for each reason, or null if it never did. */
  long[] close(int job) {
    long[] book = books[job];
    if (book != null) {
      books[job] = null;
    }
    return book;
  }
}
