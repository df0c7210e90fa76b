package io.opisim.simcore.sharing;

/**
 * Finds the level of one resource over all its users and says whom it binds: a user that gets less
 * from another of its resources is left to that one, the rest share what remains.
 */
final class ResourceFilling {
  private static final int NONE = Groups.NONE;

  private final Groups groups;
  private final Balances balances;
  private final Users users;
  private final BoundGroups bound;

  /** What each user of the resource at hand would get if that resource were not there. */
  private double[] elsewhere = {};

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
    findElsewhere(resource, entries, count);
    double level = waterLevel(entries, count, balances.capacities[resource]);
    leaveSlower(resource, entries, count, level);
    if (level < Double.POSITIVE_INFINITY) {
      bound.setLevel(resource, level);
    }
    takeFasterAndSumUp(resource, entries, count, level);
  }

  private void findElsewhere(int resource, int[] entries, int count) {
    if (elsewhere.length < count) {
      elsewhere = new double[2 * count];
    }
    for (int i = 0; i < count; i++) {
      int group = groups.entryGroup[entries[i]];
      boolean here = bound.binding(group) == entries[i];
      elsewhere[i] = here ? levelElsewhere(group, resource) : bound.rate(group);
    }
  }

  private double levelElsewhere(int group, int resource) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      int other = groups.entryResource[entry];
      if (other != resource && balances.levels[other] < lowest) {
        lowest = balances.levels[other];
      }
    }
    return lowest;
  }

  /**
   * The level at which the users fill the resource, each bounded by what it gets elsewhere;
   * infinite if they cannot. Newton's steps on a concave broken line: after one step the level lies
   * below the answer, then each step comes closer, and there are no more steps than corners.
   */
  private double waterLevel(int[] entries, int count, double capacity) {
    double all = 0;
    double wanted = 0;
    for (int i = 0; i < count; i++) {
      double load = groups.load[entries[i]];
      all += load;
      wanted += load * elsewhere[i];
    }
    if (wanted <= capacity * (1 + balances.tolerance)) {
      return Double.POSITIVE_INFINITY;
    }
    double level = capacity / all;
    while (true) {
      double below = 0;
      double above = 0;
      for (int i = 0; i < count; i++) {
        double load = groups.load[entries[i]];
        if (elsewhere[i] < level) {
          below += load * elsewhere[i];
        } else {
          above += load;
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

  private void leaveSlower(int resource, int[] entries, int count, double level) {
    for (int i = 0; i < count; i++) {
      int group = groups.entryGroup[entries[i]];
      boolean here = bound.binding(group) == entries[i];
      if (here && elsewhere[i] < level * (1 - balances.tolerance)) {
        bound.move(group, lowestElsewhere(group, resource));
      }
    }
  }

  private int lowestElsewhere(int group, int resource) {
    int best = NONE;
    double lowest = Double.POSITIVE_INFINITY;
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      int other = groups.entryResource[entry];
      if (other != resource && (best == NONE || balances.levels[other] < lowest)) {
        best = entry;
        lowest = balances.levels[other];
      }
    }
    return best;
  }

  private void takeFasterAndSumUp(int resource, int[] entries, int count, double level) {
    double sum = 0;
    double fastest = 0;
    double own = 0;
    for (int i = 0; i < count; i++) {
      int entry = entries[i];
      int group = groups.entryGroup[entry];
      double rate = bound.rate(group);
      boolean here = bound.binding(group) == entry;
      if (!here && rate > level * (1 + balances.tolerance)) {
        bound.move(group, entry);
        here = true;
      }
      if (here) {
        own += groups.load[entry];
      } else {
        sum += groups.load[entry] * rate;
        fastest = Math.max(fastest, rate);
      }
    }
    balances.setPassing(resource, sum, fastest);
    balances.setOwnLoad(resource, own);
  }
}
