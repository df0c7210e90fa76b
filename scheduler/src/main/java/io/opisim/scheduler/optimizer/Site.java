package io.opisim.scheduler.optimizer;

/**
 * A place for a task: a device of a node.
 *
 * <p>Only tasks that hold a fraction of a GPU look at the device. Whole GPUs are counted, and which
 * devices they are is settled when the plan is carried out.
 *
 * @param node index in the cluster
 * @param device device on that node, 0-based; 0 on a node without any
 */
public record Site(int node, int device) {}
