package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.optaplanner.core.api.solver.Solver;

/**
 * A search whose problem changes while it runs: tasks come, and tasks are started, which pins them.
 *
 * <p>{@link #solve} goes on until its limits are reached; the other methods may be called from
 * other threads meanwhile, or before. A change starts the search anew from the best plan it has;
 * limits in evaluations then count from the change on.
 */
public final class LivePacking {
  private final Solver<PackingPlan> solver;
  private final PackingPlan start;

  /** Starts from the greedy plan. */
  public LivePacking(PackingProblem problem, SearchLimits limits) {
    solver =
        new PackingSearch(limits, PackingSearch.Moves.CHANGE_AND_SWAP, PackingSearch.Moves.REFILL)
            .solver();
    start = new PackingPlan(problem);
    GreedyStart.fill(start);
  }

  /** The best plan found; tasks that came later follow those of the problem. */
  public PackingResult solve() {
    return PackingResult.of(solver.solve(start));
  }

  /** A task has been started somewhere and stays there. */
  public void pin(int taskIndex, Site site) {
    solver.addProblemChange(
        (plan, director) -> {
          TaskPlan task = plan.tasks().get(taskIndex);
          director.changeVariable(task, ReplaceMove.SITE, there -> there.place(site));
          director.changeProblemProperty(task, TaskPlan::pin);
        });
  }

  /** A task has come. */
  public void arrive(PackingTask task) {
    solver.addProblemChange(
        (plan, director) -> {
          // The list is shared with the best plan, whose tasks must not change.
          List<TaskPlan> tasks = new ArrayList<>(plan.tasks());
          plan.replaceTasks(tasks);
          director.addEntity(plan.adapterOf(task), tasks::add);
        });
  }
}
