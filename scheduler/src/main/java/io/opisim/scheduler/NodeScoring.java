package io.opisim.scheduler;

import io.opisim.models.workload.TaskDemand;

/**
 * How good each node is for a task, as a number; {@link ClusterView#bestScoredFirst} keeps the
 * numbers and asks again only for nodes that have changed.
 */
public interface NodeScoring {
  /** A name that no other scoring has. */
  String id();

  /** The scorer of one cluster; made once for each cluster and kept. */
  Scorer on(ClusterView cluster);

  /**
   * Scores the nodes of one cluster. A score may depend on the demand without its memory and on
   * what the node holds and has free, and on nothing else.
   */
  interface Scorer {
    /** The score of a node that has the CPU and the GPUs for the task; the highest is the best. */
    int score(int node, TaskDemand demand);

    /** The device of a node that a fractional task gets, or -1 to leave it to the tightest. */
    default int device(int node, TaskDemand demand) {
      return -1;
    }
  }
}
