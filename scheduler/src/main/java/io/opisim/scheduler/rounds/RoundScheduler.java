package io.opisim.scheduler.rounds;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;
import io.opisim.scheduler.allocation.AllocationPolicy;
import io.opisim.scheduler.allocation.AllocationProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds inside a run: the account of {@link RoundBook}, and plans that make each round true.
 *
 * <p>Models: rounds as in {@link RoundSimulation}; a job that stays on its type keeps its place.
 * The account counts GPUs of a type, the nodes decide whether a job fits: where one does not, those
 * of its type that kept their places are placed anew, the largest first, and one that fits not even
 * then is passed over for this round. A part of a GPU counts as a whole one. Jobs without a GPU
 * take no part in rounds: they start in order as soon as they fit. A job that would leave with
 * nothing done since it started (it is still coming back, or its first checkpoint is still to come)
 * keeps its place for another round, so that no length of rounds makes jobs take turns for ever.
 * Ignores: that a job could be spread over several types. Valid for: rounds much longer than a
 * checkpoint and a restart. Source: Narayanan et al. (Gavel, OSDI 2020), as described in {@code
 * docs/models/heterogeneous-scheduling.md}.
 */
final class RoundScheduler implements SchedulingPolicy {
  private static final double NANOS = 1e9;

  private final RoundPolicy policy;
  private final AllocationPolicy allocation;
  private final RoundSettings settings;
  private GpuTypes types;
  private RoundBook book;

  private final Map<Integer, Member> members = new HashMap<>();
  private int joined;
  private long allocatedNanos = -1;
  private long openedNanos = -1;
  private long nowNanos;
  private boolean someoneRuns;
  private RoundBook.Pick[] round = {};
  private final Deque<RoundBook.Pick> toPlace = new ArrayDeque<>();
  private boolean[] placedAnew;

  /** What is remembered of a job. */
  private static final class Member {
    private final double[] speeds;
    private double isolatedSeconds;
    private double isolatedSpeed;
    private int type = -1;
    private long placedNanos;
    private long attainedNanos;
    private long remainingNanos;

    Member(double[] speeds) {
      this.speeds = speeds;
    }
  }

  RoundScheduler(RoundPolicy policy, AllocationPolicy allocation, RoundSettings settings) {
    this.policy = policy;
    this.allocation = allocation;
    this.settings = settings;
  }

  @Override
  public String id() {
    return policy.id();
  }

  @Override
  public String description() {
    return policy.description();
  }

  @Override
  public boolean accepts(ClusterView empty, Job job) {
    return types(empty).accept(job);
  }

  @Override
  public WaitReason heldBackBy() {
    return policy.heldBackBy();
  }

  @Override
  public boolean movesRunningJobs() {
    return true;
  }

  @Override
  public long askAgainNanos() {
    if (someoneRuns) {
      return openedNanos + settings.roundNanos();
    }
    return book != null && book.isStale() && book.jobs().length > 0
        ? Math.max(nowNanos + 1, allocatedNanos + settings.allocationNanos())
        : Long.MAX_VALUE;
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    nowNanos = queue.nowNanos();
    types(cluster);
    if (isRoundOver(queue)) {
      closeRound(queue);
      Plan moves = openRound(cluster, queue);
      if (!moves.isEmpty()) {
        return moves;
      }
    }
    while (!toPlace.isEmpty()) {
      Plan next = place(toPlace.poll(), cluster, queue);
      if (!next.isEmpty()) {
        return next;
      }
    }
    someoneRuns = anyRuns(queue);
    return startWithoutGpu(cluster, queue);
  }

  private GpuTypes types(ClusterView cluster) {
    if (types == null) {
      types = new GpuTypes(cluster.cluster());
      double seconds = settings.roundNanos() / NANOS;
      book = new RoundBook(types.gpus(), seconds, allocation.fillsIdleGpus());
      placedAnew = new boolean[types.gpus().length];
    }
    return types;
  }

  private boolean isRoundOver(JobQueue queue) {
    return nowNanos > openedNanos
        && (nowNanos >= openedNanos + settings.roundNanos() || !anyRuns(queue));
  }

  private boolean anyRuns(JobQueue queue) {
    for (RoundBook.Pick pick : round) {
      if (queue.isRunning(pick.job())) {
        return true;
      }
    }
    return false;
  }

  private void closeRound(JobQueue queue) {
    for (RoundBook.Pick pick : round) {
      int job = pick.job();
      Member member = members.get(job);
      long heldNanos = queue.attainedNanos(job) - member.attainedNanos;
      double done = (member.remainingNanos - queue.remainingNanos(job)) / NANOS;
      member.isolatedSeconds += Math.max(0, done) / member.isolatedSpeed;
      if (heldNanos > 0) {
        book.ran(job, pick.type(), heldNanos / NANOS);
      }
      if (!queue.isRunning(job)) {
        member.type = -1;
        if (!queue.isWaiting(job)) {
          book.leave(job);
          members.remove(job);
        }
      }
    }
  }

  /** Begins a round; answers who has to make room. */
  private Plan openRound(ClusterView cluster, JobQueue queue) {
    openedNanos = nowNanos;
    Arrays.fill(placedAnew, false);
    admit(queue);
    allocateIfDue(queue);
    round = book.pick(types.gpusThere(cluster), staying(queue));
    toPlace.clear();
    Map<Integer, Integer> typeOfPick = new HashMap<>();
    for (RoundBook.Pick pick : round) {
      typeOfPick.put(pick.job(), pick.type());
    }
    List<Plan.Decision> leaving = new ArrayList<>();
    List<RoundBook.Pick> newcomers = new ArrayList<>();
    for (int job : book.jobs()) {
      Member member = members.get(job);
      if (member.type >= 0 && typeOfPick.getOrDefault(job, -1) != member.type) {
        leaving.add(new Plan.Preempt(job));
        member.type = -1;
      }
    }
    for (RoundBook.Pick pick : round) {
      Member member = members.get(pick.job());
      member.attainedNanos = queue.attainedNanos(pick.job());
      member.remainingNanos = queue.remainingNanos(pick.job());
      if (member.type < 0) {
        newcomers.add(pick);
      }
    }
    placeLargestFirst(newcomers, queue);
    return new Plan(leaving);
  }

  private List<RoundBook.Pick> staying(JobQueue queue) {
    List<RoundBook.Pick> staying = new ArrayList<>();
    for (int job : book.jobs()) {
      if (members.get(job).type >= 0 && queue.securedNanos(job) == 0) {
        staying.add(new RoundBook.Pick(job, members.get(job).type));
      }
    }
    return staying;
  }

  private void placeLargestFirst(List<RoundBook.Pick> picks, JobQueue queue) {
    picks.sort(Comparator.comparingInt(pick -> -queue.job(pick.job()).gpus()));
    toPlace.addAll(picks);
  }

  private void admit(JobQueue queue) {
    for (; joined < queue.arrived(); joined++) {
      Job job = queue.job(joined);
      if (job.gpus() > 0 && queue.isWaiting(joined)) {
        Member member = new Member(types.speeds(job));
        members.put(joined, member);
        book.join(joined, job.gpus(), member.speeds);
      }
    }
  }

  private void allocateIfDue(JobQueue queue) {
    boolean due = allocatedNanos < 0 || nowNanos - allocatedNanos >= settings.allocationNanos();
    int[] present = book.jobs();
    if (!due || !book.isStale() || present.length == 0) {
      return;
    }
    int count = present.length;
    int[] gpus = new int[count];
    double[][] speeds = new double[count][];
    double[] left = new double[count];
    double[] waited = new double[count];
    double[] isolated = new double[count];
    for (int at = 0; at < count; at++) {
      Member member = members.get(present[at]);
      gpus[at] = queue.job(present[at]).gpus();
      speeds[at] = member.speeds;
      left[at] = queue.remainingNanos(present[at]) / NANOS;
      waited[at] = (nowNanos - queue.job(present[at]).arrivalNanos()) / NANOS;
      isolated[at] = member.isolatedSeconds;
    }
    AllocationProblem problem =
        new AllocationProblem(types.gpus(), gpus, speeds, left, waited, isolated);
    double elapsed = allocatedNanos < 0 ? 0 : (nowNanos - allocatedNanos) / NANOS;
    book.allocate(allocation.shares(problem), elapsed);
    for (int at = 0; at < count; at++) {
      members.get(present[at]).isolatedSpeed = problem.isolatedStepsPerSecond(at);
    }
    allocatedNanos = nowNanos;
  }

  private Plan place(RoundBook.Pick pick, ClusterView cluster, JobQueue queue) {
    int job = pick.job();
    Assignment place = cluster.place(types.on(queue.job(job), pick.type()), NodeLimit.NONE);
    if (place != null) {
      members.get(job).type = pick.type();
      members.get(job).placedNanos = nowNanos;
      return Plan.start(job, place);
    }
    return placedAnew[pick.type()] ? Plan.NOTHING : placeAnew(pick, queue);
  }

  /** Clears a type of the jobs that kept their places and places them and the rest anew. */
  private Plan placeAnew(RoundBook.Pick missing, JobQueue queue) {
    int type = missing.type();
    placedAnew[type] = true;
    List<Plan.Decision> leaving = new ArrayList<>();
    List<RoundBook.Pick> again = new ArrayList<>();
    for (RoundBook.Pick pick : round) {
      Member member = members.get(pick.job());
      boolean kept =
          member.type == type
              && member.placedNanos < nowNanos
              && queue.securedNanos(pick.job()) > 0;
      if (kept) {
        leaving.add(new Plan.Preempt(pick.job()));
        member.type = -1;
      }
      if (kept || pick.equals(missing) || (pick.type() == type && toPlace.contains(pick))) {
        again.add(pick);
      }
    }
    toPlace.removeAll(again);
    placeLargestFirst(again, queue);
    return new Plan(leaving);
  }

  private static Plan startWithoutGpu(ClusterView cluster, JobQueue queue) {
    IntCursor heads = queue.classHeadsInOrder();
    for (int job = heads.next(); job >= 0; job = heads.next()) {
      if (queue.job(job).gpus() == 0) {
        Assignment place = cluster.place(queue.job(job), NodeLimit.NONE);
        if (place != null) {
          return Plan.start(job, place);
        }
      }
    }
    return Plan.NOTHING;
  }
}
