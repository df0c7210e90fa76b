package io.opisim.simcore.sim;

import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.EventList;

/**
 * Clock, calendar and run loop of one run: one thread, one use.
 *
 * <p>Events fire in the order of their time, then their priority (lower first), then the order in
 * which they were armed. An event armed for the current instant fires in this instant, after those
 * already due with its priority.
 *
 * <p>A run that handles {@link #NO_PROGRESS_EVENTS} events without the clock moving ends with a
 * {@link NoProgressException} that names the handler.
 */
public final class Simulation {
  /** How many events in one instant are taken as a loop. */
  public static final long NO_PROGRESS_EVENTS = 50_000_000L;

  private final HeapEventList calendar;
  private final Kernel kernel;
  private final long noProgressEvents;
  private long eventsHandled;

  /** A simulation at time 0 with an empty calendar. */
  public Simulation() {
    this(NO_PROGRESS_EVENTS);
  }

  /** As {@link #Simulation()}, with another limit of events in one instant. */
  public Simulation(long noProgressEvents) {
    if (noProgressEvents <= 0) {
      throw new IllegalArgumentException("the no-progress limit must be positive");
    }
    this.noProgressEvents = noProgressEvents;
    calendar = new HeapEventList();
    kernel = new Kernel(calendar);
  }

  /** The current simulated time. */
  public long nowNanos() {
    return (long) kernel.time();
  }

  /** The current simulated time in seconds. */
  public double nowSeconds() {
    return SimulatedTime.secondsFromNanos(nowNanos());
  }

  /** Whether no other event is due at the current instant. */
  public boolean isInstantOver() {
    return calendar.firstTime() > kernel.time();
  }

  /** Events handled so far. */
  public long eventsHandled() {
    return eventsHandled;
  }

  /** Events waiting in the calendar. */
  public int eventsPending() {
    return calendar.size();
  }

  /**
   * Makes a timer; it is not armed.
   *
   * @param priority order among events of one instant, lower first
   * @param handler what to do
   * @param subject passed to the handler
   */
  public Timer timer(int priority, EventHandler handler, int subject) {
    return new CalendarEvent(kernel, priority, handler, subject);
  }

  /** Makes a timer and arms it for {@code delayNanos} from now. */
  public Timer schedule(long delayNanos, int priority, EventHandler handler, int subject) {
    Timer timer = timer(priority, handler, subject);
    timer.after(delayNanos);
    return timer;
  }

  /** Handles events until none is left or {@link #stop()} is called. */
  public void run() {
    runUntil(SimulatedTime.MAX_NANOS);
  }

  /**
   * Handles every event due at or before {@code endNanos}, unless {@link #stop()} is called. The
   * clock stays at the last event handled.
   */
  public void runUntil(long endNanos) {
    kernel.resume();
    long instantStart = eventsHandled;
    double instant = kernel.time();
    while (!kernel.isStopped() && calendar.firstTime() <= endNanos) {
      CalendarEvent event = (CalendarEvent) kernel.next();
      if (kernel.time() > instant) {
        instant = kernel.time();
        instantStart = eventsHandled;
      } else if (eventsHandled - instantStart >= noProgressEvents) {
        throw new NoProgressException(nowNanos(), noProgressEvents, event.handlerName());
      }
      eventsHandled++;
      event.actions();
    }
  }

  /** Ends {@link #run()} after the event being handled. */
  public void stop() {
    kernel.stop();
  }

  /** SSJ's simulator, driven one event at a time so that a run can end at a given instant. */
  private static final class Kernel extends Simulator {
    Kernel(EventList list) {
      super(list);
    }

    Event next() {
      return removeFirstEvent();
    }

    void resume() {
      stopped = false;
    }
  }

  private static final class CalendarEvent extends Event implements Timer {
    private final EventHandler handler;
    private final int subject;

    CalendarEvent(Kernel kernel, int priority, EventHandler handler, int subject) {
      super(kernel);
      this.priority = priority;
      this.handler = handler;
      this.subject = subject;
    }

    @Override
    public void actions() {
      handler.handle(subject);
    }

    @Override
    public void at(long timeNanos) {
      after(timeNanos - (long) simulator().time());
    }

    @Override
    public void after(long delayNanos) {
      long now = (long) simulator().time();
      if (delayNanos < 0 || delayNanos > SimulatedTime.MAX_NANOS - now) {
        throw new IllegalArgumentException(
            "an event cannot lie "
                + delayNanos
                + " ns from now ("
                + now
                + " ns): it would be in the past or beyond "
                + SimulatedTime.MAX_NANOS
                + " ns");
      }
      schedule(delayNanos);
    }

    @Override
    public boolean isArmed() {
      return eventTime >= 0;
    }

    @Override
    public long timeNanos() {
      if (!isArmed()) {
        throw new IllegalStateException("the timer is not armed");
      }
      return (long) eventTime;
    }

    String handlerName() {
      return handler.getClass().getName() + " (subject " + subject + ")";
    }
  }
}
