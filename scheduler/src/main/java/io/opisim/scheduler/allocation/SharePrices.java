package io.opisim.scheduler.allocation;

import java.util.Arrays;

/**
 * The simplex method on whole allocations: a solution is a mixture of at most as many of them as
 * there are types and one, and the next one to mix in is what all kinds of jobs choose for
 * themselves at the present prices.
 *
 * <p>Rows are one for each type (load in parts of its GPUs) and one that makes the weights add up
 * to 1. {@link #leastLoad} minimises the largest load; {@link #mostSpeed} maximises the value of
 * speed within a load of 1.
 */
final class SharePrices {
  private static final double EPSILON = 1e-11;
  private static final double TIE = 1e-14;

  /** Room that keeps pivots from standing still on types that are full to the last digit. */
  static final double SLACK = 1e-9;

  private static final int MOST_PIVOTS = 5_000;

  private final ShareChoice choice;
  private final double[] needs;
  private final double[] values;
  private final int types;

  /** By place in the basis. */
  private final double[][] columns;

  private final double[] costs;
  private final double[][][] allocations;

  private final double[] right;
  private double[] weights;
  private double[] duals;
  private double[] prices;
  private double objective;

  private double[][] newAllocation;
  private double[] newColumn;
  private double newCost;

  private SharePrices(ShareChoice choice, double[] needs, double[] values) {
    this.choice = choice;
    this.needs = needs;
    this.values = values;
    types = choice.types();
    columns = new double[types + 1][];
    costs = new double[types + 1];
    allocations = new double[types + 1][][];
    right = new double[types + 1];
    right[types] = 1;
    prices = new double[types];
  }

  /**
   * Shares that meet the needs with the least load of the fullest type. Ends early when the load is
   * at most {@code enough}, or when the prices prove that it cannot be.
   */
  static SharePrices leastLoad(
      ShareChoice choice, double[] needs, double[] firstPrices, double enough) {
    SharePrices search = new SharePrices(choice, needs, new double[needs.length]);
    search.choose(firstPrices.clone());
    search.enter(search.types);
    int fullest = 0;
    for (int type = 1; type < search.types; type++) {
      if (search.newColumn[type] > search.newColumn[fullest]) {
        fullest = type;
      }
    }
    for (int type = 0; type < search.types; type++) {
      search.newAllocation = null;
      search.newColumn = type == fullest ? search.loadColumn() : search.slackColumn(type);
      search.newCost = type == fullest ? 1 : 0;
      search.enter(type);
    }
    search.run(true, enough);
    return search;
  }

  /**
   * The shares within the types' GPUs that meet the needs and give the most value.
   *
   * @param values of a step per second of each kind's jobs, all together
   * @param start shares that meet the needs and fit
   */
  static SharePrices mostSpeed(
      ShareChoice choice, double[] needs, double[] values, double[][] start) {
    SharePrices search = new SharePrices(choice, needs, values);
    for (int type = 0; type < search.types; type++) {
      search.right[type] = 1 - SLACK * type / search.types;
      search.newColumn = search.slackColumn(type);
      search.enter(type);
    }
    search.newAllocation = start;
    search.newColumn = new double[search.types + 1];
    search.newColumn[search.types] = 1;
    search.newCost = 0;
    for (int kind = 0; kind < start.length; kind++) {
      for (int type = 0; type < search.types; type++) {
        if (start[kind][type] > 0) {
          search.newColumn[type] += start[kind][type] * choice.part(kind, type);
          search.newCost -= values[kind] * choice.speed(kind, type) * start[kind][type];
        }
      }
    }
    search.enter(search.types);
    search.run(false, -Double.MAX_VALUE);
    return search;
  }

  private void run(boolean load, double enough) {
    for (int pivot = 0; pivot < MOST_PIVOTS; pivot++) {
      weights = solve(false, right);
      duals = solve(true, costs);
      objective = 0;
      for (int place = 0; place <= types; place++) {
        objective += costs[place] * weights[place];
      }
      if (load && objective <= enough) {
        return;
      }
      if (!findColumn(load, enough)) {
        return;
      }
      pivot();
    }
    throw new IllegalStateException("no end of pivots on " + needs.length + " kinds");
  }

  /** Finds a column that makes the solution better; whether there is one that is needed. */
  private boolean findColumn(boolean load, double enough) {
    newAllocation = null;
    int worst = -1;
    double dualSum = 0;
    for (int type = 0; type < types; type++) {
      dualSum += duals[type];
      if (duals[type] > EPSILON && (worst < 0 || duals[type] > duals[worst])) {
        worst = type;
      }
    }
    if (worst >= 0) {
      newColumn = slackColumn(worst);
      newCost = 0;
      return true;
    }
    if (load && 1 + dualSum < -EPSILON) {
      newColumn = loadColumn();
      newCost = 1;
      return true;
    }
    for (int type = 0; type < types; type++) {
      prices[type] = StrictMath.max(0, -duals[type]);
    }
    double cost = choose(prices);
    if (load && cost > enough) {
      return false;
    }
    return cost - duals[types] < -EPSILON * (1 + StrictMath.abs(cost));
  }

  /** What all jobs choose at these prices becomes the new column; returns its price. */
  private double choose(double[] atPrices) {
    prices = atPrices;
    newAllocation = new double[needs.length][types];
    newColumn = new double[types + 1];
    newColumn[types] = 1;
    newCost = 0;
    double priced = 0;
    for (int kind = 0; kind < needs.length; kind++) {
      choice.pick(kind, needs[kind], values[kind], prices);
      priced += choice.cost();
      newCost -= values[kind] * choice.write(kind, newAllocation[kind], newColumn);
    }
    return priced;
  }

  private double[] slackColumn(int type) {
    double[] column = new double[types + 1];
    column[type] = 1;
    return column;
  }

  private double[] loadColumn() {
    double[] column = new double[types + 1];
    Arrays.fill(column, 0, types, -1);
    return column;
  }

  private void enter(int place) {
    columns[place] = newColumn;
    costs[place] = newCost;
    allocations[place] = newAllocation;
  }

  private void pivot() {
    double[] direction = solve(false, newColumn);
    int leaving = -1;
    double shortest = Double.MAX_VALUE;
    for (int place = 0; place <= types; place++) {
      if (direction[place] > EPSILON) {
        double ratio = StrictMath.max(0, weights[place]) / direction[place];
        if (ratio < shortest - TIE
            || (ratio <= shortest + TIE && direction[place] > direction[leaving])) {
          shortest = StrictMath.min(shortest, ratio);
          leaving = place;
        }
      }
    }
    if (leaving < 0) {
      throw new IllegalStateException("the shares of " + needs.length + " kinds have no bound");
    }
    enter(leaving);
  }

  /** Solves with the basis, or its transpose, as the matrix; partial pivoting. */
  private double[] solve(boolean transposed, double[] rightSide) {
    int size = types + 1;
    double[][] matrix = new double[size][size + 1];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        matrix[row][column] = transposed ? columns[row][column] : columns[column][row];
      }
      matrix[row][size] = rightSide[row];
    }
    for (int step = 0; step < size; step++) {
      int best = step;
      for (int row = step + 1; row < size; row++) {
        if (StrictMath.abs(matrix[row][step]) > StrictMath.abs(matrix[best][step])) {
          best = row;
        }
      }
      double[] swapped = matrix[step];
      matrix[step] = matrix[best];
      matrix[best] = swapped;
      for (int row = 0; row < size; row++) {
        double factor = matrix[row][step] / matrix[step][step];
        for (int column = step; row != step && factor != 0 && column <= size; column++) {
          matrix[row][column] -= factor * matrix[step][column];
        }
      }
    }
    double[] solution = new double[size];
    for (int row = 0; row < size; row++) {
      solution[row] = matrix[row][size] / matrix[row][row];
    }
    return solution;
  }

  /** The load of the fullest type, or minus the value. */
  double objective() {
    return objective;
  }

  /** The last prices of the types. */
  double[] prices() {
    return prices.clone();
  }

  /** The shares of a job of each kind. */
  double[][] shares() {
    double sum = 0;
    for (int place = 0; place <= types; place++) {
      sum += allocations[place] == null ? 0 : StrictMath.max(0, weights[place]);
    }
    double[][] shares = new double[needs.length][types];
    for (int place = 0; place <= types; place++) {
      if (allocations[place] == null || weights[place] <= 0) {
        continue;
      }
      double weight = weights[place] / sum;
      for (int kind = 0; kind < shares.length; kind++) {
        for (int type = 0; type < types; type++) {
          shares[kind][type] += weight * allocations[place][kind][type];
        }
      }
    }
    return shares;
  }
}
