package io.opisim.scheduler;

import io.opisim.models.workload.Job;

/**
 * Where a job goes. Found as a service by {@link #id()}.
 *
 * <p>A placement is pure, and complete for gangs of equal tasks: if they fit at all, it finds a
 * place.
 */
public interface Placement {
  /** Public name, kebab-case. */
  String id();

  /** One sentence for lists and help. */
  String description();

  /** A place for all tasks of the job at once, or null if there is none within the limit. */
  Assignment place(ClusterView cluster, Job job, NodeLimit limit);
}
