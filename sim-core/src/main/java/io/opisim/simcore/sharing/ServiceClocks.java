package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * How far everyone has come, without touching anyone: a virtual clock per resource.
 *
 * <p>The clock of a resource runs at its level, the normalised rate of the groups it binds. So a
 * group that stays bound by it has a fixed finish on that clock, and a change of level moves the
 * finishes of all of them by changing one speed. A group has a clock of its own too, which
 * continues from one binding resource to the next: it is the resource's clock plus an offset. On it
 * the finishes of the members are fixed for life.
 *
 * <p>Three orders lie on top of each other: members of a group by finish, groups of a resource by
 * finish, resources by the time of theirs.
 *
 * <p><i>Caveats:</i> a clock that runs for t seconds without the resource ever being idle resolves
 * about t x 10⁻¹⁶ seconds, as the calendar's double does.
 */
final class ServiceClocks {
  private double now;
  private double[] clocks = {};
  private double[] readAt = {};
  private double[] offsets = {};
  private final PairingForest members = new PairingForest();
  private final PairingForest bound = new PairingForest();
  private final MinTree finishes = new MinTree();
  private int[] late = {};
  private boolean[] isLate = {};
  private int lateCount;

  void growResources(int size) {
    clocks = Arrays.copyOf(clocks, size);
    readAt = Arrays.copyOf(readAt, size);
    late = Arrays.copyOf(late, size);
    isLate = Arrays.copyOf(isLate, size);
    bound.growHeaps(size);
    finishes.ensure(size);
  }

  void growGroups(int size) {
    offsets = Arrays.copyOf(offsets, size);
    members.growHeaps(size);
    bound.growItems(size);
  }

  void growActivities(int size) {
    members.growItems(size);
  }

  double now() {
    return now;
  }

  void advanceTo(double time) {
    now = time;
  }

  /** Starts the clock of a group that nothing binds yet. */
  void open(int group) {
    offsets[group] = 0;
    members.clear(group);
  }

  /** The resource binds the group from now on. */
  void bind(int group, int resource, double level) {
    if (bound.first(resource) == PairingForest.NONE) {
      clocks[resource] = 0;
      readAt[resource] = now;
    } else {
      read(resource, level);
    }
    offsets[group] -= clocks[resource];
    queue(group, resource);
  }

  /** The resource binds the group no more: its clock stands until it is bound again. */
  void unbind(int group, int resource, double level) {
    read(resource, level);
    offsets[group] += clocks[resource];
    bound.remove(resource, group);
    retime(resource);
  }

  /** Brings the clock to now; to be called before the level changes. */
  void read(int resource, double level) {
    if (readAt[resource] != now) {
      // An infinite level belongs to a resource that binds nobody: its clock shows nothing.
      if (level < Double.POSITIVE_INFINITY) {
        clocks[resource] += level * (now - readAt[resource]);
      }
      readAt[resource] = now;
    }
  }

  /** The finish of what the resource binds is to be worked out again by {@link #settle}. */
  void retime(int resource) {
    if (!isLate[resource]) {
      isLate[resource] = true;
      late[lateCount++] = resource;
    }
  }

  /** A member joins a group that nothing binds yet. */
  void join(int group, int activity, double work) {
    members.add(group, activity, offsets[group] + work);
  }

  /** A member joins a group bound by the resource. */
  void join(int group, int activity, double work, int resource, double level) {
    read(resource, level);
    bound.remove(resource, group);
    members.add(group, activity, offsets[group] + clocks[resource] + work);
    queue(group, resource);
  }

  /** A member, not the last, leaves a group bound by the resource. */
  void leave(int group, int activity, int resource) {
    bound.remove(resource, group);
    members.remove(group, activity);
    queue(group, resource);
  }

  private void queue(int group, int resource) {
    bound.add(resource, group, members.key(members.first(group)) - offsets[group]);
    retime(resource);
  }

  /** Normalised work that an activity of a group bound by the resource has to go. */
  double left(int group, int activity, int resource, double level) {
    read(resource, level);
    return members.key(activity) - offsets[group] - clocks[resource];
  }

  /** The time of the first finish, or infinity; times are as of the last {@link #settle}. */
  double firstFinish() {
    return finishes.firstKey();
  }

  int firstToFinish() {
    return members.first(bound.first(finishes.first()));
  }

  void settle(double[] levels) {
    for (int i = 0; i < lateCount; i++) {
      int resource = late[i];
      isLate[resource] = false;
      finishes.set(resource, finish(resource, levels[resource]));
    }
    lateCount = 0;
  }

  private double finish(int resource, double level) {
    int group = bound.first(resource);
    if (group == PairingForest.NONE) {
      return Double.POSITIVE_INFINITY;
    }
    read(resource, level);
    double left = bound.key(group) - clocks[resource];
    return left <= 0 ? now : now + left / level;
  }
}
