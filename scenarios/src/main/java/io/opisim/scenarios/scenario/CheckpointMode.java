package io.opisim.scenarios.scenario;

/** How long training stands still for a checkpoint. */
public enum CheckpointMode {
  /** Until it is in the storage. */
  SYNCHRONOUS,
  /** Until it is in memory; then it is written to the storage. */
  ASYNCHRONOUS,
  /** Until it is on drives of the nodes; then it is brought to the storage. */
  LOCAL_THEN_DRAINED
}
