package io.opisim.simcore.queue;

/** What happens when a credit is granted. */
@FunctionalInterface
public interface CreditHandler {
  /**
   * Called at the instant of the grant.
   *
   * @param subject the number of the request
   * @param credit to be given back by {@link CreditPool#release}
   * @param requestedNanos when it was asked for
   */
  void granted(int subject, int credit, long requestedNanos);
}
