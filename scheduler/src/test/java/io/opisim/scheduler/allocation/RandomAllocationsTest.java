package io.opisim.scheduler.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;

/** The policies against their definitions, written down as linear programs for another solver. */
class RandomAllocationsTest {
  private static final int INSTANCES = 400;

  @Test
  void theLeastLevelIsTheBestThereIsAndThenTheSumOfLevels() {
    for (int seed = 0; seed < INSTANCES; seed++) {
      AllocationProblem problem = random(seed);
      double[][] shares = new MaxMinHeterogeneous().shares(problem);
      checkFits(problem, shares, seed);
      double[][] unit = levelsPerShare(problem);
      double least = least(unit, shares);
      double best = bestLeast(problem, unit);
      assertThat(least).as("seed %d", seed).isCloseTo(best, offset(1e-7 * best));
      double most = mostSum(problem, unit, best * (1 - 1e-7));
      assertThat(sum(unit, shares)).as("seed %d", seed).isGreaterThan(most * (1 - 1e-5));
    }
  }

  @Test
  void noSharesMakeTheWorstFinishTimeRatioSmaller() {
    for (int seed = 0; seed < INSTANCES; seed++) {
      AllocationProblem problem = random(seed);
      double[][] shares = new FinishTimeFairness().shares(problem);
      checkFits(problem, shares, seed);
      double worst = 0;
      for (int job = 0; job < problem.jobs(); job++) {
        worst = Math.max(worst, ratio(problem, job, speed(problem, shares, job)));
      }
      // Whether all jobs can have 1 - 1e-6 of that ratio is a question of least speeds.
      double[][] unit = new double[problem.jobs()][];
      for (int job = 0; job < problem.jobs(); job++) {
        double left = worst * (1 - 1e-6) * fair(problem, job) - problem.waitedSeconds()[job];
        double need = problem.remainingSteps()[job] / left;
        unit[job] = problem.stepsPerSecond()[job].clone();
        for (int type = 0; type < unit[job].length; type++) {
          unit[job][type] = left <= 0 ? 0 : unit[job][type] / need;
        }
      }
      assertThat(bestLeast(problem, unit)).as("seed %d", seed).isLessThan(1 - 1e-9);
    }
  }

  @Test
  void theSameProblemHasTheSameAnswer() {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(new FinishTimeFairness().shares(random(seed)))
          .isDeepEqualTo(new FinishTimeFairness().shares(random(seed)));
    }
  }

  @Test
  void manyJobsOfFewKindsAndATightClusterHaveAnAnswerToo() {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int jobs = random.nextInt(100, 700);
      double[][] kinds = new double[5][3];
      for (double[] kind : kinds) {
        for (int type = 0; type < 3; type++) {
          kind[type] = random.nextInt(1, 20);
        }
      }
      double[][] speeds = new double[jobs][];
      double[] steps = new double[jobs];
      double[] waited = new double[jobs];
      double[] isolated = new double[jobs];
      for (int job = 0; job < jobs; job++) {
        speeds[job] = kinds[random.nextInt(kinds.length)];
        steps[job] = Math.exp(random.nextDouble(-15, 15));
        waited[job] = random.nextInt(3) == 0 ? 0 : random.nextDouble(1e7);
        isolated[job] = waited[job] * random.nextDouble();
      }
      int[] gpus = new int[jobs];
      Arrays.fill(gpus, 1);
      AllocationProblem problem =
          new AllocationProblem(new int[] {36, 36, 36}, gpus, speeds, steps, waited, isolated);
      checkFits(problem, new MaxMinHeterogeneous().shares(problem), seed);
      checkFits(problem, new FinishTimeFairness().shares(problem), seed);
    }
  }

  private static AllocationProblem random(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int types = random.nextInt(1, 5);
    int jobs = random.nextInt(1, seed % 20 == 0 ? 50 : 13);
    int[] typeGpus = new int[types];
    for (int type = 0; type < types; type++) {
      typeGpus[type] = random.nextInt(1, 5);
    }
    int first = random.nextInt(types);
    int[] gpus = new int[jobs];
    double[][] speeds = new double[jobs][types];
    double[] steps = new double[jobs];
    double[] waited = new double[jobs];
    double[] isolated = new double[jobs];
    boolean whole = random.nextBoolean();
    for (int job = 0; job < jobs; job++) {
      gpus[job] = random.nextInt(1, typeGpus[first] + 1);
      for (int type = 0; type < types; type++) {
        double speed = whole ? random.nextInt(1, 4) : random.nextDouble(0.1, 4);
        speeds[job][type] = type != first && random.nextInt(6) == 0 ? 0 : speed;
      }
      steps[job] = random.nextDouble(1, 1000);
      waited[job] = random.nextInt(3) == 0 ? 0 : random.nextDouble(1000);
      isolated[job] = random.nextInt(3) == 0 ? 0 : random.nextDouble(1000);
    }
    return new AllocationProblem(typeGpus, gpus, speeds, steps, waited, isolated);
  }

  private static void checkFits(AllocationProblem problem, double[][] shares, int seed) {
    for (int type = 0; type < problem.types(); type++) {
      double used = 0;
      for (int job = 0; job < problem.jobs(); job++) {
        assertThat(shares[job][type]).as("seed %d", seed).isBetween(0.0, 1 + 1e-9);
        used += shares[job][type] * problem.jobGpus()[job];
      }
      assertThat(used).as("seed %d", seed).isLessThanOrEqualTo(problem.typeGpus()[type] + 1e-7);
    }
    for (double[] share : shares) {
      assertThat(Arrays.stream(share).sum()).as("seed %d", seed).isLessThan(1 + 1e-9);
    }
  }

  private static double[][] levelsPerShare(AllocationProblem problem) {
    double[][] unit = new double[problem.jobs()][problem.types()];
    for (int job = 0; job < problem.jobs(); job++) {
      double mean = 0;
      for (int type = 0; type < problem.types(); type++) {
        mean += problem.stepsPerSecond()[job][type] * problem.typeGpus()[type];
      }
      mean /= Arrays.stream(problem.typeGpus()).sum();
      for (int type = 0; type < problem.types(); type++) {
        boolean fits = problem.jobGpus()[job] <= problem.typeGpus()[type];
        double speed = fits ? problem.stepsPerSecond()[job][type] : 0;
        unit[job][type] = problem.jobGpus()[job] * speed / mean;
      }
    }
    return unit;
  }

  private static double speed(AllocationProblem problem, double[][] shares, int job) {
    double speed = 0;
    for (int type = 0; type < problem.types(); type++) {
      speed += shares[job][type] * problem.stepsPerSecond()[job][type];
    }
    return speed;
  }

  private static double fair(AllocationProblem problem, int job) {
    double share = 0;
    double speed = 0;
    for (int type = 0; type < problem.types(); type++) {
      double x = (double) problem.typeGpus()[type] / (problem.jobs() * problem.jobGpus()[job]);
      share += x;
      speed += x * problem.stepsPerSecond()[job][type];
    }
    return problem.isolatedSeconds()[job]
        + problem.remainingSteps()[job] / (speed / Math.max(1, share));
  }

  private static double ratio(AllocationProblem problem, int job, double speed) {
    return (problem.waitedSeconds()[job] + problem.remainingSteps()[job] / speed)
        / fair(problem, job);
  }

  private static double least(double[][] unit, double[][] shares) {
    double least = Double.MAX_VALUE;
    for (int job = 0; job < unit.length; job++) {
      double level = 0;
      for (int type = 0; type < unit[job].length; type++) {
        level += unit[job][type] * shares[job][type];
      }
      least = Math.min(least, level);
    }
    return least;
  }

  private static double sum(double[][] unit, double[][] shares) {
    double sum = 0;
    for (int job = 0; job < unit.length; job++) {
      for (int type = 0; type < unit[job].length; type++) {
        sum += unit[job][type] * shares[job][type];
      }
    }
    return sum;
  }

  private static double bestLeast(AllocationProblem problem, double[][] unit) {
    double[] objective = new double[problem.jobs() * problem.types() + 1];
    objective[objective.length - 1] = 1;
    return solve(problem, unit, objective, Double.NaN);
  }

  private static double mostSum(AllocationProblem problem, double[][] unit, double least) {
    double[] objective = new double[problem.jobs() * problem.types() + 1];
    for (int job = 0; job < unit.length; job++) {
      System.arraycopy(unit[job], 0, objective, job * problem.types(), problem.types());
    }
    return solve(problem, unit, objective, least);
  }

  /** Variables: shares by job and type, then the least level, which may be given. */
  private static double solve(
      AllocationProblem problem, double[][] unit, double[] objective, double least) {
    int types = problem.types();
    int size = objective.length;
    List<LinearConstraint> rows = new ArrayList<>();
    for (int type = 0; type < types; type++) {
      double[] row = new double[size];
      for (int job = 0; job < problem.jobs(); job++) {
        row[job * types + type] = problem.jobGpus()[job];
      }
      rows.add(new LinearConstraint(row, Relationship.LEQ, problem.typeGpus()[type]));
    }
    for (int job = 0; job < problem.jobs(); job++) {
      double[] time = new double[size];
      Arrays.fill(time, job * types, (job + 1) * types, 1);
      rows.add(new LinearConstraint(time, Relationship.LEQ, 1));
      double[] level = new double[size];
      for (int type = 0; type < types; type++) {
        boolean fits = problem.jobGpus()[job] <= problem.typeGpus()[type];
        level[job * types + type] = fits ? unit[job][type] : 0;
      }
      level[size - 1] = -1;
      rows.add(new LinearConstraint(level, Relationship.GEQ, 0));
    }
    if (!Double.isNaN(least)) {
      double[] row = new double[size];
      row[size - 1] = 1;
      rows.add(new LinearConstraint(row, Relationship.EQ, least));
    }
    return new SimplexSolver()
        .optimize(
            new MaxIter(10_000),
            new LinearObjectiveFunction(objective, 0),
            new LinearConstraintSet(rows),
            GoalType.MAXIMIZE,
            new NonNegativeConstraint(true))
        .getValue();
  }
}
