package io.opisim.models.fault;

/** What happens when something breaks. */
@FunctionalInterface
public interface FaultHandler {
  /**
   * Called at the instant of a failure.
   *
   * @param cause its number in the profile
   * @param device which of the devices of its kind, counted from 0
   */
  void failed(int cause, int device);
}
