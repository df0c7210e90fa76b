package io.opisim.scheduler.optimizer;

import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;

/**
 * The score of {@link PackingConstraints}, kept up to date node by node.
 *
 * <p>A change marks the nodes it touches; their overload and fragments are looked at once, when the
 * score is asked for.
 */
public final class PackingScore
    implements IncrementalScoreCalculator<PackingPlan, HardMediumSoftLongScore> {
  private PackingRules rules;
  private NodeLoads loads;
  private Occupants occupants;

  private long[] overload;
  private long[] fragments;
  private int[] touched;
  private boolean[] isTouched;
  private int touches;

  private long totalOverload;
  private long totalFragments;
  private long brokenRules;
  private long allocatedMilli;
  private long moves;
  private long[] groupMilli;
  private long quotaExcess;

  /** For the solver, which makes one for each thread. */
  public PackingScore() {}

  @Override
  public void resetWorkingSolution(PackingPlan plan) {
    rules = plan.rules();
    loads = new NodeLoads(rules.problem().held());
    occupants = new Occupants(loads, plan.tasks());
    plan.watch(loads, occupants);
    overload = new long[loads.nodes];
    fragments = new long[loads.nodes];
    touched = new int[loads.nodes];
    isTouched = new boolean[loads.nodes];
    groupMilli = new long[rules.groups()];
    touches = 0;
    totalOverload = 0;
    totalFragments = 0;
    brokenRules = 0;
    allocatedMilli = 0;
    moves = 0;
    quotaExcess = 0;
    for (int node = 0; node < loads.nodes; node++) {
      touch(node);
    }
    for (TaskPlan task : plan.tasks()) {
      insert(task);
    }
  }

  @Override
  public void beforeEntityAdded(Object entity) {
    // Counted once it is there.
  }

  @Override
  public void afterEntityAdded(Object entity) {
    insert((TaskPlan) entity);
  }

  @Override
  public void beforeVariableChanged(Object entity, String variableName) {
    retract((TaskPlan) entity);
  }

  @Override
  public void afterVariableChanged(Object entity, String variableName) {
    insert((TaskPlan) entity);
  }

  @Override
  public void beforeEntityRemoved(Object entity) {
    retract((TaskPlan) entity);
  }

  @Override
  public void afterEntityRemoved(Object entity) {
    // It was taken out before.
  }

  private void insert(TaskPlan task) {
    Site site = task.site();
    if (site != null) {
      loads.hold(task.needs(), site);
      touch(site.node());
    }
    occupants.insert(task);
    count(task, site, 1);
  }

  private void retract(TaskPlan task) {
    Site site = task.site();
    if (site != null) {
      loads.giveBack(task.needs(), site);
      touch(site.node());
    }
    occupants.remove(task);
    count(task, site, -1);
  }

  private void count(TaskPlan task, Site site, int sign) {
    if (task.task().current() != null && task.isMoved()) {
      moves += sign;
    }
    if (site == null) {
      brokenRules += PackingRules.mustRun(task.task()) ? sign * PackingRules.BROKEN_RULE : 0;
      return;
    }
    TaskNeeds needs = task.needs();
    brokenRules += sign * rules.wrongModel(needs, site);
    allocatedMilli += sign * needs.gpuMilli();
    int group = task.group();
    if (group >= 0) {
      quotaExcess -= excess(group);
      groupMilli[group] += sign * needs.gpuMilli();
      quotaExcess += excess(group);
    }
  }

  private long excess(int group) {
    return Math.max(0, groupMilli[group] - rules.quotaMilli(group));
  }

  private void touch(int node) {
    if (!isTouched[node]) {
      isTouched[node] = true;
      touched[touches++] = node;
    }
  }

  @Override
  public HardMediumSoftLongScore calculateScore() {
    for (int i = 0; i < touches; i++) {
      int node = touched[i];
      isTouched[node] = false;
      long over = loads.overload(node);
      totalOverload += over - overload[node];
      overload[node] = over;
      long added = rules.addedFragments(loads, node);
      totalFragments += added - fragments[node];
      fragments[node] = added;
    }
    touches = 0;
    return HardMediumSoftLongScore.of(
        -totalOverload - brokenRules - quotaExcess - rules.movesTooMany(moves),
        allocatedMilli - rules.moveCostMilli() * moves,
        -totalFragments);
  }
}
