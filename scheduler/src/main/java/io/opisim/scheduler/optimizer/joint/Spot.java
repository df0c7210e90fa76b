package io.opisim.scheduler.optimizer.joint;

/** Where a job goes once it is its turn. */
public sealed interface Spot {
  /** The rack with the least room that holds it, or else as few racks as there is room in now. */
  record Anywhere() implements Spot {}

  /** The same, but it waits until as few racks hold it as would on an empty cluster. */
  record FewestRacks() implements Spot {}

  /** On the nodes of an earlier plan; anywhere if that has none for the job. */
  record AsBefore() implements Spot {}

  /** It waits for room in one rack. */
  record InRack(int rack) implements Spot {}

  /** Free nodes from this one on: its rack's, then the others, those with near numbers first. */
  record Around(int node) implements Spot {}

  /** Free nodes in an order drawn from a seed. */
  record Shuffled(long seed) implements Spot {}

  /**
   * These nodes and no others, after all jobs before it in order that are bound to some of them.
   *
   * @param nodes node of each task
   */
  record Nodes(int[] nodes) implements Spot {}

  /** Anywhere. */
  Spot ANYWHERE = new Anywhere();

  /** Where an earlier plan has it. */
  Spot AS_BEFORE = new AsBefore();

  /** In as few racks as possible. */
  Spot FEWEST_RACKS = new FewestRacks();
}
