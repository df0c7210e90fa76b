package io.opisim.scheduler.allocation;

import java.util.Arrays;

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
 * programs, Dantzig and Wolfe (Operations Research 1960), from memory.
 */
final class FairestAllocation {
  private static final double TOLERANCE = 1e-10;
  private static final double ALMOST_DONE = 1e-6;
  private static final int MOST_STEPS = 500;

  private final AllocationProblem problem;
  private final double[] steps;
  private final double[] spentSeconds;
  private final double[] fairSeconds;
  private final double[] speeds;
  private final double[] needs;
  private final ShareChoice choice;

  private FairestAllocation(
      AllocationProblem problem, double[] steps, double[] spentSeconds, double[] fairSeconds) {
    this.problem = problem;
    this.spentSeconds = spentSeconds;
    this.fairSeconds = fairSeconds;
    needs = new double[problem.jobs()];
    speeds = new double[needs.length];
    this.steps = new double[needs.length];
    for (int job = 0; job < needs.length; job++) {
      speeds[job] = problem.stepsPerSecond()[job][fastest(problem, job)];
      // Of a job all but done, its speed hardly moves the level: more than doubles can tell.
      this.steps[job] = StrictMath.max(steps[job], ALMOST_DONE * spentSeconds[job] * speeds[job]);
    }
    choice = new ShareChoice(problem);
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
      SharePrices search = SharePrices.leastLoad(problem, choice, needs, prices, 1 + TOLERANCE);
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
    for (int job = 0; job < problem.jobs(); job++) {
      double alone = fairSeconds[job] / (spentSeconds[job] + steps[job] / speeds[job]);
      highest = StrictMath.min(highest, alone);
    }
    return highest;
  }

  private void setNeeds(double level) {
    for (int job = 0; job < needs.length; job++) {
      double left = fairSeconds[job] - spentSeconds[job] * level;
      double most = speeds[job];
      needs[job] = steps[job] * level < most * left ? steps[job] * level / left : most;
    }
  }

  /** The level whose least cost at these prices is all there is. */
  private double affordable(double[] prices, double from) {
    double level = from;
    for (int step = 0; step < MOST_STEPS; step++) {
      setNeeds(level);
      double cost = 0;
      double slope = 0;
      for (int job = 0; job < needs.length; job++) {
        choice.pick(job, needs[job], 0, prices);
        cost += choice.cost();
        double left = fairSeconds[job] - spentSeconds[job] * level;
        slope += choice.costPerNeed() * steps[job] * fairSeconds[job] / (left * left);
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
    for (int job = 0; job < needs.length; job++) {
      needs[job] /= load;
      for (int type = 0; type < shares[job].length; type++) {
        shares[job][type] /= load;
      }
    }
    double[] values = new double[needs.length];
    for (int job = 0; job < values.length; job++) {
      values[job] = problem.jobGpus()[job] / problem.meanStepsPerSecond(job);
    }
    return SharePrices.mostSpeed(problem, choice, needs, values, shares).shares();
  }
}
