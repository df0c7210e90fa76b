package io.opisim.simcore.sharing;

import java.util.List;

/** Max-min fair rates by raising everyone's ν = rate ÷ share together until something is full. */
final class NaiveShares {
  /** One activity: what it uses, and how. */
  record Demand(int[] resources, double[] weights, double share, double cap) {
    double weightOn(int resource) {
      for (int i = 0; i < resources.length; i++) {
        if (resources[i] == resource) {
          return weights[i];
        }
      }
      return 0;
    }
  }

  private NaiveShares() {}

  static double[] rates(double[] capacities, List<Demand> demands) {
    double[] rates = new double[demands.size()];
    boolean[] fixed = new boolean[demands.size()];
    double[] left = capacities.clone();
    for (int open = demands.size(); open > 0; ) {
      double lowest = Double.POSITIVE_INFINITY;
      int full = -1;
      for (int resource = 0; resource < capacities.length; resource++) {
        double load = 0;
        for (int i = 0; i < fixed.length; i++) {
          load += fixed[i] ? 0 : demands.get(i).weightOn(resource) * demands.get(i).share();
        }
        if (load > 0 && Math.max(0, left[resource]) / load < lowest) {
          lowest = Math.max(0, left[resource]) / load;
          full = resource;
        }
      }
      int capped = -1;
      for (int i = 0; i < fixed.length; i++) {
        Demand demand = demands.get(i);
        if (!fixed[i] && demand.cap() / demand.share() < lowest) {
          lowest = demand.cap() / demand.share();
          capped = i;
        }
      }
      for (int i = 0; i < fixed.length; i++) {
        Demand demand = demands.get(i);
        if (!fixed[i] && (capped >= 0 ? i == capped : demand.weightOn(full) > 0)) {
          fixed[i] = true;
          open--;
          rates[i] = lowest * demand.share();
          for (int k = 0; k < demand.resources().length; k++) {
            left[demand.resources()[k]] -= demand.weights()[k] * rates[i];
          }
        }
      }
    }
    return rates;
  }

  /** By how much, relatively, the definition of max-min fairness is missed. */
  static double violation(double[] capacities, List<Demand> demands, double[] rates) {
    double[] taken = new double[capacities.length];
    double[] fastest = new double[capacities.length];
    for (int i = 0; i < rates.length; i++) {
      Demand demand = demands.get(i);
      for (int k = 0; k < demand.resources().length; k++) {
        int resource = demand.resources()[k];
        taken[resource] += demand.weights()[k] * rates[i];
        fastest[resource] = Math.max(fastest[resource], rates[i] / demand.share());
      }
    }
    double worst = 0;
    for (int resource = 0; resource < taken.length; resource++) {
      worst = Math.max(worst, excess(taken[resource], capacities[resource]));
    }
    for (int i = 0; i < rates.length; i++) {
      Demand demand = demands.get(i);
      worst = Math.max(worst, excess(rates[i], demand.cap()));
      double best = demand.cap() == Double.POSITIVE_INFINITY ? 1 : excess(demand.cap(), rates[i]);
      for (int resource : demand.resources()) {
        double idle = excess(capacities[resource], taken[resource]);
        double behind = excess(fastest[resource], rates[i] / demand.share());
        best = Math.min(best, Math.max(idle, behind));
      }
      worst = Math.max(worst, best);
    }
    return worst;
  }

  private static double excess(double value, double limit) {
    return value <= limit ? 0 : (value - limit) / value;
  }
}
