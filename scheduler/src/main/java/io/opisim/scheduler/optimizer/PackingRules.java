package io.opisim.scheduler.optimizer;

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

  PackingRules(PackingProblem problem) {
    this.problem = problem;
    fragments = new Fragments(problem.cluster(), problem.mix());
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
    return fragments.of(loads, node) - emptyFragments[node];
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
