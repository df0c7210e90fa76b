package io.opisim.simcore.queue;

/** What happens when a token bucket lets a request pass. */
@FunctionalInterface
public interface PassHandler {
  /**
   * Called at the instant of passing.
   *
   * @param subject the number of the request
   * @param requestedNanos when it came
   */
  void passed(int subject, long requestedNanos);
}
