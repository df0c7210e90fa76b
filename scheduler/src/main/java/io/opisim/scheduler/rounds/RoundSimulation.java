package io.opisim.scheduler.rounds;

import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.allocation.AllocationPolicy;
import io.opisim.scheduler.allocation.AllocationProblem;
import java.util.List;

/**
 * A cluster of several GPU types that is scheduled in rounds.
 *
 * <p>Models: rounds of fixed length that begin at the latest end of the round before, or when a job
 * comes to an empty cluster; jobs that came meanwhile join then; a job that is done early leaves
 * its GPUs idle until its round is over. Shares are computed at the start of a round when jobs came
 * or went and enough time has passed. Ignores: the cost of moving and of checkpoints, where GPUs
 * lie, failures; GPUs of one type are all alike. Valid for: comparing policies on lists of jobs
 * whose speed on each type was measured. Source: the simulator of Narayanan et al. (Gavel, OSDI
 * 2020), as described in {@code docs/models/heterogeneous-scheduling.md}.
 *
 * <p>Lists may span years, longer than a calendar of the simulation core can; rounds need none.
 */
public final class RoundSimulation {
  private static final double NANOS = 1e9;

  private final int[] typeGpus;
  private final List<RoundJob> jobs;
  private final AllocationPolicy policy;
  private final RoundSettings settings;
  private final RoundBook book;

  private final double[] stepsLeft;
  private final double[] isolatedSeconds;
  private final double[] isolatedSpeed;
  private final long[] finishNanos;
  private int nextArrival;
  private long nowNanos;
  private long allocatedNanos = -1;

  private RoundSimulation(
      int[] typeGpus, List<RoundJob> jobs, AllocationPolicy policy, RoundSettings settings) {
    this.typeGpus = typeGpus.clone();
    this.jobs = jobs;
    this.policy = policy;
    this.settings = settings;
    book = new RoundBook(typeGpus, settings.roundNanos() / NANOS, policy.fillsIdleGpus());
    stepsLeft = new double[jobs.size()];
    isolatedSeconds = new double[jobs.size()];
    isolatedSpeed = new double[jobs.size()];
    finishNanos = new long[jobs.size()];
  }

  /**
   * Runs until some jobs are done; all others of the list arrive and compete as long.
   *
   * @param typeGpus GPUs of each type, in the order in which a round fills them
   * @param jobs in order of arrival
   * @param from the first job to wait for
   * @param to the one after the last
   * @return when each of those jobs was done
   * @throws IllegalArgumentException if one of the jobs can run on no type
   * @throws IllegalStateException if jobs wait for ever
   */
  public static long[] finishNanos(
      int[] typeGpus,
      List<RoundJob> jobs,
      AllocationPolicy policy,
      RoundSettings settings,
      int from,
      int to) {
    for (int job = 0; job < jobs.size(); job++) {
      check(typeGpus, jobs, job);
    }
    return new RoundSimulation(typeGpus, jobs, policy, settings).run(from, to);
  }

  private static void check(int[] typeGpus, List<RoundJob> jobs, int number) {
    RoundJob job = jobs.get(number);
    boolean runs = false;
    for (int type = 0; type < typeGpus.length; type++) {
      runs |= job.stepsPerSecond()[type] > 0 && job.gpus() <= typeGpus[type];
    }
    if (!runs) {
      throw new IllegalArgumentException("job " + number + " can run on no GPU type");
    }
    if (number > 0 && job.arrivalNanos() < jobs.get(number - 1).arrivalNanos()) {
      throw new IllegalArgumentException("job " + number + " arrives before the one in front");
    }
  }

  private long[] run(int from, int to) {
    int missing = to - from;
    while (missing > 0) {
      admit();
      allocateIfDue();
      RoundBook.Pick[] picks = book.pick();
      if (picks.length == 0) {
        nowNanos = nextChance();
        continue;
      }
      long end = nowNanos;
      for (RoundBook.Pick pick : picks) {
        int job = pick.job();
        end = StrictMath.max(end, runOnce(job, pick.type()));
        if (finishNanos[job] > 0 && job >= from && job < to) {
          missing--;
        }
      }
      nowNanos = end;
    }
    long[] finishes = new long[to - from];
    System.arraycopy(finishNanos, from, finishes, 0, finishes.length);
    return finishes;
  }

  private void admit() {
    while (nextArrival < jobs.size() && jobs.get(nextArrival).arrivalNanos() <= nowNanos) {
      RoundJob job = jobs.get(nextArrival);
      stepsLeft[nextArrival] = job.steps();
      book.join(nextArrival++, job.gpus(), job.stepsPerSecond());
    }
  }

  private void allocateIfDue() {
    boolean due = allocatedNanos < 0 || nowNanos - allocatedNanos >= settings.allocationNanos();
    if (!due || !book.isStale()) {
      return;
    }
    int[] present = book.jobs();
    int count = present.length;
    int[] gpus = new int[count];
    double[][] speeds = new double[count][];
    double[] steps = new double[count];
    double[] waited = new double[count];
    double[] isolated = new double[count];
    for (int at = 0; at < count; at++) {
      RoundJob job = jobs.get(present[at]);
      gpus[at] = job.gpus();
      speeds[at] = job.stepsPerSecond();
      steps[at] = stepsLeft[present[at]];
      waited[at] = (nowNanos - job.arrivalNanos()) / NANOS;
      isolated[at] = isolatedSeconds[present[at]];
    }
    AllocationProblem problem =
        new AllocationProblem(typeGpus, gpus, speeds, steps, waited, isolated);
    double elapsed = allocatedNanos < 0 ? 0 : (nowNanos - allocatedNanos) / NANOS;
    book.allocate(policy.shares(problem), elapsed);
    for (int at = 0; at < count; at++) {
      isolatedSpeed[present[at]] = problem.isolatedStepsPerSecond(at);
    }
    allocatedNanos = nowNanos;
  }

  /** The next instant at which somebody could run, when nobody can now. */
  private long nextChance() {
    long next = Long.MAX_VALUE;
    if (nextArrival < jobs.size()) {
      next = jobs.get(nextArrival).arrivalNanos();
    }
    if (book.isStale() && book.jobs().length > 0) {
      next = StrictMath.min(next, allocatedNanos + settings.allocationNanos());
    }
    if (next == Long.MAX_VALUE) {
      throw new IllegalStateException(
          book.jobs().length
              + " jobs wait for ever under "
              + policy.id()
              + " at "
              + nowNanos / NANOS
              + " s");
    }
    return next;
  }

  /** A job runs its part of this round; returns when it ends. */
  private long runOnce(int job, int type) {
    double speed = jobs.get(job).stepsPerSecond()[type];
    double needed = StrictMath.ceil(stepsLeft[job] / speed * NANOS);
    boolean done = needed <= settings.roundNanos();
    long nanos = done ? StrictMath.max(1, (long) needed) : settings.roundNanos();
    double steps = done ? stepsLeft[job] : nanos / NANOS * speed;
    stepsLeft[job] -= steps;
    isolatedSeconds[job] += steps / isolatedSpeed[job];
    book.ran(job, type, nanos / NANOS);
    if (done) {
      finishNanos[job] = nowNanos + nanos;
      book.leave(job);
    }
    return nowNanos + nanos;
  }
}
