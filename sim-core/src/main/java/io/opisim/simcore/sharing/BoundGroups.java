package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * Which resource binds each group, and what follows from a resource's level for the others.
 *
 * <p>A group runs at the level of the resource that binds it. When that level changes, so does what
 * the group takes of its other resources. For this <i>push</i> each resource keeps, packed, the
 * other entries of the groups it binds, with their resources and loads; a group that changes its
 * binding resource is moved from list to list.
 *
 * <p><i>Caveats:</i> {@link Balances#push} is where the time goes when many flows are busy: one
 * addition and perhaps a mark for each resource that a group with a new rate passes.
 */
final class BoundGroups {
  private static final int NONE = Groups.NONE;
  private static final int[] NO_INTS = {};
  private static final double[] NO_LOADS = {};

  private final Groups groups;
  private final Balances balances;
  private final ServiceClocks clocks;

  /** The entry of the resource that binds a group, or NONE while it waits to be placed. */
  private int[] bindings = {};

  /** The resource of that entry, or NONE. */
  private int[] owners = {};

  private int[][] pushEntries = {};
  private int[][] pushTargets = {};
  private double[][] pushLoads = {};
  private int[] pushCounts = {};

  /** Where in its list an entry lies. */
  private int[] pushPositions = {};

  /** Who was bound anew; null while nobody wants to know. */
  private Rebindings rebindings;

  private long levelUpdates;

  BoundGroups(Groups groups, Balances balances, ServiceClocks clocks) {
    this.groups = groups;
    this.balances = balances;
    this.clocks = clocks;
  }

  void growResources(int size) {
    clocks.growResources(size);
    int before = pushCounts.length;
    pushCounts = Arrays.copyOf(pushCounts, size);
    pushEntries = Arrays.copyOf(pushEntries, size);
    pushTargets = Arrays.copyOf(pushTargets, size);
    pushLoads = Arrays.copyOf(pushLoads, size);
    Arrays.fill(pushEntries, before, size, NO_INTS);
    Arrays.fill(pushTargets, before, size, NO_INTS);
    Arrays.fill(pushLoads, before, size, NO_LOADS);
  }

  void growGroups(int groupSize, int entrySize) {
    bindings = Arrays.copyOf(bindings, groupSize);
    owners = Arrays.copyOf(owners, groupSize);
    pushPositions = Arrays.copyOf(pushPositions, entrySize);
    clocks.growGroups(groupSize);
  }

  void tell(Rebindings newRebindings) {
    rebindings = newRebindings;
  }

  /** How many times a level was changed. */
  long levelUpdates() {
    return levelUpdates;
  }

  boolean isPlaced(int group) {
    return owners[group] != NONE;
  }

  /** The entry of the resource that binds a placed group. */
  int binding(int group) {
    return bindings[group];
  }

  /** The resource that binds a placed group. */
  int resource(int group) {
    return owners[group];
  }

  /** As {@link #resource}, or {@link SharingSolver#OWN_CAP}. */
  int bottleneck(int group) {
    int resource = resource(group);
    return resource == groups.capResources[group] ? SharingSolver.OWN_CAP : resource;
  }

  /** The normalised rate of a placed group. */
  double rate(int group) {
    return balances.levels[owners[group]];
  }

  /** Takes in a group that nothing binds yet. */
  void add(int group) {
    bindings[group] = NONE;
    owners[group] = NONE;
  }

  /** The resource of the entry binds the group, which nothing has bound so far. */
  void bind(int group, int binding) {
    int owner = groups.entryResource[binding];
    bindings[group] = binding;
    owners[group] = owner;
    balances.own(owner, groups.load[binding]);
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      if (entry != binding) {
        enlist(owner, entry);
      }
    }
    clocks.bind(group, owner, balances.levels[owner]);
    if (rebindings != null) {
      rebindings.touch(group);
    }
  }

  /** Nothing binds the group any more. */
  void unbind(int group) {
    int binding = bindings[group];
    int owner = owners[group];
    clocks.unbind(group, owner, balances.levels[owner]);
    bindings[group] = NONE;
    owners[group] = NONE;
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      if (entry != binding) {
        strike(owner, entry);
      }
    }
    balances.disown(owner, groups.load[binding]);
  }

  /** Another resource binds the group, whose rate becomes that resource's level. */
  void move(int group, int to) {
    int from = bindings[group];
    double before = rate(group);
    unbind(group);
    bind(group, to);
    double after = rate(group);
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      double was = entry == from ? 0 : before;
      double is = entry == to ? 0 : after;
      balances.addPassing(groups.entryResource[entry], groups.load[entry] * (is - was), is);
    }
  }

  /** The load of an entry of a bound group has changed. */
  void reload(int group, int entry, double before) {
    int binding = bindings[group];
    int owner = owners[group];
    double load = groups.load[entry];
    if (entry == binding) {
      balances.ownLoads[owner] += load - before;
      balances.disturbed.mark(owner);
    } else {
      pushLoads[owner][pushPositions[entry]] = load;
      double rate = balances.levels[owner];
      balances.addPassing(groups.entryResource[entry], (load - before) * rate, rate);
    }
  }

  /** Whom the resource binds runs at another rate from now on. */
  void setLevel(int resource, double level) {
    double before = balances.levels[resource];
    clocks.read(resource, before);
    balances.levels[resource] = level;
    clocks.retime(resource);
    levelUpdates++;
    if (balances.ownCounts[resource] > 0 && level != before) {
      balances.push(
          pushTargets[resource], pushLoads[resource], pushCounts[resource], level - before, level);
    }
  }

  private void enlist(int owner, int entry) {
    int position = pushCounts[owner]++;
    if (position == pushEntries[owner].length) {
      growList(owner, Math.max(8, 2 * position));
    }
    pushEntries[owner][position] = entry;
    pushTargets[owner][position] = groups.entryResource[entry];
    pushLoads[owner][position] = groups.load[entry];
    pushPositions[entry] = position;
  }

  private void growList(int owner, int size) {
    pushEntries[owner] = Arrays.copyOf(pushEntries[owner], size);
    pushTargets[owner] = Arrays.copyOf(pushTargets[owner], size);
    pushLoads[owner] = Arrays.copyOf(pushLoads[owner], size);
  }

  private void strike(int owner, int entry) {
    int position = pushPositions[entry];
    int last = --pushCounts[owner];
    int moved = pushEntries[owner][last];
    pushEntries[owner][position] = moved;
    pushTargets[owner][position] = pushTargets[owner][last];
    pushLoads[owner][position] = pushLoads[owner][last];
    pushPositions[moved] = position;
  }
}
