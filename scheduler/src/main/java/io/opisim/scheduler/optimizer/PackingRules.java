package io.opisim.scheduler.optimizer;

import io.opisim.models.workload.TaskDemand;
import java.util.List;

/** What plans of one problem are judged by, in the form the score reads. */
final class PackingRules {
  /**
   * Hard penalty of a task that must run and is left out, of a GPU of the wrong model, and of each
   * move too many.
   */
  static final long BROKEN_RULE = 1000;

  private final PackingProblem problem;
  private final Fragments fragments;
  private final long[] emptyFragments;
  private final long[] quotaMilli;
  private final List<String> models;

  PackingRules(PackingProblem problem) {
    this.problem = problem;
    fragments = new Fragments(problem.cluster(), problem.mix());
    models = PackingProblem.models(problem.cluster());
    NodeLoads held = problem.held();
    emptyFragments = new long[held.nodes];
    for (int node = 0; node < held.nodes; node++) {
      emptyFragments[node] = fragments.of(held, node);
    }
    quotaMilli = problem.quotaGpuMilli().values().stream().mapToLong(Long::longValue).toArray();
  }

  PackingProblem problem() {
    return problem;
  }

  /** Fragments that the tasks of the problem add to a node; negative where they fill some up. */
  long addedFragments(NodeLoads loads, int node) {
    return addedFragments(loads, node, node);
  }

  /** The same for loads in which the node has another number. */
  long addedFragments(NodeLoads loads, int numberThere, int node) {
    return fragments.of(loads, numberThere) - emptyFragments[node];
  }

  /** The loads of one node, as its node 0, with these tasks on it. */
  NodeLoads onNode(int node, List<TaskPlan> tasks) {
    NodeLoads loads = new NodeLoads(problem.held(), node);
    for (TaskPlan plan : tasks) {
      loads.hold(plan.needs(), new Site(0, plan.site().device()));
    }
    return loads;
  }

  /** The models that a demand accepts, as bits. */
  long modelMask(TaskDemand demand) {
    return PackingProblem.modelMask(models, demand);
  }

  int groups() {
    return quotaMilli.length;
  }

  long quotaMilli(int group) {
    return quotaMilli[group];
  }

  /** Milli-GPUs on models that the task does not accept. */
  long wrongModel(TaskNeeds needs, Site site) {
    boolean wrong = (needs.models() & problem.held().modelBit[site.node()]) == 0;
    return wrong ? BROKEN_RULE : 0;
  }

  long moveCostMilli() {
    return problem.moveCostMilli();
  }

  long movesTooMany(long moves) {
    return Math.max(0, moves - problem.mostMoves()) * BROKEN_RULE;
  }

  /** Whether a plan without the task breaks a rule: it is required, or it runs. */
  static boolean mustRun(PackingTask task) {
    return task.required() || task.current() != null;
  }
}
