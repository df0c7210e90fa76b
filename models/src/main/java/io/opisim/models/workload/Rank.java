package io.opisim.models.workload;

/**
 * One accelerator's worth of a job's program.
 *
 * @param task the task it belongs to
 * @param local number within the task, 0-based
 * @param global number within the job, 0-based
 */
public record Rank(Task task, int local, int global) {}
