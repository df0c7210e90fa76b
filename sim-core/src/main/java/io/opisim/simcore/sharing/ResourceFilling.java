package io.opisim.simcore.sharing;

/**
 * Finds the level of one resource over all its users: those it binds share what the others leave,
 * and of the others it takes over whom it would have run faster than its own.
 *
 * <p>A user that gets less from another of its resources is not let go here: it is now faster than
 * that one's level, which takes it over in its turn.
 */
final class ResourceFilling {
  private final Groups groups;
  private final Balances balances;
  private final Users users;
  private final BoundGroups bound;

  /** Of each user of the resource at hand: its load, and its rate if bound elsewhere. */
  private double[] loads = {};

  private double[] rates = {};

  ResourceFilling(Groups groups, Balances balances, Users users, BoundGroups bound) {
    this.groups = groups;
    this.balances = balances;
    this.users = users;
    this.bound = bound;
  }

  /** Fills the resource and sums up its balance afresh. */
  void fill(int resource) {
    int[] entries = users.entries[resource];
    int count = users.counts[resource];
    gather(resource, entries, count);
    double level = waterLevel(count, balances.capacities[resource]);
    if (level < Double.POSITIVE_INFINITY) {
      bound.setLevel(resource, level);
    }
    takeFasterAndSumUp(resource, entries, count, level);
  }

  private void gather(int resource, int[] entries, int count) {
    if (loads.length < count) {
      loads = new double[2 * count];
      rates = new double[2 * count];
    }
    for (int i = 0; i < count; i++) {
      int entry = entries[i];
      int group = groups.entryGroup[entry];
      loads[i] = groups.load[entry];
      int owner = bound.resource(group);
      rates[i] = owner == resource ? Double.POSITIVE_INFINITY : balances.levels[owner];
    }
  }

  /**
   * The level at which the users fill the resource, each bounded by what it gets elsewhere;
   * infinite if they cannot. Newton's steps on a concave broken line: after one step the level lies
   * below the answer, then each step comes closer, and there are no more steps than corners.
   */
  private double waterLevel(int count, double capacity) {
    double all = 0;
    double wanted = 0;
    for (int i = 0; i < count; i++) {
      all += loads[i];
      wanted += loads[i] * rates[i];
    }
    if (wanted <= capacity * (1 + balances.tolerance)) {
      return Double.POSITIVE_INFINITY;
    }
    double level = capacity / all;
    while (true) {
      double below = 0;
      double above = 0;
      for (int i = 0; i < count; i++) {
        if (rates[i] < level) {
          below += loads[i] * rates[i];
        } else {
          above += loads[i];
        }
      }
      // Rounding may put the last user below the level; the level is then right already.
      double next = above > 0 ? Math.max(0, (capacity - below) / above) : level;
      if (!(next > level)) {
        return level;
      }
      level = next;
    }
  }

  private void takeFasterAndSumUp(int resource, int[] entries, int count, double level) {
    double own = 0;
    double sum = 0;
    double fastest = 0;
    for (int i = 0; i < count; i++) {
      if (rates[i] > level * (1 + balances.tolerance)) {
        own += loads[i];
        if (rates[i] < Double.POSITIVE_INFINITY) {
          bound.move(groups.entryGroup[entries[i]], entries[i]);
        }
      } else {
        sum += loads[i] * rates[i];
        fastest = Math.max(fastest, rates[i]);
      }
    }
    balances.setPassing(resource, sum, fastest);
    balances.setOwnLoad(resource, own);
  }
}
