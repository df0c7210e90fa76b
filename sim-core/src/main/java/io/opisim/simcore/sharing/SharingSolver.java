package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * Activities that share resources, in numbers only and on a clock without rounding.
 *
 * <p>An activity is an amount of work that takes {@code weight} units of each of its resources per
 * unit of its rate. Rates are weighted max-min fair: with ν = rate ÷ share, no activity could have
 * a larger ν without someone of an equal or smaller ν getting less. So each activity either runs at
 * its own cap or uses a full resource on which no ν is larger than its own.
 *
 * <p>Units are the caller's: rates are amounts per unit of time, capacities are weight x amount per
 * unit of time.
 *
 * <p>The solver is exact to rounding ({@link #EXACT}), or cheaper within a bound: the tolerance is
 * the share of a resource's capacity by which what it gives may be off before its users are told.
 *
 * <p>Changes between two settlements are solved together; a settlement happens at the first
 * question asked about rates or finishes, so changes at one instant cost one solution. Only
 * resources whose balance is disturbed are looked at. Activities of the same resources, weights,
 * share and cap are solved as one, however many they are.
 *
 * <p><i>Caveats:</i> not for several threads. Numbers of activities are used again after they have
 * finished or were cancelled. Nothing is allocated once the arrays have grown to the largest state.
 */
public final class SharingSolver {
  /** The tolerance of the exact solution. */
  public static final double EXACT = 1e-12;

  /** What binds an activity that runs at its own cap. */
  public static final int OWN_CAP = -1;

  private static final int NONE = Groups.NONE;

  private final Groups groups = new Groups();
  private final ServiceClocks clocks = new ServiceClocks();
  private final Activities activities = new Activities();
  private final FairShares shares;
  private final Balances balances;
  private final BoundGroups bound;

  private int resources;
  private int activityRoom;
  private boolean[] isPrivate = {};
  private double[] departed = {};
  private int[] freeResources = {};
  private int freeResourceCount;
  private int[] seenBy = {};
  private int seen;

  private boolean settled = true;
  private Rebindings rebindings;

  /** An exact solver at time 0 without resources. */
  public SharingSolver() {
    this(EXACT);
  }

  /**
   * A solver of another tolerance.
   *
   * @param tolerance of balance, relative to a resource's capacity; from {@link #EXACT} to 0.1
   */
  public SharingSolver(double tolerance) {
    this(tolerance, FairShares.MOST_VISITS);
  }

  /** As the other, with a limit of the visits per resource and event; see {@link FairShares}. */
  SharingSolver(double tolerance, int mostVisits) {
    if (!(tolerance >= EXACT && tolerance <= 0.1)) {
      throw new IllegalArgumentException(
          "the tolerance must lie between " + EXACT + " and 0.1, not " + tolerance);
    }
    shares = new FairShares(tolerance, mostVisits, groups, clocks);
    balances = shares.balances();
    bound = shares.bound();
  }

  /** Adds a resource and returns its number. */
  public int addResource(double capacity) {
    checkCapacity(capacity);
    return takeResource(capacity, false);
  }

  /** Changes the capacity of a resource from now on; at 0 its users stand still. */
  public void setCapacity(int resource, double capacity) {
    checkCapacity(capacity);
    checkResource(resource);
    balances.setCapacity(resource, capacity);
    settled = false;
  }

  /** The capacity of a resource. */
  public double capacity(int resource) {
    return balances.capacities[resource];
  }

  /**
   * Starts an activity now and returns its number.
   *
   * @param resources it uses, each once; at least one of them, or a finite cap
   * @param weights what one unit of its rate takes of each, positive
   * @param share its claim relative to others, positive
   * @param cap its own largest rate; positive, may be infinite
   * @param amount of work, not negative
   */
  public int start(int[] resources, double[] weights, double share, double cap, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("an amount of work cannot be " + amount);
    }
    int hash = Groups.hash(resources, weights, share, cap);
    int group = groups.find(hash, resources, weights, share, cap);
    boolean isNew = group == NONE;
    if (isNew) {
      group = open(hash, resources, weights, share, cap);
    }
    int activity = activities.add(group, amount);
    if (activityRoom < activities.groupOf.length) {
      activityRoom = activities.groupOf.length;
      clocks.growActivities(activityRoom);
    }
    groups.members[group]++;
    double work = amount / share;
    if (isNew) {
      shares.add(group);
      clocks.open(group);
      clocks.join(group, activity, work);
    } else {
      join(group, activity, work);
      shares.resize(group);
    }
    setPrivateCapacity(group);
    if (rebindings != null) {
      rebindings.begin(activity);
    }
    settled = false;
    return activity;
  }

  /** Ends an activity before it has finished; returns the work left undone, rounded up. */
  public long cancel(int activity) {
    settle();
    long left = remaining(activity);
    leave(activity, activities.amounts[activity] - left);
    return left;
  }

  /** The work an activity has left to do, rounded up. */
  public long remaining(int activity) {
    settle();
    return activities.amounts[activity] - (long) done(activity);
  }

  /** The rate of an activity. */
  public double rate(int activity) {
    settle();
    int group = group(activity);
    return bound.rate(group) * groups.shares[group];
  }

  /** The resource that binds an activity, or {@link #OWN_CAP}. */
  public int bottleneck(int activity) {
    settle();
    return bound.bottleneck(group(activity));
  }

  /** Has a listener told, by {@link #tellBindings}, what binds each activity from now on. */
  public void observe(BindingListener listener) {
    rebindings = new Rebindings(groups, activities, bound, listener);
    bound.tell(rebindings);
  }

  /** Tells the listener, if there is one, what has changed since the last telling. */
  public void tellBindings() {
    if (rebindings != null) {
      settle();
      rebindings.tell();
    }
  }

  /** What is taken of a resource now, per unit of time. */
  public double taken(int resource) {
    settle();
    return shares.taken(resource);
  }

  /**
   * What a resource has given since the beginning: the sum of weight x work done over all
   * activities that used it. It is exact while weights are whole and the sum is below 2⁵³.
   */
  public double given(int resource) {
    settle();
    double sum = departed[resource];
    int[] entries = shares.users().entries[resource];
    for (int i = 0; i < shares.users().counts[resource]; i++) {
      int activity = activities.first(groups.entryGroup[entries[i]]);
      for (; activity != NONE; activity = activities.next(activity)) {
        sum += groups.weights[entries[i]] * done(activity);
      }
    }
    return sum;
  }

  /** Activities that have started and neither finished nor been cancelled. */
  public int present() {
    return activities.present();
  }

  /** The time reached. */
  public double now() {
    return clocks.now();
  }

  /** Lets time pass. Whoever finishes before {@code time} must have been taken first. */
  public void advanceTo(double time) {
    if (!(time >= clocks.now())) {
      throw new IllegalArgumentException(
          "time cannot go from " + clocks.now() + " back to " + time);
    }
    if (time > clocks.now()) {
      settle();
      clocks.advanceTo(time);
    }
  }

  /** When the next activity finishes if nothing changes; infinite if none does. */
  public double nextFinish() {
    settle();
    return clocks.firstFinish();
  }

  /** Takes out the first activity that finishes at or before {@code until}; −1 if none does. */
  public int takeFinished(double until) {
    settleFinishes();
    if (!(clocks.firstFinish() <= until)) {
      return NONE;
    }
    int activity = clocks.firstToFinish();
    leave(activity, activities.amounts[activity]);
    return activity;
  }

  /** How many times a level was changed: the work that the solver has had. */
  public long levelUpdates() {
    return bound.levelUpdates();
  }

  /** How often everything was solved from nothing. */
  long progressiveFillings() {
    return shares.progressiveFillings();
  }

  private void settle() {
    if (!settled) {
      shares.settle();
      clocks.settle(balances.levels);
      settled = true;
    }
  }

  /** Finishes at this instant do not wait for the shares that follow from the first of them. */
  private void settleFinishes() {
    if (shares.isWaiting()) {
      settle();
    }
    clocks.settle(balances.levels);
  }

  private double done(int activity) {
    int group = group(activity);
    int resource = bound.resource(group);
    double left =
        groups.shares[group] * clocks.left(group, activity, resource, balances.levels[resource]);
    long amount = activities.amounts[activity];
    // What rounding leaves of a byte is not a byte to do.
    return Math.max(0, Math.min(amount, Math.floor(amount - left + 1e-3)));
  }

  private int group(int activity) {
    if (!activities.isPresent(activity)) {
      throw new IllegalArgumentException("there is no activity " + activity);
    }
    return activities.groupOf[activity];
  }

  private void leave(int activity, long done) {
    int group = activities.groupOf[activity];
    for (int entry = groups.firstEntry[group], end = groups.end(group); entry < end; entry++) {
      departed[groups.entryResource[entry]] += groups.weights[entry] * done;
    }
    if (groups.members[group] == 1) {
      shares.remove(group);
      close(group);
    } else {
      groups.members[group]--;
      clocks.leave(group, activity, bound.resource(group));
      shares.resize(group);
      setPrivateCapacity(group);
    }
    activities.remove(activity);
    settled = false;
  }

  private void join(int group, int activity, double work) {
    if (bound.isPlaced(group)) {
      int resource = bound.resource(group);
      clocks.join(group, activity, work, resource, balances.levels[resource]);
    } else {
      clocks.join(group, activity, work);
    }
  }

  private int open(int hash, int[] resources, double[] weights, double share, double cap) {
    checkDemands(resources, weights, share, cap);
    int capResource = NONE;
    if (cap < Double.POSITIVE_INFINITY) {
      capResource =
          freeResourceCount > 0 ? freeResources[--freeResourceCount] : takeResource(cap, true);
    }
    int group = groups.add(hash, resources, weights, share, cap, capResource);
    activities.openGroup(group);
    return group;
  }

  private void close(int group) {
    if (groups.capResources[group] != NONE) {
      if (freeResourceCount == freeResources.length) {
        freeResources = Arrays.copyOf(freeResources, Math.max(16, 2 * freeResourceCount));
      }
      freeResources[freeResourceCount++] = groups.capResources[group];
    }
    groups.remove(group);
  }

  private void setPrivateCapacity(int group) {
    if (groups.capResources[group] != NONE) {
      balances.setCapacity(groups.capResources[group], groups.caps[group] * groups.members[group]);
    }
  }

  private int takeResource(double capacity, boolean hidden) {
    int resource = shares.addResource(capacity);
    resources++;
    if (resource == departed.length) {
      int size = Math.max(16, 2 * resource);
      departed = Arrays.copyOf(departed, size);
      isPrivate = Arrays.copyOf(isPrivate, size);
      seenBy = Arrays.copyOf(seenBy, size);
    }
    isPrivate[resource] = hidden;
    return resource;
  }

  private void checkDemands(int[] used, double[] weights, double share, double cap) {
    boolean positive = share > 0 && share < Double.POSITIVE_INFINITY && cap > 0;
    if (!positive || used.length != weights.length) {
      throw new IllegalArgumentException(
          "an activity needs a positive share and cap and a weight per resource, not share "
              + share
              + ", cap "
              + cap
              + ", "
              + weights.length
              + " weights for "
              + used.length
              + " resources");
    }
    if (used.length == 0 && cap == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("an activity needs a resource or a cap");
    }
    seen++;
    for (int i = 0; i < used.length; i++) {
      checkResource(used[i]);
      if (seenBy[used[i]] == seen) {
        throw new IllegalArgumentException("resource " + used[i] + " is named twice");
      }
      seenBy[used[i]] = seen;
      if (!(weights[i] > 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a weight must be positive, not " + weights[i]);
      }
    }
  }

  private void checkResource(int resource) {
    if (resource < 0 || resource >= resources || isPrivate[resource]) {
      throw new IllegalArgumentException("there is no resource " + resource);
    }
  }

  private static void checkCapacity(double capacity) {
    if (!(capacity >= 0 && capacity < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a capacity must be finite and not negative, not " + capacity);
    }
  }
}
