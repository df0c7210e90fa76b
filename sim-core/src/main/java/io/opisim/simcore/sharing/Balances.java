package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * The balance of each resource, c = S + N x level: capacity c, what groups bound elsewhere take of
 * it (S), the load of the groups it binds itself (N), and the level, their normalised rate.
 *
 * <p>A resource that binds nobody has an infinite level and no balance to keep but S ≤ c. So a
 * change of S disturbs every resource that binds somebody, and another one only when S passes c.
 * Disturbed resources are marked, to be put right in the order of their levels.
 *
 * <p><i>Caveats:</i> arrays are open to the package and grow, so they are read through this object
 * at each use.
 */
final class Balances {
  /** A list of so many pushes meets most resources in use, several times each. */
  private static final int LONG_LIST = 64;

  final double tolerance;
  final RankedMarks disturbed = new RankedMarks();

  double[] capacities = {};
  double[] levels = {};
  double[] ownLoads = {};
  int[] ownCounts = {};

  /** S of resource r at 2r; beside it an upper bound of the normalised rates in that sum. */
  private double[] passing = {};

  /** The S above which a change of it disturbs the resource. */
  private double[] limits = {};

  private int resources;

  Balances(double tolerance) {
    this.tolerance = tolerance;
  }

  int resources() {
    return resources;
  }

  int add(double capacity) {
    int resource = resources++;
    if (resource == capacities.length) {
      grow(Math.max(16, 2 * resource));
    }
    capacities[resource] = capacity;
    rest(resource);
    return resource;
  }

  private void grow(int size) {
    capacities = Arrays.copyOf(capacities, size);
    levels = Arrays.copyOf(levels, size);
    ownLoads = Arrays.copyOf(ownLoads, size);
    ownCounts = Arrays.copyOf(ownCounts, size);
    passing = Arrays.copyOf(passing, 2 * size);
    limits = Arrays.copyOf(limits, size);
    disturbed.grow(size);
  }

  void setCapacity(int resource, double capacity) {
    capacities[resource] = capacity;
    if (ownCounts[resource] == 0) {
      rest(resource);
    }
    disturbed.mark(resource);
  }

  /** What the groups bound elsewhere take of the resource. */
  double passing(int resource) {
    return passing[2 * resource];
  }

  /** No group bound elsewhere that uses the resource has a larger normalised rate than this. */
  double fastestPassing(int resource) {
    return passing[2 * resource + 1];
  }

  void setPassing(int resource, double sum, double fastest) {
    passing[2 * resource] = sum;
    passing[2 * resource + 1] = fastest;
  }

  /** Nobody who uses the resource is bound elsewhere any more: what rounding left goes too. */
  void clearPassing(int resource) {
    setPassing(resource, 0, 0);
    if (ownCounts[resource] > 0) {
      disturbed.mark(resource);
    }
  }

  /** Those bound elsewhere take more, or less, of the resource; one of them at {@code rate}. */
  void addPassing(int resource, double more, double rate) {
    double[] numbers = passing;
    double sum = numbers[2 * resource] + more;
    numbers[2 * resource] = sum;
    if (numbers[2 * resource + 1] < rate) {
      numbers[2 * resource + 1] = rate;
    }
    if (sum > limits[resource]) {
      disturbed.mark(resource);
    }
  }

  /** As {@link #addPassing} for many, whose loads on targets are faster by {@code more}. */
  void push(int[] targets, double[] loads, int count, double more, double rate) {
    if (count < LONG_LIST) {
      for (int i = 0; i < count; i++) {
        addPassing(targets[i], loads[i] * more, rate);
      }
    } else {
      pushLong(targets, loads, count, more, rate);
    }
  }

  /** Marks without asking: the branch would cost more here than the visits it saves. */
  private void pushLong(int[] targets, double[] loads, int count, double more, double rate) {
    double[] numbers = passing;
    for (int i = 0; i < count; i++) {
      int target = targets[i];
      numbers[2 * target] += loads[i] * more;
      if (numbers[2 * target + 1] < rate) {
        numbers[2 * target + 1] = rate;
      }
      disturbed.mark(target);
    }
  }

  /** The resource binds one more group. */
  void own(int resource, double load) {
    ownLoads[resource] += load;
    if (ownCounts[resource]++ == 0) {
      limits[resource] = Double.NEGATIVE_INFINITY;
    }
  }

  /** The resource binds one group less. */
  void disown(int resource, double load) {
    ownLoads[resource] -= load;
    if (--ownCounts[resource] == 0) {
      rest(resource);
    }
    if (ownCounts[resource] > 0 || isOverfull(resource)) {
      disturbed.mark(resource);
    }
  }

  /** The load of those whom the resource binds, summed up afresh. */
  void setOwnLoad(int resource, double load) {
    ownLoads[resource] = load;
    if (ownCounts[resource] == 0) {
      rest(resource);
    }
  }

  /** Nobody is bound here. */
  private void rest(int resource) {
    ownLoads[resource] = 0;
    levels[resource] = Double.POSITIVE_INFINITY;
    limits[resource] = capacities[resource] * (1 + tolerance);
  }

  /** Ranks the resources by their levels; nothing may be marked. */
  void rank() {
    disturbed.rank(levels, resources);
  }

  /** Marks every resource that is out of balance. */
  void markAll() {
    for (int resource = 0; resource < resources; resource++) {
      boolean isRight =
          ownCounts[resource] == 0
              ? !isOverfull(resource)
              : balancedLevel(resource) == levels[resource];
      if (!isRight) {
        disturbed.mark(resource);
      }
    }
  }

  /** Whether those bound elsewhere take more than there is. */
  boolean isOverfull(int resource) {
    return passing(resource) > capacities[resource] * (1 + tolerance);
  }

  /** The normalised rate at which a load that comes to the resource could run, as it looks. */
  double offer(int resource, double load) {
    return ownCounts[resource] > 0
        ? levels[resource]
        : Math.max(0, (capacities[resource] - passing(resource)) / load);
  }

  /** The level that balances the resource; the one it has if that is within the tolerance. */
  double balancedLevel(int resource) {
    double capacity = capacities[resource];
    double level = levels[resource];
    double spare = capacity - passing(resource);
    double load = ownLoads[resource];
    return Math.abs(spare - load * level) > tolerance * capacity
        ? Math.max(0, spare / load)
        : level;
  }
}
