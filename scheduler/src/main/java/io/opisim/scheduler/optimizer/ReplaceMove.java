package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;

/** Several tasks change their sites at once. */
final class ReplaceMove extends AbstractMove<PackingPlan> {
  static final String SITE = "site";

  private final TaskPlan[] tasks;
  private final Site[] sites;

  ReplaceMove(TaskPlan[] tasks, Site[] sites) {
    this.tasks = tasks;
    this.sites = sites;
  }

  @Override
  public boolean isMoveDoable(ScoreDirector<PackingPlan> director) {
    for (int i = 0; i < tasks.length; i++) {
      if (tasks[i].site() != sites[i]) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected ReplaceMove createUndoMove(ScoreDirector<PackingPlan> director) {
    Site[] before = new Site[tasks.length];
    for (int i = 0; i < tasks.length; i++) {
      before[i] = tasks[i].site();
    }
    return new ReplaceMove(tasks, before);
  }

  @Override
  protected void doMoveOnGenuineVariables(ScoreDirector<PackingPlan> director) {
    for (int i = 0; i < tasks.length; i++) {
      director.beforeVariableChanged(tasks[i], SITE);
      tasks[i].place(sites[i]);
      director.afterVariableChanged(tasks[i], SITE);
    }
  }

  @Override
  public ReplaceMove rebase(ScoreDirector<PackingPlan> director) {
    TaskPlan[] there = new TaskPlan[tasks.length];
    for (int i = 0; i < tasks.length; i++) {
      there[i] = director.lookUpWorkingObject(tasks[i]);
    }
    return new ReplaceMove(there, sites);
  }

  @Override
  public List<TaskPlan> getPlanningEntities() {
    return List.of(tasks);
  }

  @Override
  public List<Site> getPlanningValues() {
    return new ArrayList<>(Arrays.asList(sites));
  }

  @Override
  public String toString() {
    return Arrays.toString(tasks) + " to " + Arrays.toString(sites);
  }
}
