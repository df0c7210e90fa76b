package io.opisim.scheduler;

/**
 * What is free when, given that running jobs end in time and promises are kept: a read-only window
 * like {@link JobQueue}.
 */
public interface Timetable {
  /**
   * A place at an instant.
   *
   * @param startNanos the earliest instant from which the job has room until its end
   * @param nodes node of each task then
   */
  record Slot(long startNanos, int[] nodes) {}

  /**
   * The earliest slot of a waiting job that takes nothing from running jobs and from what is
   * promised to others; null if there is none before the end of time. A job that already has a
   * promise gets a slot beside its own.
   */
  Slot earliest(int job);

  /** How many tasks of a job each node can hold from now until the job's end. */
  NodeLimit roomFromNow(int job);
}
