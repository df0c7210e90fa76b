package io.opisim.hwvalidate.compare;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.sharing.SharingSolver;
import java.util.ArrayList;
import java.util.List;

/**
 * A random system of activities with weights, shares and caps that come and go, checked after every
 * event against the definition of weighted max-min fairness and, at its end, for lost work.
 */
final class RandomSharing {
  private static final int EVENTS = 100;

  private final RandomStream stream;
  private final SharingSolver solver = new SharingSolver();
  private final double[] capacities;
  private final double[] brought;
  private final List<Running> running = new ArrayList<>();
  private double worstMiss;
  private double lostShare;

  private record Running(
      int activity, int[] resources, double[] weights, double share, double cap) {}

  RandomSharing(RandomStream stream) {
    this.stream = stream;
    capacities = new double[1 + stream.nextInt(20)];
    brought = new double[capacities.length];
    for (int i = 0; i < capacities.length; i++) {
      capacities[i] = 1 + 99 * stream.nextUniform();
      solver.addResource(capacities[i]);
    }
  }

  /** By how much the definition was missed, relatively, at the worst event. */
  double worstMiss() {
    return worstMiss;
  }

  /** The largest share of the work brought to a resource that it did not give. */
  double lostShare() {
    return lostShare;
  }

  void run() {
    for (int event = 0; event < EVENTS; event++) {
      if (running.isEmpty() || stream.nextInt(2) == 0) {
        start();
      } else {
        finishNext();
      }
      check();
    }
    while (!running.isEmpty()) {
      finishNext();
      check();
    }
    for (int resource = 0; resource < brought.length; resource++) {
      if (brought[resource] > 0) {
        double lost = StrictMath.abs(solver.given(resource) / brought[resource] - 1);
        lostShare = StrictMath.max(lostShare, lost);
      }
    }
  }

  private void start() {
    int first = stream.nextInt(capacities.length);
    int second = stream.nextInt(capacities.length);
    int[] resources = first == second ? new int[] {first} : new int[] {first, second};
    double[] weights = new double[resources.length];
    long amount = 1 + stream.nextInt(1_000_000);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.1 + 3 * stream.nextUniform();
      brought[resources[i]] += weights[i] * amount;
    }
    double share = 0.1 + 5 * stream.nextUniform();
    boolean isCapped = stream.nextInt(3) == 0;
    double cap = isCapped ? 1 + 50 * stream.nextUniform() : Double.POSITIVE_INFINITY;
    int activity = solver.start(resources, weights, share, cap, amount);
    running.add(new Running(activity, resources, weights, share, cap));
  }

  private void finishNext() {
    double finish = solver.nextFinish();
    solver.advanceTo(finish);
    int activity = solver.takeFinished(finish);
    running.removeIf(one -> one.activity() == activity);
  }

  private void check() {
    double[] taken = new double[capacities.length];
    double[] fastest = new double[capacities.length];
    for (Running one : running) {
      double rate = solver.rate(one.activity());
      for (int i = 0; i < one.resources().length; i++) {
        int resource = one.resources()[i];
        taken[resource] += one.weights()[i] * rate;
        fastest[resource] = StrictMath.max(fastest[resource], rate / one.share());
      }
    }
    for (int resource = 0; resource < taken.length; resource++) {
      worstMiss = StrictMath.max(worstMiss, excess(taken[resource], capacities[resource]));
    }
    for (Running one : running) {
      double rate = solver.rate(one.activity());
      worstMiss = StrictMath.max(worstMiss, excess(rate, one.cap()));
      double miss = one.cap() == Double.POSITIVE_INFINITY ? 1 : excess(one.cap(), rate);
      for (int resource : one.resources()) {
        double idle = excess(capacities[resource], taken[resource]);
        double behind = excess(fastest[resource], rate / one.share());
        miss = StrictMath.min(miss, StrictMath.max(idle, behind));
      }
      worstMiss = StrictMath.max(worstMiss, miss);
    }
  }

  private static double excess(double value, double limit) {
    return value <= limit ? 0 : (value - limit) / value;
  }
}
