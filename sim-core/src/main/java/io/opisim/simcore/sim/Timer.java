package io.opisim.simcore.sim;

/**
 * One event that can be armed, cancelled and armed again; it goes off once per arming.
 *
 * <p>A model keeps one timer per thing that can happen next (the finish of a job, the departure
 * from a station) and re-arms it, so a run allocates no event objects in steady state.
 */
public interface Timer {
  /**
   * Arms the timer for an absolute time.
   *
   * @throws IllegalArgumentException if the time lies in the past or beyond the calendar's end
   * @throws IllegalStateException if the timer is armed already
   */
  void at(long timeNanos);

  /** Arms the timer for a time from now; see {@link #at(long)}. */
  void after(long delayNanos);

  /** Disarms the timer; returns whether it was armed. */
  boolean cancel();

  /** Whether the timer is armed and has not gone off. */
  boolean isArmed();

  /**
   * The time it is armed for.
   *
   * @throws IllegalStateException if it is not armed
   */
  long timeNanos();
}
