package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * The weighted max-min fair shares, kept as groups come and go.
 *
 * <p>A resource that is full has a <i>level</i>: the normalised rate (rate ÷ share) of the groups
 * it binds. Let c be its capacity, S the sum that groups bound elsewhere take of it, N the load of
 * the groups it binds itself. The shares are max-min fair if and only if
 *
 * <ul>
 *   <li>each full resource has level = (c − S) ÷ N, and nobody on it is faster than its level;
 *   <li>a resource that binds nobody has S ≤ c.
 * </ul>
 *
 * <p>Each event disturbs this at a few resources. They are put right in the order of their levels,
 * since a level depends on lower ones only: a new level changes S wherever the groups it binds
 * pass, and marks those resources in turn. Where a group turns out faster than a level, the
 * resource is filled again over all its users and takes the group over. Many arrivals at once are
 * solved by plain progressive filling (Bertsekas and Gallager, "Data Networks", 6.5).
 *
 * <p>A cap is a private resource, so nothing here knows caps.
 *
 * <p><i>Caveats:</i> the cost is in {@link #push}: one addition and one mark for every resource
 * that a group with a new rate passes. For that each resource keeps, packed, the other resources of
 * the groups it binds; a group that changes its binding resource is moved from list to list.
 */
final class FairShares {
  private static final int NONE = Groups.NONE;

  /** A resource is summed up afresh after this many visits, so that rounding cannot pile up. */
  private static final int VISITS_PER_SUM = 512;

  /** Level updates, per resource, after which the order of the resources is looked at again. */
  private static final int UPDATES_PER_RANKING = 8;

  /** Visits, per resource and event, after which the event is solved by progressive filling. */
  private static final int MOST_VISITS = 64;

  private final double tolerance;
  private final Groups groups;
  private final ServiceClocks clocks;
  private final RankedMarks marks = new RankedMarks();
  private final MinTree filling = new MinTree();

  private int resources;
  private double[] capacities = {};
  private double[] levels = {};

  /** S of resource r at 2r; beside it an upper bound of the normalised rates in that sum. */
  private double[] passing = {};

  private double[] ownLoads = {};
  private int[] ownCounts = {};
  private int[] visits = {};

  /** The entries of all groups that use a resource. */
  private int[][] users = {};

  private int[] userCounts = {};

  /** The other entries of the groups a resource binds, with their resources and loads. */
  private int[][] pushEntries = {};

  private int[][] pushTargets = {};
  private double[][] pushLoads = {};
  private int[] pushCounts = {};

  private int[] userPositions = {};
  private int[] pushPositions = {};

  /** The entry of the resource that binds a group, or NONE while it waits to be placed. */
  private int[] bindings = {};

  private int[] waiting = {};
  private int waitingCount;
  private double[] elsewhere = {};
  private double[] unfilled = {};
  private int[] leftToFill = {};
  private long updatesSinceRanking;
  private long levelUpdates;
  private long fillings;

  FairShares(double tolerance, Groups groups, ServiceClocks clocks) {
    this.tolerance = tolerance;
    this.groups = groups;
    this.clocks = clocks;
  }

  int addResource(double capacity) {
    int resource = resources++;
    if (resource == capacities.length) {
      growResources(Math.max(16, 2 * resource));
    }
    marks.ensure(resources);
    clocks.ensureResources(resources);
    capacities[resource] = capacity;
    levels[resource] = Double.POSITIVE_INFINITY;
    return resource;
  }

  double capacity(int resource) {
    return capacities[resource];
  }

  void setCapacity(int resource, double capacity) {
    capacities[resource] = capacity;
    marks.mark(resource);
  }

  double[] levels() {
    return levels;
  }

  int userCount(int resource) {
    return userCounts[resource];
  }

  int userGroup(int resource, int position) {
    return groups.entryGroup[users[resource][position]];
  }

  double userWeight(int resource, int position) {
    return groups.weights[users[resource][position]];
  }

  /** What the present groups take of a resource, in its units per unit of time. */
  double taken(int resource) {
    double sum = 0;
    for (int i = 0; i < userCounts[resource]; i++) {
      int entry = users[resource][i];
      sum += groups.load[entry] * rate(groups.entryGroup[entry]);
    }
    return sum;
  }

  /** The normalised rate of a placed group. */
  double rate(int group) {
    return levels[groups.entryResource[bindings[group]]];
  }

  /** The resource that binds a placed group. */
  int bindingResource(int group) {
    return groups.entryResource[bindings[group]];
  }

  boolean isPlaced(int group) {
    return bindings[group] != NONE;
  }

  /** Whether groups wait to be placed. */
  boolean isWaiting() {
    return waitingCount > 0;
  }

  long levelUpdates() {
    return levelUpdates;
  }

  long fillings() {
    return fillings;
  }

  /** Takes in a group, with the members it has; it is placed by {@link #settle}. */
  void add(int group) {
    growGroups();
    bindings[group] = NONE;
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      int resource = groups.entryResource[entry];
      groups.load[entry] = groups.loadOf(entry, group);
      int position = userCounts[resource]++;
      if (position == users[resource].length) {
        users[resource] = Arrays.copyOf(users[resource], Math.max(4, 2 * position));
      }
      users[resource][position] = entry;
      userPositions[entry] = position;
    }
    waiting[waitingCount++] = group;
  }

  /** Takes a placed group out. */
  void remove(int group) {
    double rate = rate(group);
    int binding = bindings[group];
    unbind(group);
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      int resource = groups.entryResource[entry];
      int last = users[resource][--userCounts[resource]];
      users[resource][userPositions[entry]] = last;
      userPositions[last] = userPositions[entry];
      if (entry != binding) {
        addPassing(resource, -groups.load[entry] * rate, 0);
      }
      if (userCounts[resource] == ownCounts[resource]) {
        passing[2 * resource] = 0;
        passing[2 * resource + 1] = 0;
      }
      marks.mark(resource);
    }
  }

  /** A group has another number of members than before. */
  void resize(int group) {
    if (bindings[group] == NONE) {
      for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
        groups.load[entry] = groups.loadOf(entry, group);
      }
      return;
    }
    double rate = rate(group);
    int binding = bindings[group];
    int owner = groups.entryResource[binding];
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      double load = groups.loadOf(entry, group);
      double more = load - groups.load[entry];
      groups.load[entry] = load;
      if (entry == binding) {
        ownLoads[owner] += more;
        marks.mark(owner);
      } else {
        pushLoads[owner][pushPositions[entry]] = load;
        addPassing(groups.entryResource[entry], more * rate, rate);
      }
    }
  }

  /** Places those who wait and puts every disturbed resource right. */
  void settle() {
    if (waitingCount > 64 && waitingCount > groups.present() / 4) {
      fillAll();
    } else {
      for (int i = 0; i < waitingCount; i++) {
        place(waiting[i]);
      }
    }
    waitingCount = 0;
    visitMarked();
    if (updatesSinceRanking > (long) UPDATES_PER_RANKING * resources) {
      marks.rank(levels);
      updatesSinceRanking = 0;
    }
  }

  private void visitMarked() {
    long left = (long) MOST_VISITS * resources + 1000;
    int resource;
    while ((resource = marks.poll()) >= 0) {
      visit(resource);
      if (--left == 0) {
        fillAll();
        marks.clear();
      }
    }
  }

  private void visit(int resource) {
    double capacity = capacities[resource];
    double spare = capacity - passing[2 * resource];
    if (ownCounts[resource] == 0) {
      if (spare < -tolerance * capacity) {
        fill(resource);
      } else {
        levels[resource] = Double.POSITIVE_INFINITY;
      }
      return;
    }
    double level = levels[resource];
    if (Math.abs(spare - ownLoads[resource] * level) > tolerance * capacity) {
      level = Math.max(0, spare / ownLoads[resource]);
    }
    boolean someFaster = level < passing[2 * resource + 1] * (1 - 2 * tolerance);
    if (someFaster || ++visits[resource] >= VISITS_PER_SUM) {
      fill(resource);
    } else if (level != levels[resource]) {
      setLevel(resource, level);
    }
  }

  private void setLevel(int resource, double level) {
    double before = levels[resource];
    clocks.read(resource, before);
    levels[resource] = level;
    clocks.retime(resource);
    levelUpdates++;
    updatesSinceRanking++;
    if (ownCounts[resource] > 0 && level != before) {
      push(resource, level - before, level);
    }
  }

  /** Tells the other resources of the groups bound here that those are faster by {@code more}. */
  private void push(int resource, double more, double level) {
    int[] targets = pushTargets[resource];
    double[] loads = pushLoads[resource];
    double[] sums = passing;
    int count = pushCounts[resource];
    for (int i = 0; i < count; i++) {
      int target = targets[i];
      sums[2 * target] += loads[i] * more;
      if (sums[2 * target + 1] < level) {
        sums[2 * target + 1] = level;
      }
      marks.mark(target);
    }
  }

  private void addPassing(int resource, double more, double rate) {
    passing[2 * resource] += more;
    if (passing[2 * resource + 1] < rate) {
      passing[2 * resource + 1] = rate;
    }
    marks.mark(resource);
  }

  /** Finds the level of one resource over all its users and says whom it binds. */
  private void fill(int resource) {
    double level = waterLevel(resource);
    int[] entries = users[resource];
    int count = userCounts[resource];
    for (int i = 0; i < count; i++) {
      int group = groups.entryGroup[entries[i]];
      if (bindings[group] == entries[i] && elsewhere[i] < level * (1 - tolerance)) {
        move(group, lowestElsewhere(group, resource));
      }
    }
    setLevel(resource, level);
    double sum = 0;
    double fastest = 0;
    double own = 0;
    for (int i = 0; i < count; i++) {
      int entry = entries[i];
      int group = groups.entryGroup[entry];
      if (bindings[group] != entry && rate(group) > level * (1 + tolerance)) {
        move(group, entry);
      }
      if (bindings[group] == entry) {
        own += groups.load[entry];
      } else {
        double rate = rate(group);
        sum += groups.load[entry] * rate;
        fastest = Math.max(fastest, rate);
      }
    }
    passing[2 * resource] = sum;
    passing[2 * resource + 1] = fastest;
    ownLoads[resource] = own;
    visits[resource] = 0;
  }

  /**
   * The level at which the users fill the resource, each bounded by what it gets elsewhere;
   * infinite if they cannot. Newton's steps on a concave broken line: after one step the level lies
   * below the answer, then each step comes closer, and there are no more steps than corners.
   */
  private double waterLevel(int resource) {
    int count = userCounts[resource];
    int[] entries = users[resource];
    if (elsewhere.length < count) {
      elsewhere = new double[2 * count];
    }
    double all = 0;
    double wanted = 0;
    for (int i = 0; i < count; i++) {
      int group = groups.entryGroup[entries[i]];
      boolean here = bindings[group] == entries[i];
      elsewhere[i] = here ? levelElsewhere(group, resource) : rate(group);
      all += groups.load[entries[i]];
      wanted += groups.load[entries[i]] * elsewhere[i];
    }
    double capacity = capacities[resource];
    if (wanted <= capacity * (1 + tolerance)) {
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

  private double levelElsewhere(int group, int resource) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      int other = groups.entryResource[entry];
      if (other != resource) {
        lowest = Math.min(lowest, levels[other]);
      }
    }
    return lowest;
  }

  private int lowestElsewhere(int group, int resource) {
    int best = NONE;
    double lowest = Double.POSITIVE_INFINITY;
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      int other = groups.entryResource[entry];
      if (other != resource && (best == NONE || levels[other] < lowest)) {
        best = entry;
        lowest = levels[other];
      }
    }
    return best;
  }

  /** Another resource binds the group, whose rate becomes that resource's level. */
  private void move(int group, int to) {
    int from = bindings[group];
    double before = rate(group);
    unbind(group);
    bind(group, to);
    double after = rate(group);
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      double was = entry == from ? 0 : before;
      double is = entry == to ? 0 : after;
      addPassing(groups.entryResource[entry], groups.load[entry] * (is - was), is);
    }
  }

  /** A first guess for a group that arrives: the resource that would give it least. */
  private void place(int group) {
    int best = NONE;
    double least = Double.POSITIVE_INFINITY;
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      double offer = offer(entry);
      if (best == NONE || offer < least) {
        best = entry;
        least = offer;
      }
    }
    int owner = groups.entryResource[best];
    if (ownCounts[owner] == 0) {
      setLevel(owner, least);
    }
    bind(group, best);
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      boolean here = entry == best;
      double rate = here ? 0 : least;
      addPassing(groups.entryResource[entry], groups.load[entry] * rate, rate);
    }
  }

  private double offer(int entry) {
    int resource = groups.entryResource[entry];
    return ownCounts[resource] > 0
        ? levels[resource]
        : Math.max(0, (capacities[resource] - passing[2 * resource]) / groups.load[entry]);
  }

  private void bind(int group, int binding) {
    int owner = groups.entryResource[binding];
    bindings[group] = binding;
    ownCounts[owner]++;
    ownLoads[owner] += groups.load[binding];
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      if (entry == binding) {
        continue;
      }
      int position = pushCounts[owner]++;
      if (position == pushEntries[owner].length) {
        int size = Math.max(8, 2 * position);
        pushEntries[owner] = Arrays.copyOf(pushEntries[owner], size);
        pushTargets[owner] = Arrays.copyOf(pushTargets[owner], size);
        pushLoads[owner] = Arrays.copyOf(pushLoads[owner], size);
      }
      pushEntries[owner][position] = entry;
      pushTargets[owner][position] = groups.entryResource[entry];
      pushLoads[owner][position] = groups.load[entry];
      pushPositions[entry] = position;
    }
    clocks.bind(group, owner, levels[owner]);
  }

  private void unbind(int group) {
    int binding = bindings[group];
    int owner = groups.entryResource[binding];
    clocks.unbind(group, owner, levels[owner]);
    bindings[group] = NONE;
    ownLoads[owner] = --ownCounts[owner] == 0 ? 0 : ownLoads[owner] - groups.load[binding];
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      if (entry == binding) {
        continue;
      }
      int position = pushPositions[entry];
      int last = --pushCounts[owner];
      int moved = pushEntries[owner][last];
      pushEntries[owner][position] = moved;
      pushTargets[owner][position] = pushTargets[owner][last];
      pushLoads[owner][position] = pushLoads[owner][last];
      pushPositions[moved] = position;
    }
  }

  /**
   * Progressive filling of everything: the resource that fills first binds all its users who are
   * not bound yet. Leaves all that are used marked, so that visits put rounding right.
   */
  private void fillAll() {
    fillings++;
    for (int group = 0; group < groups.bound(); group++) {
      if (groups.entryCount[group] > 0 && bindings[group] != NONE) {
        unbind(group);
      }
    }
    filling.ensure(resources);
    if (unfilled.length < resources) {
      unfilled = new double[capacities.length];
      leftToFill = new int[capacities.length];
    }
    for (int resource = 0; resource < resources; resource++) {
      clocks.read(resource, levels[resource]);
      levels[resource] = Double.POSITIVE_INFINITY;
      passing[2 * resource] = 0;
      passing[2 * resource + 1] = 0;
      unfilled[resource] = 0;
      for (int i = 0; i < userCounts[resource]; i++) {
        unfilled[resource] += groups.load[users[resource][i]];
      }
      leftToFill[resource] = userCounts[resource];
      if (userCounts[resource] > 0) {
        filling.set(resource, fillLevel(resource));
      }
    }
    double lowest = 0;
    while (filling.firstKey() < Double.POSITIVE_INFINITY) {
      int resource = filling.first();
      lowest = Math.max(lowest, filling.firstKey());
      levels[resource] = lowest;
      levelUpdates++;
      for (int i = 0; i < userCounts[resource]; i++) {
        int entry = users[resource][i];
        int group = groups.entryGroup[entry];
        if (bindings[group] == NONE) {
          bind(group, entry);
          passOn(group, entry, lowest);
        }
      }
      filling.set(resource, Double.POSITIVE_INFINITY);
    }
    marks.clear();
    marks.rank(levels);
    updatesSinceRanking = 0;
    for (int resource = 0; resource < resources; resource++) {
      if (userCounts[resource] > 0) {
        marks.mark(resource);
      }
    }
  }

  private void passOn(int group, int binding, double rate) {
    for (int entry = groups.firstEntry[group]; entry < groups.end(group); entry++) {
      if (entry == binding) {
        continue;
      }
      int resource = groups.entryResource[entry];
      double load = groups.load[entry];
      passing[2 * resource] += load * rate;
      passing[2 * resource + 1] = rate;
      unfilled[resource] -= load;
      leftToFill[resource]--;
      filling.set(resource, fillLevel(resource));
    }
  }

  /** Where those who are not bound yet would fill the resource. */
  private double fillLevel(int resource) {
    return leftToFill[resource] == 0
        ? Double.POSITIVE_INFINITY
        : Math.max(0, (capacities[resource] - passing[2 * resource]) / unfilled[resource]);
  }

  private void growResources(int size) {
    int before = users.length;
    capacities = Arrays.copyOf(capacities, size);
    levels = Arrays.copyOf(levels, size);
    passing = Arrays.copyOf(passing, 2 * size);
    ownLoads = Arrays.copyOf(ownLoads, size);
    ownCounts = Arrays.copyOf(ownCounts, size);
    visits = Arrays.copyOf(visits, size);
    userCounts = Arrays.copyOf(userCounts, size);
    pushCounts = Arrays.copyOf(pushCounts, size);
    users = Arrays.copyOf(users, size);
    pushEntries = Arrays.copyOf(pushEntries, size);
    pushTargets = Arrays.copyOf(pushTargets, size);
    pushLoads = Arrays.copyOf(pushLoads, size);
    int[] noInts = {};
    double[] noDoubles = {};
    for (int resource = before; resource < size; resource++) {
      users[resource] = noInts;
      pushEntries[resource] = noInts;
      pushTargets[resource] = noInts;
      pushLoads[resource] = noDoubles;
    }
  }

  private void growGroups() {
    if (groups.bound() > bindings.length) {
      bindings = Arrays.copyOf(bindings, groups.firstEntry.length);
      waiting = Arrays.copyOf(waiting, groups.firstEntry.length);
      clocks.ensureGroups(bindings.length);
    }
    if (groups.entryBound() > userPositions.length) {
      userPositions = Arrays.copyOf(userPositions, groups.entryResource.length);
      pushPositions = Arrays.copyOf(pushPositions, groups.entryResource.length);
    }
  }
}
