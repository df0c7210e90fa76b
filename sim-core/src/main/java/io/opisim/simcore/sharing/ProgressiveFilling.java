package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * Solves everything from nothing: all rates rise together, and the resource that fills first binds
 * all its users who are not bound yet. Bertsekas and Gallager, "Data Networks", 6.5.
 *
 * <p>Leaves all resources in use marked, so that visits put the rounding of its sums right.
 */
final class ProgressiveFilling {
  private final Groups groups;
  private final Balances balances;
  private final Users users;
  private final BoundGroups bound;

  /** Resources by the level at which they would fill. */
  private final MinTree next = new MinTree();

  /** The load and the number of a resource's users who are not bound yet. */
  private double[] openLoads = {};

  private int[] openCounts = {};
  private long runs;

  ProgressiveFilling(Groups groups, Balances balances, Users users, BoundGroups bound) {
    this.groups = groups;
    this.balances = balances;
    this.users = users;
    this.bound = bound;
  }

  /** How often everything was solved from nothing. */
  long runs() {
    return runs;
  }

  void fill() {
    runs++;
    empty();
    double level = 0;
    while (next.firstKey() < Double.POSITIVE_INFINITY) {
      int resource = next.first();
      level = Math.max(level, next.firstKey());
      bound.setLevel(resource, level);
      bindOpenUsers(resource, level);
      next.set(resource, Double.POSITIVE_INFINITY);
    }
    balances.disturbed.clear();
    balances.disturbed.rank(balances.levels);
    for (int resource = 0; resource < balances.resources(); resource++) {
      if (users.count(resource) > 0) {
        balances.disturbed.mark(resource);
      }
    }
  }

  private void empty() {
    for (int group = 0; group < groups.bound(); group++) {
      if (groups.isPresent(group) && bound.isPlaced(group)) {
        bound.unbind(group);
      }
    }
    int resources = balances.resources();
    next.ensure(resources);
    if (openLoads.length < resources) {
      openLoads = new double[Math.max(resources, 2 * openLoads.length)];
      openCounts = Arrays.copyOf(openCounts, openLoads.length);
    }
    for (int resource = 0; resource < resources; resource++) {
      int[] entries = users.entries(resource);
      int count = users.count(resource);
      double load = 0;
      for (int i = 0; i < count; i++) {
        load += groups.load[entries[i]];
      }
      openLoads[resource] = load;
      openCounts[resource] = count;
      balances.setPassing(resource, 0, 0);
      next.set(resource, fillLevel(resource));
    }
  }

  /** Where those who are not bound yet would fill the resource. */
  private double fillLevel(int resource) {
    return openCounts[resource] == 0
        ? Double.POSITIVE_INFINITY
        : Math.max(
            0, (balances.capacities[resource] - balances.passing(resource)) / openLoads[resource]);
  }

  private void bindOpenUsers(int resource, double level) {
    int[] entries = users.entries(resource);
    int count = users.count(resource);
    for (int i = 0; i < count; i++) {
      int group = groups.entryGroup[entries[i]];
      if (!bound.isPlaced(group)) {
        bound.bind(group, entries[i]);
        passOn(group, entries[i], level);
      }
    }
  }

  private void passOn(int group, int binding, double rate) {
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      if (entry != binding) {
        int resource = groups.entryResource[entry];
        balances.addPassing(resource, groups.load[entry] * rate, rate);
        openLoads[resource] -= groups.load[entry];
        openCounts[resource]--;
        next.set(resource, fillLevel(resource));
      }
    }
  }
}
