package io.opisim.models.workload;

/** What a rank's time goes to; the classes sum to wall time. */
public enum TimeClass {
  /** Arithmetic and memory passes of the program. */
  COMPUTE,
  /** A collective that nothing else hides. */
  EXPOSED_COLLECTIVE,
  /** A pipeline stage without a micro-batch to work on. */
  PIPELINE_BUBBLE,
  /** Waiting for input. */
  DATA_STALL,
  /** Waiting for a checkpoint. */
  CHECKPOINT_STALL,
  /** Waiting for a slower rank. */
  STRAGGLER_WAIT,
  /** Work done again after a failure, and the restart. */
  LOST_WORK_AND_RESTART,
  /** Waiting to be placed. */
  QUEUED,
  /** Nothing to do. */
  IDLE
}
