package io.opisim.scheduler;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import java.util.List;

/**
 * A read-only window on what is free in the cluster at this moment, never a copy.
 *
 * <p>Nodes are named by their index in {@link #cluster()}. The cursors walk indexes that are kept
 * up to date as jobs come and go, so that a decision does not cost the number of nodes.
 */
public interface ClusterView {
  /** The cluster. */
  Cluster cluster();

  /** Free thousandths of CPU core on a node. */
  long freeCpuMilli(int node);

  /** Free host memory on a node. */
  long freeMemoryBytes(int node);

  /** GPU devices of a node that nobody holds a part of. */
  int freeWholeGpus(int node);

  /** Free thousandths of one device of a node. */
  int freeGpuMilli(int node, int device);

  /** Free thousandths of the GPUs, in the whole cluster, whose models a demand accepts. */
  long freeGpuMilli(TaskDemand demand);

  /** How many tasks with this demand fit on the node now. */
  int slots(int node, TaskDemand demand);

  /**
   * Whether one task with {@code last} still fits beside {@code count} tasks with {@code demand}.
   * Fractions of GPUs are only reckoned with where both hold the same one.
   */
  boolean fitsBeside(int node, TaskDemand demand, int count, TaskDemand last);

  /** Nodes that fit a task, lowest index first. */
  IntCursor inOrder(TaskDemand demand);

  /**
   * Nodes that fit a task, least free first: by free whole GPUs for a task on whole GPUs, by free
   * thousandths of the device for a fractional one, by free CPU for one without GPU; then by index.
   */
  IntCursor tightestFirst(TaskDemand demand);

  /**
   * Nodes that fit a task, most free first, then by index. For a fractional task a node counts with
   * its loosest device.
   */
  IntCursor loosestFirst(TaskDemand demand);

  /** Nodes that fit a task, each as likely to come next as any other. */
  IntCursor inRandomOrder(TaskDemand demand);

  /**
   * Nodes that fit a task, the best by a scoring first, then by index. Scores are kept from one
   * call to the next, for each demand (its memory apart), and made anew only for nodes that have
   * changed since.
   */
  IntCursor bestScoredFirst(NodeScoring scoring, TaskDemand demand);

  /** The scorer of a scoring for this cluster. */
  NodeScoring.Scorer scorer(NodeScoring scoring);

  /** Nodes of one rack in the order of {@link #tightestFirst}; costs the size of the rack. */
  IntCursor tightestInRack(int rack, TaskDemand demand);

  /** Nodes of one rack in the order of {@link #loosestFirst}; costs the size of the rack. */
  IntCursor loosestInRack(int rack, TaskDemand demand);

  /**
   * An upper bound on the tasks with this demand that fit into a rack now, from what it has free of
   * the one resource that {@link #tightestFirst} orders by.
   */
  int rackSlots(int rack, TaskDemand demand);

  /** The device of a node on which a fractional task leaves the least free; -1 if none fits. */
  int tightestDevice(int node, int gpuMilli);

  /** Any device of a node that has room for a fractional task, each as likely; -1 if none has. */
  int anyDevice(int node, int gpuMilli);

  /** Running tasks on a node that hold so many whole GPUs, or with 0, a fraction of one. */
  int tasksHolding(int node, int wholeGpus);

  /**
   * The largest share that what runs on a node and so many tasks of a job ask together of a part
   * that the job's services use: DPU cores, an engine, a port. More than 1 is more than there is; 0
   * if the job asks for none.
   */
  double busiestPart(int node, Job job, int tasks);

  /** What tasks of the workload typically ask for; no shapes if nobody knows. */
  DemandMix typicalDemands();

  /**
   * Where the configured placement would put the job now, or null if it fits nowhere within the
   * limit.
   */
  Assignment place(Job job, NodeLimit limit);

  /** Nodes that are out for repair, in their order; they count as full. */
  default List<NodeOutage> outages() {
    return List.of();
  }

  /**
   * Where the configured placement would put a running job on another number of GPUs if it gave up
   * its place first, or null if it fits nowhere.
   *
   * @param job index of the job
   * @param held the job as it runs
   * @param wanted the same job as it would run
   */
  Assignment placeInstead(int job, Job held, Job wanted);

  /** Why the job does not fit now, or null if it does. */
  WaitReason shortage(Job job);
}
