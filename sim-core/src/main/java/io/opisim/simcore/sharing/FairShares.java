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
 * pass, and disturbs those resources in turn. Where a group turns out faster than a level, or S
 * larger than c, that one resource is filled again over all its users. Many arrivals at once, and
 * an event that goes on and on, are solved by progressive filling of everything.
 *
 * <p>{@link Balances} has c, S, N and level, {@link Users} who uses what, {@link BoundGroups} who
 * is bound where. A cap is a private resource, so nothing here knows caps.
 */
final class FairShares {
  /** Visits, per resource and event, after which the event is solved by progressive filling. */
  static final int MOST_VISITS = 64;

  /** A resource is summed up afresh after this many visits, so that rounding cannot pile up. */
  private static final int VISITS_PER_SUM = 512;

  /** Level updates, per resource, after which the order of the resources is looked at again. */
  private static final int UPDATES_PER_RANKING = 8;

  /** So many at once are not placed one by one if they are a quarter of all. */
  private static final int CROWD = 64;

  private final Groups groups;
  private final Balances balances;
  private final Users users = new Users();
  private final BoundGroups bound;
  private final ResourceFilling one;
  private final ProgressiveFilling all;
  private final int mostVisits;

  private int groupRoom;
  private int entryRoom;
  private int[] waiting = {};
  private int waitingCount;
  private int[] visits = {};
  private long updatesAtRanking;

  /**
   * No resources and no groups.
   *
   * @param tolerance of a balance, relative to the resource's capacity
   * @param mostVisits per resource and event before everything is solved from nothing
   */
  FairShares(double tolerance, int mostVisits, Groups groups, ServiceClocks clocks) {
    this.groups = groups;
    this.mostVisits = mostVisits;
    balances = new Balances(tolerance);
    bound = new BoundGroups(groups, balances, clocks);
    one = new ResourceFilling(groups, balances, users, bound);
    all = new ProgressiveFilling(groups, balances, users, bound);
  }

  int addResource(double capacity) {
    int resource = balances.add(capacity);
    if (resource == visits.length) {
      growResources(Math.max(16, 2 * resource));
    }
    return resource;
  }

  private void growResources(int size) {
    visits = Arrays.copyOf(visits, size);
    users.growResources(size);
    bound.growResources(size);
  }

  Balances balances() {
    return balances;
  }

  Users users() {
    return users;
  }

  BoundGroups bound() {
    return bound;
  }

  /** How often everything was solved from nothing. */
  long progressiveFillings() {
    return all.runs();
  }

  /** Whether groups wait to be placed. */
  boolean isWaiting() {
    return waitingCount > 0;
  }

  /** What the present groups take of a resource, in its units per unit of time. */
  double taken(int resource) {
    int[] entries = users.entries[resource];
    double sum = 0;
    for (int i = 0; i < users.counts[resource]; i++) {
      sum += groups.load[entries[i]] * bound.rate(groups.entryGroup[entries[i]]);
    }
    return sum;
  }

  /** Takes in a group, with the members it has; it is placed by {@link #settle}. */
  void add(int group) {
    if (groupRoom < groups.firstEntry.length || entryRoom < groups.entryResource.length) {
      growGroups(groups.firstEntry.length, groups.entryResource.length);
    }
    bound.add(group);
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      groups.load[entry] = groups.loadOf(entry, group);
      users.add(groups.entryResource[entry], entry);
    }
    if (waitingCount == waiting.length) {
      growWaiting(Math.max(16, 2 * waitingCount));
    }
    waiting[waitingCount++] = group;
  }

  private void growGroups(int groupCount, int entryCount) {
    groupRoom = groupCount;
    entryRoom = entryCount;
    users.growEntries(entryCount);
    bound.growGroups(groupCount, entryCount);
  }

  private void growWaiting(int size) {
    waiting = Arrays.copyOf(waiting, size);
  }

  /** Takes a placed group out. */
  void remove(int group) {
    double rate = bound.rate(group);
    int binding = bound.binding(group);
    bound.unbind(group);
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      int resource = groups.entryResource[entry];
      users.remove(resource, entry);
      if (users.counts[resource] == balances.ownCounts[resource]) {
        balances.clearPassing(resource);
      } else if (entry != binding) {
        balances.addPassing(resource, -groups.load[entry] * rate, 0);
      }
    }
  }

  /** A group has another number of members than before. */
  void resize(int group) {
    boolean isPlaced = bound.isPlaced(group);
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      double before = groups.load[entry];
      groups.load[entry] = groups.loadOf(entry, group);
      if (isPlaced) {
        bound.reload(group, entry, before);
      }
    }
  }

  /** Places those who wait and puts every disturbed resource right. */
  void settle() {
    if (waitingCount > CROWD && waitingCount > groups.present() / 4) {
      fillAll();
    } else {
      for (int i = 0; i < waitingCount; i++) {
        place(waiting[i]);
      }
    }
    waitingCount = 0;
    visitDisturbed();
    if (bound.levelUpdates() - updatesAtRanking
        > (long) UPDATES_PER_RANKING * balances.resources()) {
      balances.rank();
      updatesAtRanking = bound.levelUpdates();
    }
  }

  /** A first guess for a group that arrives: the resource that would give it least. */
  private void place(int group) {
    int best = groups.firstEntry[group];
    double least = Double.POSITIVE_INFINITY;
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      double offer = balances.offer(groups.entryResource[entry], groups.load[entry]);
      if (offer < least) {
        best = entry;
        least = offer;
      }
    }
    int owner = groups.entryResource[best];
    if (balances.ownCounts[owner] == 0) {
      bound.setLevel(owner, least);
    }
    bound.bind(group, best);
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      double rate = entry == best ? 0 : least;
      balances.addPassing(groups.entryResource[entry], groups.load[entry] * rate, rate);
    }
  }

  private void visitDisturbed() {
    long left = (long) mostVisits * (balances.resources() + 16);
    int resource;
    while ((resource = balances.disturbed.poll()) >= 0) {
      if (left-- > 0) {
        visit(resource);
      } else {
        fillAll();
        balances.disturbed.clear();
      }
    }
  }

  private void visit(int resource) {
    if (balances.ownCounts[resource] == 0) {
      if (balances.isOverfull(resource)) {
        fill(resource);
      }
      return;
    }
    double level = balances.balancedLevel(resource);
    boolean someFaster = level < balances.fastestPassing(resource) * (1 - 2 * balances.tolerance);
    if (someFaster || ++visits[resource] >= VISITS_PER_SUM) {
      fill(resource);
    } else if (level != balances.levels[resource]) {
      bound.setLevel(resource, level);
    }
  }

  private void fill(int resource) {
    visits[resource] = 0;
    one.fill(resource);
  }

  private void fillAll() {
    all.fill();
    updatesAtRanking = bound.levelUpdates();
  }
}
