package io.opisim.scheduler.optimizer;

import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.entity.PlanningPin;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** The decision about one task: its site, or null to leave it waiting. */
@PlanningEntity
public final class TaskPlan {
  @PlanningId private int index;
  private PackingTask task;
  private TaskNeeds needs;
  private int group;

  @PlanningPin private boolean pinned;

  @PlanningVariable(nullable = true)
  private Site site;

  /** For the solver, which copies plans. */
  TaskPlan() {}

  TaskPlan(int index, PackingTask task, TaskNeeds needs, int group) {
    this.index = index;
    this.task = task;
    this.needs = needs;
    this.group = group;
    pinned = task.pinned();
    site = task.current();
  }

  int index() {
    return index;
  }

  PackingTask task() {
    return task;
  }

  TaskNeeds needs() {
    return needs;
  }

  /** Number of its group among those with a quota, or -1. */
  int group() {
    return group;
  }

  boolean pinned() {
    return pinned;
  }

  void pin() {
    pinned = true;
  }

  Site site() {
    return site;
  }

  void place(Site where) {
    site = where;
  }

  /** Whether it runs and the plan puts it elsewhere, or stops it. */
  boolean isMoved() {
    Site current = task.current();
    return current != null
        && (site == null
            || site.node() != current.node()
            || (needs.shareMilli() > 0 && site.device() != current.device()));
  }

  @Override
  public String toString() {
    return task.id() + " at " + site;
  }
}
