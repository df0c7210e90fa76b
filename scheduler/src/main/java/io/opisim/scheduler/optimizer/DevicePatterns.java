package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Prices of share sizes at which device space alone is shared out best.
 *
 * <p>Models: devices that are all alike, each filled by a pattern of sizes that adds up to no more
 * than one device; every size is there so many times. The prices solve the dual of the linear
 * program over patterns, which are added as the prices call for them. Ignores: CPU, memory, models,
 * that patterns are used whole numbers of times. Valid for: starting prices of {@link
 * PackingBound}. Source: column generation for the cutting-stock problem, Gilmore and Gomory
 * (Operations Research 9(6), 1961).
 */
final class DevicePatterns {
  private static final int MOST_ROUNDS = 400;
  private static final double TOLERANCE = 1e-6;

  private final int[] sizes;
  private final double[] counts;
  private final double devices;
  private final int grain;
  private final List<int[]> patterns = new ArrayList<>();

  /**
   * Sizes of shares and how often each is there; whole devices are shares of 1000.
   *
   * @param sizes in milli-GPU, distinct
   * @param counts one for each size
   */
  DevicePatterns(int[] sizes, double[] counts, double devices) {
    this.sizes = sizes.clone();
    this.counts = counts.clone();
    this.devices = devices;
    int divisor = NodeLoads.WHOLE;
    for (int size : sizes) {
      divisor = gcd(divisor, size);
    }
    grain = divisor;
  }

  /** What having one task more of each size would be worth, in milli-GPU. */
  double[] prices() {
    for (int i = 0; i < sizes.length; i++) {
      int[] pattern = new int[sizes.length];
      pattern[i] = NodeLoads.WHOLE / sizes[i];
      patterns.add(pattern);
    }
    double[] prices = new double[sizes.length];
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[] solution = solve();
      System.arraycopy(solution, 0, prices, 0, sizes.length);
      int[] pattern = bestPattern(prices);
      if (worth(pattern, prices) <= solution[sizes.length] + TOLERANCE) {
        break;
      }
      patterns.add(pattern);
    }
    return prices;
  }

  /** Prices of the sizes, and last that of a device. */
  private double[] solve() {
    int variables = sizes.length + 1;
    double[] objective = Arrays.copyOf(counts, variables);
    objective[sizes.length] = devices;
    List<LinearConstraint> constraints = new ArrayList<>();
    for (int[] pattern : patterns) {
      double[] row = new double[variables];
      double milli = 0;
      for (int i = 0; i < sizes.length; i++) {
        row[i] = pattern[i];
        milli += (double) pattern[i] * sizes[i];
      }
      row[sizes.length] = 1;
      constraints.add(new LinearConstraint(row, Relationship.GEQ, milli));
    }
    PointValuePair solution =
        new SimplexSolver()
            .optimize(
                new MaxIter(100_000),
                new LinearObjectiveFunction(objective, 0),
                new LinearConstraintSet(constraints),
                GoalType.MINIMIZE,
                new NonNegativeConstraint(true));
    return solution.getPoint();
  }

  private double worth(int[] pattern, double[] prices) {
    double worth = 0;
    for (int i = 0; i < sizes.length; i++) {
      worth += pattern[i] * (sizes[i] - prices[i]);
    }
    return worth;
  }

  private int[] bestPattern(double[] prices) {
    int cells = NodeLoads.WHOLE / grain;
    double[] best = new double[cells + 1];
    int[] last = new int[cells + 1];
    for (int filled = 0; filled <= cells; filled++) {
      last[filled] = -1;
      for (int i = 0; i < sizes.length; i++) {
        int before = filled - sizes[i] / grain;
        if (before >= 0 && best[before] + sizes[i] - prices[i] > best[filled]) {
          best[filled] = best[before] + sizes[i] - prices[i];
          last[filled] = i;
        }
      }
      if (filled > 0 && best[filled - 1] > best[filled]) {
        best[filled] = best[filled - 1];
        last[filled] = -2;
      }
    }
    int[] pattern = new int[sizes.length];
    int filled = cells;
    while (filled > 0 && last[filled] != -1) {
      if (last[filled] == -2) {
        filled--;
      } else {
        pattern[last[filled]]++;
        filled -= sizes[last[filled]] / grain;
      }
    }
    return pattern;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
