package io.opisim.models.collective;

/** Says how long operations take on an idle system; levels of detail differ behind it. */
public interface CollectiveModel {
  /**
   * The time of one operation.
   *
   * @throws IllegalArgumentException if no algorithm of the system can do it
   */
  CollectiveEstimate estimate(CollectiveRequest request);
}
