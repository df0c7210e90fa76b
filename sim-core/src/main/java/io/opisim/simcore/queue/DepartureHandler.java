package io.opisim.simcore.queue;

/** What happens when a customer leaves a station. */
@FunctionalInterface
public interface DepartureHandler {
  /**
   * Called at the instant of departure, when the station has already taken in the next customer.
   *
   * @param customer the number it arrived with
   * @param arrivedNanos when it arrived
   * @param startedNanos when its service began; under processor sharing that is its arrival
   */
  void departed(int customer, long arrivedNanos, long startedNanos);
}
