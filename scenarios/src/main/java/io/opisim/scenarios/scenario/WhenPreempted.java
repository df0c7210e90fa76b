package io.opisim.scenarios.scenario;

/** What a job does when it has to leave its nodes for another. */
public enum WhenPreempted {
  /** It writes a checkpoint. */
  SAVE,
  /** It goes at once, and loses what came after its last checkpoint. */
  LOSE
}
