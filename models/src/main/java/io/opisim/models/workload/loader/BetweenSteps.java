package io.opisim.models.workload.loader;

/** What all ranks of a trainer stand still for between two steps, such as a checkpoint. */
public interface BetweenSteps {
  /** Nothing, ever. */
  BetweenSteps NOTHING =
      new BetweenSteps() {
        @Override
        public boolean after(long stepsDone, Runnable goOn) {
          return false;
        }

        @Override
        public void whenOver(Runnable told) {
          told.run();
        }
      };

  /**
   * All ranks have done so many steps now, counted over all epochs.
   *
   * @param goOn to be called once, later or now, if they have to stand still
   * @return whether they have to
   */
  boolean after(long stepsDone, Runnable goOn);

  /** Has somebody told, later or now, when nothing goes on behind the ranks' back any more. */
  void whenOver(Runnable told);
}
