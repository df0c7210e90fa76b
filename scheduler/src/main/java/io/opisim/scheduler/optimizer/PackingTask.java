package io.opisim.scheduler.optimizer;

import io.opisim.models.workload.TaskDemand;

/**
 * A task that the optimiser may place.
 *
 * @param id name, unique in its problem
 * @param group whose quota it counts against, or empty
 * @param demand what it holds
 * @param required whether a plan without it breaks a rule
 * @param current where it runs now, or null
 * @param pinned whether it must stay as it is, running or not
 */
public record PackingTask(
    String id, String group, TaskDemand demand, boolean required, Site current, boolean pinned) {

  /** A task that waits and may be left out. */
  public static PackingTask waiting(String id, TaskDemand demand) {
    return new PackingTask(id, "", demand, false, null, false);
  }

  /** The same, and it must be placed. */
  public PackingTask asRequired() {
    return withRequired(true);
  }

  PackingTask withRequired(boolean needed) {
    return new PackingTask(id, group, demand, needed, current, pinned);
  }

  /** The same task in a group. */
  public PackingTask inGroup(String name) {
    return new PackingTask(id, name, demand, required, current, pinned);
  }

  /** The same task running at a site, pinned there or free to be moved at a cost. */
  public PackingTask runningAt(Site site, boolean stays) {
    return new PackingTask(id, group, demand, required, site, stays);
  }
}
