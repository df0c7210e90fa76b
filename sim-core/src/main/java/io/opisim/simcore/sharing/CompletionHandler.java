package io.opisim.simcore.sharing;

/** What happens when an {@link Activity} has done its work. */
@FunctionalInterface
public interface CompletionHandler {
  /**
   * Called at the instant of completion; the activity is idle already and may be started again.
   *
   * @param subject the number the activity was made with
   */
  void completed(int subject);
}
