package io.opisim.simcore.sharing;

import io.opisim.simcore.sim.EventHandler;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The resources of a run and the activities that share them, in simulated time.
 *
 * <p>Activities complete on whole nanoseconds, rounded up as {@link SimulatedTime} does, so no work
 * ends before it is done. All changes of one instant are solved together at the end of that
 * instant; handlers of one instant are called in the order in which their activities were made.
 *
 * <p>Work is conserved to the unit: what was started is what completed, what was cancelled and what
 * runs now. That is checked whenever the pool falls idle.
 *
 * <p>Priorities among events of one instant: the pool completes activities at the priority it was
 * made with, and solves after everything else.
 */
public final class ActivityPool {
  private static final int END_OF_INSTANT = Integer.MAX_VALUE;
  private static final double PER_NANO = 1e-9;
  private static final Comparator<Activity> BY_SEQUENCE =
      Comparator.comparingLong(Activity::sequence);

  private final Simulation simulation;
  private final SharingSolver solver;
  private final int priority;
  private final Timer completion;
  private final Timer solution;
  private final List<Resource> resources = new ArrayList<>();
  private Resource[] byNumber = {};
  private Activity[] running = new Activity[16];
  private Activity[] finished = new Activity[16];
  private BottleneckListener listener;
  private int delayed;
  private long activitiesMade;
  private long startedAmount;
  private long completedAmount;
  private long cancelledAmount;

  /**
   * An exact pool without resources.
   *
   * @param simulation whose time it lives in
   * @param priority of completions among events of one instant, lower first
   */
  public ActivityPool(Simulation simulation, int priority) {
    this(simulation, priority, SharingSolver.EXACT);
  }

  /** As {@link #ActivityPool(Simulation, int)}, with a {@link SharingSolver}'s other tolerance. */
  public ActivityPool(Simulation simulation, int priority, double tolerance) {
    this.simulation = simulation;
    this.priority = priority;
    solver = new SharingSolver(tolerance);
    solver.advanceTo(simulation.nowNanos());
    completion = simulation.timer(priority, unused -> complete(), 0);
    solution = simulation.timer(END_OF_INSTANT, unused -> endInstant(), 0);
  }

  /**
   * Makes a resource.
   *
   * @param name for results and messages
   * @param capacityPerSecond finite, not negative
   */
  public Resource resource(String name, double capacityPerSecond) {
    int number = solver.addResource(capacityPerSecond * PER_NANO);
    Resource resource = new Resource(this, name, number, capacityPerSecond, nowNanos());
    resources.add(resource);
    if (number >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, 2 * byNumber.length));
    }
    byNumber[number] = resource;
    return resource;
  }

  /**
   * Makes an activity; it is not started.
   *
   * @param demands on resources of this pool
   * @param handler called at each completion
   * @param subject passed to the handler
   */
  public Activity activity(Demands demands, CompletionHandler handler, int subject) {
    demands.checkPool(this);
    return new Activity(this, demands, handler, subject, activitiesMade++);
  }

  /** The resources in the order in which they were made. */
  public List<Resource> resources() {
    return Collections.unmodifiableList(resources);
  }

  /** How many activities run, those in their delay included. */
  public int present() {
    return solver.present() + delayed;
  }

  /**
   * Has a listener told what binds each activity, from the end of this instant on. Nothing is paid
   * for this by a pool that has none.
   *
   * @throws IllegalStateException if the pool has a listener already
   */
  public void observe(BottleneckListener newListener) {
    if (listener != null) {
      throw new IllegalStateException("the pool is observed already");
    }
    listener = newListener;
    solver.observe(this::tellBound);
    touch();
  }

  /** The work of all activities started so far. */
  public long startedAmount() {
    return startedAmount;
  }

  /** The work of all activities that ran to their end. */
  public long completedAmount() {
    return completedAmount;
  }

  /** The work of all activities that were cancelled, done or not. */
  public long cancelledAmount() {
    return cancelledAmount;
  }

  int start(Activity activity) {
    int number = begin(activity);
    startedAmount += activity.amount();
    return number;
  }

  void startLater(Activity activity, long delayNanos) {
    activity.delay().after(delayNanos);
    delayed++;
    startedAmount += activity.amount();
  }

  /** The work of a started activity begins. */
  private int begin(Activity activity) {
    touch();
    Demands demands = activity.demands();
    int number =
        solver.start(
            demands.numbers(),
            demands.weights(),
            demands.share(),
            demands.capPerSecond() * PER_NANO,
            activity.amount());
    if (number >= running.length) {
      running = Arrays.copyOf(running, Math.max(number + 1, 2 * running.length));
    }
    running[number] = activity;
    return number;
  }

  Timer timer(EventHandler handler) {
    return simulation.timer(priority, handler, 0);
  }

  int endDelay(Activity activity) {
    delayed--;
    return begin(activity);
  }

  long cancelDelayed(Activity activity) {
    activity.delay().cancel();
    delayed--;
    cancelledAmount += activity.amount();
    checkBooks();
    return activity.amount();
  }

  long cancel(Activity activity, int number) {
    touch();
    long left = solver.cancel(number);
    cancelledAmount += activity.amount();
    running[number] = null;
    checkBooks();
    tellReleased(activity, left);
    return left;
  }

  long remaining(int number) {
    solver.advanceTo(nowNanos());
    return solver.remaining(number);
  }

  double ratePerSecond(int number) {
    return solver.rate(number) / PER_NANO;
  }

  Optional<Resource> bottleneck(int number) {
    int resource = solver.bottleneck(number);
    return resource == SharingSolver.OWN_CAP ? Optional.empty() : Optional.of(byNumber[resource]);
  }

  void setCapacity(int resource, double capacityPerSecond) {
    touch();
    solver.setCapacity(resource, capacityPerSecond * PER_NANO);
  }

  double takenPerSecond(int resource) {
    return solver.taken(resource) / PER_NANO;
  }

  double given(int resource) {
    solver.advanceTo(nowNanos());
    return solver.given(resource);
  }

  long nowNanos() {
    return simulation.nowNanos();
  }

  /** Brings the solver to this instant and has it solve when the instant is over. */
  private void touch() {
    solver.advanceTo(nowNanos());
    if (!solution.isArmed()) {
      solution.after(0);
    }
  }

  private void endInstant() {
    armCompletion();
    solver.tellBindings();
  }

  private void tellBound(int number, int bottleneck) {
    Resource resource = bottleneck == SharingSolver.OWN_CAP ? null : byNumber[bottleneck];
    listener.bound(running[number], resource, nowNanos());
  }

  private void tellReleased(Activity activity, long left) {
    if (listener != null) {
      listener.released(activity, left, nowNanos());
    }
  }

  private void armCompletion() {
    completion.cancel();
    double finish = solver.nextFinish();
    // What stands still, or ends beyond the calendar, may yet be moved by a change of capacity.
    if (finish <= SimulatedTime.MAX_NANOS) {
      completion.at(Math.max(nowNanos(), SimulatedTime.wholeNanos(finish)));
    }
  }

  private void complete() {
    touch();
    long now = nowNanos();
    double until = now + SimulatedTime.roundingSlackNanos(now);
    int count = 0;
    int number;
    while ((number = solver.takeFinished(until)) >= 0) {
      if (count == finished.length) {
        finished = Arrays.copyOf(finished, 2 * count);
      }
      Activity activity = running[number];
      running[number] = null;
      finished[count++] = activity;
      completedAmount += activity.amount();
      activity.finish();
    }
    checkBooks();
    if (count > 1) {
      Arrays.sort(finished, 0, count, BY_SEQUENCE);
    }
    for (int i = 0; i < count; i++) {
      Activity activity = finished[i];
      finished[i] = null;
      tellReleased(activity, 0);
      activity.callHandler();
    }
  }

  private void checkBooks() {
    if (present() == 0 && startedAmount != completedAmount + cancelledAmount) {
      throw new IllegalStateException(
          "work is lost at "
              + nowNanos()
              + " ns: "
              + startedAmount
              + " started, "
              + completedAmount
              + " completed, "
              + cancelledAmount
              + " cancelled");
    }
  }
}
