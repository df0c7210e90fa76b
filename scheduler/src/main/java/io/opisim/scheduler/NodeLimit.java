package io.opisim.scheduler;

/** A bound on how much of a node one placement may take, beyond what is free there. */
@FunctionalInterface
public interface NodeLimit {
  /** No bound. */
  NodeLimit NONE = node -> Integer.MAX_VALUE;

  /** How many tasks of the job being placed may go to {@code node}, at most. */
  int tasksAllowed(int node);
}
