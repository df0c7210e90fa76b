package io.opisim.models.workload;

import java.util.Locale;

/** What a rank's time goes to; the classes sum to wall time. */
public enum TimeClass {
  /** Arithmetic and memory passes of the program. */
  COMPUTE("arithmetic and memory passes of the program"),
  /** A collective that nothing else hides. */
  EXPOSED_COLLECTIVE("a collective that nothing else hides"),
  /** A pipeline stage without a micro-batch to work on. */
  PIPELINE_BUBBLE("a pipeline stage without a micro-batch to work on"),
  /** Waiting for input. */
  DATA_STALL("waiting for input"),
  /** Waiting for a checkpoint. */
  CHECKPOINT_STALL("waiting for a checkpoint"),
  /** Waiting for a slower rank. */
  STRAGGLER_WAIT("waiting for a slower rank"),
  /** Work done again after a failure, and the restart. */
  LOST_WORK_AND_RESTART("work done again after a failure, and the restart"),
  /** Waiting to be placed. */
  QUEUED("waiting to be placed"),
  /** Nothing to do. */
  IDLE("nothing to do");

  private final String meaning;

  TimeClass(String meaning) {
    this.meaning = meaning;
  }

  /** The word in columns: {@code exposed_collective}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, in words. */
  public String meaning() {
    return meaning;
  }
}
