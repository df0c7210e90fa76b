package io.opisim.simcore.sharing;

/**
 * Solves everything from nothing: all rates rise together, and the resource that fills first binds
 * all its users who are not bound yet. Bertsekas and Gallager, "Data Networks", 6.5.
 *
 * <p>Leaves the resources that bind somebody marked, so that visits put the rounding of its sums
 * right.
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

  /** Where each resource would fill at first. */
  private double[] levels = {};

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
    balances.rank();
    balances.markAll();
  }

  private void empty() {
    for (int group = 0; group < groups.bound(); group++) {
      if (groups.isPresent(group) && bound.isPlaced(group)) {
        bound.unbind(group);
      }
    }
    int resources = balances.resources();
    if (openLoads.length < resources) {
      int size = Math.max(resources, 2 * openLoads.length);
      openLoads = new double[size];
      openCounts = new int[size];
      levels = new double[size];
      next.ensure(size);
    }
    for (int resource = 0; resource < resources; resource++) {
      int count = users.counts[resource];
      if (count > 0) {
        open(resource, users.entries[resource], count);
        levels[resource] = fillLevel(resource);
      } else {
        levels[resource] = Double.POSITIVE_INFINITY;
      }
    }
    next.setAll(levels, resources);
  }

  private void open(int resource, int[] entries, int count) {
    double load = 0;
    for (int i = 0; i < count; i++) {
      load += groups.load[entries[i]];
    }
    openLoads[resource] = load;
    openCounts[resource] = count;
    balances.setPassing(resource, 0, 0);
  }

  /** Where those who are not bound yet would fill the resource. */
  private double fillLevel(int resource) {
    return openCounts[resource] == 0
        ? Double.POSITIVE_INFINITY
        : Math.max(
            0, (balances.capacities[resource] - balances.passing(resource)) / openLoads[resource]);
  }

  private void bindOpenUsers(int resource, double level) {
    int[] entries = users.entries[resource];
    int count = users.counts[resource];
    for (int i = 0; i < count; i++) {
      int group = groups.entryGroup[entries[i]];
      if (!bound.isPlaced(group)) {
        bound.bind(group, entries[i]);
        passOn(group, entries[i], level);
      }
    }
  }

  private void passOn(int group, int binding, double rate) {
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
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
