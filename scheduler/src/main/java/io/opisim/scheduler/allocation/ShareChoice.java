package io.opisim.scheduler.allocation;

/**
 * The best shares of one job at given prices: at least so much speed, at most all its time, least
 * price minus value of speed. Jobs that are alike choose alike and are one kind.
 *
 * <p>A linear program with two constraints besides the signs, so its answer is a corner: all its
 * time on one type, part of its time on one type that is fast enough, or all its time on two.
 */
final class ShareChoice {
  /** The type that bounds what all may get is as fast as the need, but for the last digit. */
  private static final double DIGIT = 1e-14;

  /**
   * Choices that cost the same: the steeper one is taken. At a need that is just the speed of a
   * type, it says what a little less would save; the flatter one would promise too little.
   */
  private static final double TIE = 1e-13;

  private final int types;
  private final double[][] speeds;
  private final double[][] part;
  private int first;
  private int second;
  private double firstShare;
  private double secondShare;
  private double cost;
  private double costPerNeed;

  /**
   * For the kinds of a problem.
   *
   * @param jobs one job of each kind
   * @param counts how many jobs are of that kind
   */
  ShareChoice(AllocationProblem problem, int[] jobs, int[] counts) {
    types = problem.types();
    speeds = new double[jobs.length][types];
    part = new double[jobs.length][types];
    for (int kind = 0; kind < jobs.length; kind++) {
      int job = jobs[kind];
      for (int type = 0; type < types; type++) {
        if (problem.canRun(job, type)) {
          speeds[kind][type] = problem.stepsPerSecond()[job][type];
          part[kind][type] =
              (double) counts[kind] * problem.jobGpus()[job] / problem.typeGpus()[type];
        }
      }
    }
  }

  /** Number of types. */
  int types() {
    return types;
  }

  /** Steps per second of a job of a kind on a type. */
  double speed(int kind, int type) {
    return speeds[kind][type];
  }

  /** What part of a type's GPUs a kind would hold with all its time there. */
  double part(int kind, int type) {
    return part[kind][type];
  }

  /**
   * Finds the best shares.
   *
   * @param need the least speed, positive
   * @param value what a step per second of each of its jobs is worth, all together
   * @param prices of the whole of each type
   */
  void pick(int kind, double need, double value, double[] prices) {
    double[] speed = speeds[kind];
    double[] gpuPart = part[kind];
    cost = Double.MAX_VALUE;
    costPerNeed = 0;
    for (int type = 0; type < types; type++) {
      double fast = speed[type];
      if (fast <= 0) {
        continue;
      }
      double price = prices[type] * gpuPart[type] - value * fast;
      if (fast >= need * (1 - DIGIT)) {
        double share = price < 0 ? 1 : StrictMath.min(1, need / fast);
        take(type, share, type, 0, price * share, price / fast);
        continue;
      }
      for (int other = 0; other < types; other++) {
        if (speed[other] > fast && speed[other] >= need * (1 - DIGIT)) {
          double otherPrice = prices[other] * gpuPart[other] - value * speed[other];
          double share = StrictMath.min(1, (need - fast) / (speed[other] - fast));
          double perNeed = (otherPrice - price) / (speed[other] - fast);
          take(other, share, type, 1 - share, price + (otherPrice - price) * share, perNeed);
        }
      }
    }
    if (cost == Double.MAX_VALUE) {
      throw new IllegalStateException(
          "kind " + kind + " needs " + need + " steps per second, more than any type gives");
    }
  }

  private void take(
      int type, double share, int other, double otherShare, double newCost, double newPerNeed) {
    double margin = TIE * StrictMath.abs(newCost);
    boolean tie = newCost <= cost + margin && newPerNeed > costPerNeed;
    if (newCost < cost - margin || tie) {
      cost = newCost;
      costPerNeed = newPerNeed;
      first = type;
      firstShare = share;
      second = other;
      secondShare = otherShare;
    }
  }

  /** Price minus value of what was picked last. */
  double cost() {
    return cost;
  }

  /** How much dearer a little more need would make it. */
  double costPerNeed() {
    return costPerNeed;
  }

  /**
   * Writes what was picked last into a kind's shares, all 0 before, and adds it to the loads.
   *
   * @return steps per second of a job of it
   */
  double write(int kind, double[] shares, double[] loads) {
    shares[first] += firstShare;
    shares[second] += secondShare;
    loads[first] += firstShare * part[kind][first];
    loads[second] += secondShare * part[kind][second];
    return firstShare * speeds[kind][first] + secondShare * speeds[kind][second];
  }
}
