package io.opisim.scheduler.allocation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares for which the least level of all jobs is as high as possible; among these, those with the
 * largest sum of speeds in units of each job's mean speed.
 *
 * <p>Models: the level of a job is fair time ÷ (time spent + steps ÷ speed), and its speed is the
 * sum over types of share · speed there. A level asks of each job a least speed, and the cheapest
 * shares that give it depend on the others through the prices of the types alone, so two small
 * searches suffice: {@link SharePrices} finds prices that show a level to be out of reach, or
 * shares that reach it; Newton's method takes the level to where the prices no longer forbid it
 * (the cost is convex in the level, so each step stays above the answer). Ignores: that a job runs
 * on whole GPUs in whole rounds. Valid for: any positive speeds. Source: decomposition of linear
 * programs, Dantzig and Wolfe (Operations Research 8(1), 1960).
 */
final class FairestAllocation {
  private static final double TOLERANCE = 1e-10;
  private static final double ALMOST_DONE = 1e-6;
  private static final int MOST_STEPS = 500;

  private final AllocationProblem problem;

  /** By job. */
  private final int[] kinds;

  /** By kind. */
  private final double[] steps;

  private final double[] spentSeconds;
  private final double[] fairSeconds;
  private final double[] speeds;
  private final double[] values;
  private final double[] needs;
  private final ShareChoice choice;

  /** Jobs of one kind are alike in everything, so that they may have the same shares. */
  private record Kind(
      int gpus, List<Double> stepsPerSecond, double steps, double spent, double fair) {}

  private FairestAllocation(
      AllocationProblem problem, double[] steps, double[] spentSeconds, double[] fairSeconds) {
    this.problem = problem;
    int jobs = problem.jobs();
    kinds = new int[jobs];
    int[] firsts = new int[jobs];
    int[] counts = new int[jobs];
    Map<Kind, Integer> known = new HashMap<>();
    for (int job = 0; job < jobs; job++) {
      List<Double> ofJob = Arrays.stream(problem.stepsPerSecond()[job]).boxed().toList();
      int gpus = problem.jobGpus()[job];
      Kind kind = new Kind(gpus, ofJob, steps[job], spentSeconds[job], fairSeconds[job]);
      Integer before = known.putIfAbsent(kind, known.size());
      kinds[job] = before == null ? known.size() - 1 : before;
      if (before == null) {
        firsts[kinds[job]] = job;
      }
      counts[kinds[job]]++;
    }
    int count = known.size();
    this.steps = new double[count];
    this.spentSeconds = new double[count];
    this.fairSeconds = new double[count];
    speeds = new double[count];
    values = new double[count];
    needs = new double[count];
    for (int kind = 0; kind < count; kind++) {
      int job = firsts[kind];
      speeds[kind] = problem.stepsPerSecond()[job][fastest(problem, job)];
      // Of a job all but done, its speed hardly moves the level: more than doubles can tell.
      this.steps[kind] = StrictMath.max(steps[job], ALMOST_DONE * spentSeconds[job] * speeds[kind]);
      this.spentSeconds[kind] = spentSeconds[job];
      this.fairSeconds[kind] = fairSeconds[job];
      values[kind] = counts[kind] * problem.jobGpus()[job] / problem.meanStepsPerSecond(job);
    }
    choice = new ShareChoice(problem, Arrays.copyOf(firsts, count), Arrays.copyOf(counts, count));
  }

  /**
   * The fairest shares.
   *
   * @param steps what each job has to do
   * @param spentSeconds what it has waited and run so far
   * @param fairSeconds the time that level 1 grants it in all, positive
   */
  static double[][] shares(
      AllocationProblem problem, double[] steps, double[] spentSeconds, double[] fairSeconds) {
    if (problem.jobs() == 0) {
      return new double[0][];
    }
    double[][] fastest = fastestIfTheyFit(problem);
    return fastest != null
        ? fastest
        : new FairestAllocation(problem, steps, spentSeconds, fairSeconds).solve();
  }

  /** Every job on its fastest type all the time: no allocation gives any job more. */
  private static double[][] fastestIfTheyFit(AllocationProblem problem) {
    double[][] shares = new double[problem.jobs()][problem.types()];
    int[] free = problem.typeGpus().clone();
    for (int job = 0; job < problem.jobs(); job++) {
      int fastest = fastest(problem, job);
      shares[job][fastest] = 1;
      free[fastest] -= problem.jobGpus()[job];
      if (free[fastest] < 0) {
        return null;
      }
    }
    return shares;
  }

  private static int fastest(AllocationProblem problem, int job) {
    int fastest = -1;
    for (int type = 0; type < problem.types(); type++) {
      if (problem.canRun(job, type)
          && (fastest < 0
              || problem.stepsPerSecond()[job][type] > problem.stepsPerSecond()[job][fastest])) {
        fastest = type;
      }
    }
    if (fastest < 0) {
      throw new IllegalArgumentException("job " + job + " can run on none of the GPU types");
    }
    return fastest;
  }

  private double[][] solve() {
    double level = highestAlone();
    double[] prices = new double[problem.types()];
    Arrays.fill(prices, 1.0 / prices.length);
    for (int step = 0; step < MOST_STEPS; step++) {
      setNeeds(level);
      SharePrices search = SharePrices.leastLoad(choice, needs, prices, 1 + TOLERANCE);
      if (search.objective() <= 1 + TOLERANCE) {
        return fastestAt(search);
      }
      prices = search.prices();
      level = affordable(prices, level);
    }
    throw new IllegalStateException("no level found within " + MOST_STEPS + " steps: " + problem);
  }

  /** The highest level that every job could reach if it had the cluster for itself. */
  private double highestAlone() {
    double highest = Double.MAX_VALUE;
    for (int kind = 0; kind < needs.length; kind++) {
      double alone = fairSeconds[kind] / (spentSeconds[kind] + steps[kind] / speeds[kind]);
      highest = StrictMath.min(highest, alone);
    }
    return highest;
  }

  private void setNeeds(double level) {
    for (int kind = 0; kind < needs.length; kind++) {
      double left = fairSeconds[kind] - spentSeconds[kind] * level;
      double most = speeds[kind];
      needs[kind] = steps[kind] * level < most * left ? steps[kind] * level / left : most;
    }
  }

  /** The level whose least cost at these prices is all there is. */
  private double affordable(double[] prices, double from) {
    double level = from;
    for (int step = 0; step < MOST_STEPS; step++) {
      setNeeds(level);
      double cost = 0;
      double slope = 0;
      for (int kind = 0; kind < needs.length; kind++) {
        choice.pick(kind, needs[kind], 0, prices);
        cost += choice.cost();
        double left = fairSeconds[kind] - spentSeconds[kind] * level;
        slope += choice.costPerNeed() * steps[kind] * fairSeconds[kind] / (left * left);
      }
      if (cost <= 1 + TOLERANCE / 4) {
        break;
      }
      level -= (cost - 1) / slope;
    }
    return level;
  }

  /** The least level is settled; what is left goes where it gives the most speed. */
  private double[][] fastestAt(SharePrices least) {
    double load = StrictMath.max(1, least.objective()) * (1 + 2 * SharePrices.SLACK);
    double[][] shares = least.shares();
    for (int kind = 0; kind < needs.length; kind++) {
      needs[kind] /= load;
      for (int type = 0; type < shares[kind].length; type++) {
        shares[kind][type] /= load;
      }
    }
    double[][] ofKinds = SharePrices.mostSpeed(choice, needs, values, shares).shares();
    double[][] ofJobs = new double[kinds.length][];
    for (int job = 0; job < ofJobs.length; job++) {
      ofJobs[job] = ofKinds[kinds[job]].clone();
    }
    return ofJobs;
  }
}
