package io.opisim.simcore.sim;

/** What happens when a {@link Timer} goes off. */
@FunctionalInterface
public interface EventHandler {
  /**
   * Called at the timer's time.
   *
   * @param subject the number the timer was made with: which job, station or rank this is about
   */
  void handle(int subject);
}
