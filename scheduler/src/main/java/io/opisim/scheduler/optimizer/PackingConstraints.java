package io.opisim.scheduler.optimizer;

import static org.optaplanner.core.api.score.stream.ConstraintCollectors.count;
import static org.optaplanner.core.api.score.stream.ConstraintCollectors.sumLong;
import static org.optaplanner.core.api.score.stream.ConstraintCollectors.toList;

import java.util.List;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.stream.Constraint;
import org.optaplanner.core.api.score.stream.ConstraintFactory;
import org.optaplanner.core.api.score.stream.ConstraintProvider;
import org.optaplanner.core.api.score.stream.tri.TriConstraintStream;

/**
 * What makes a plan good, one method for each reason: the form that explains a score. {@link
 * PackingScore} computes the same faster, and tests hold the two together.
 */
public final class PackingConstraints implements ConstraintProvider {
  /** For the solver. */
  public PackingConstraints() {}

  @Override
  public Constraint[] defineConstraints(ConstraintFactory factory) {
    return new Constraint[] {
      cpuCapacity(factory),
      memoryCapacity(factory),
      gpuCapacity(factory),
      gpuModel(factory),
      quota(factory),
      mustRun(factory),
      mostMoves(factory),
      gpusAllocated(factory),
      moves(factory),
      fragments(factory),
    };
  }

  /** Hard: milli-CPU beyond what a node has. */
  Constraint cpuCapacity(ConstraintFactory factory) {
    return onNodes(factory)
        .penalizeLong(
            HardMediumSoftLongScore.ONE_HARD,
            (node, tasks, rules) -> rules.onNode(node, tasks).cpuOverload(0))
        .asConstraint("cpu-capacity");
  }

  /** Hard: MiB of memory beyond what a node has. */
  Constraint memoryCapacity(ConstraintFactory factory) {
    return onNodes(factory)
        .penalizeLong(
            HardMediumSoftLongScore.ONE_HARD,
            (node, tasks, rules) -> rules.onNode(node, tasks).memoryOverload(0))
        .asConstraint("memory-capacity");
  }

  /** Hard: milli-GPUs beyond one device, or beyond the devices of a node. */
  Constraint gpuCapacity(ConstraintFactory factory) {
    return onNodes(factory)
        .penalizeLong(
            HardMediumSoftLongScore.ONE_HARD,
            (node, tasks, rules) -> rules.onNode(node, tasks).gpuOverload(0))
        .asConstraint("gpu-capacity");
  }

  /** Hard: tasks on GPUs of a model that they do not accept. */
  Constraint gpuModel(ConstraintFactory factory) {
    return factory
        .forEach(TaskPlan.class)
        .join(PackingRules.class)
        .penalizeLong(
            HardMediumSoftLongScore.ONE_HARD,
            (plan, rules) -> rules.wrongModel(plan.needs(), plan.site()))
        .asConstraint("gpu-model");
  }

  /** Hard: milli-GPUs that a group holds beyond its quota. */
  Constraint quota(ConstraintFactory factory) {
    return factory
        .forEach(TaskPlan.class)
        .filter(plan -> plan.group() >= 0)
        .groupBy(TaskPlan::group, sumLong(plan -> plan.needs().gpuMilli()))
        .join(PackingRules.class)
        .penalizeLong(
            HardMediumSoftLongScore.ONE_HARD,
            (group, milli, rules) -> Math.max(0, milli - rules.quotaMilli(group)))
        .asConstraint("quota");
  }

  /** Hard: required tasks that are left out and running tasks that are stopped. */
  Constraint mustRun(ConstraintFactory factory) {
    return factory
        .forEachIncludingNullVars(TaskPlan.class)
        .filter(plan -> plan.site() == null && PackingRules.mustRun(plan.task()))
        .penalizeLong(HardMediumSoftLongScore.ONE_HARD, plan -> PackingRules.BROKEN_RULE)
        .asConstraint("must-run");
  }

  /** Hard: moves of running tasks beyond the limit. */
  Constraint mostMoves(ConstraintFactory factory) {
    return factory
        .forEachIncludingNullVars(TaskPlan.class)
        .filter(TaskPlan::isMoved)
        .groupBy(count())
        .join(PackingRules.class)
        .penalizeLong(HardMediumSoftLongScore.ONE_HARD, (moves, rules) -> rules.movesTooMany(moves))
        .asConstraint("most-moves");
  }

  /** Medium: milli-GPUs that placed tasks hold. */
  Constraint gpusAllocated(ConstraintFactory factory) {
    return factory
        .forEach(TaskPlan.class)
        .rewardLong(HardMediumSoftLongScore.ONE_MEDIUM, plan -> plan.needs().gpuMilli())
        .asConstraint("gpus-allocated");
  }

  /** Medium: what each move of a running task costs, in milli-GPU. */
  Constraint moves(ConstraintFactory factory) {
    return factory
        .forEachIncludingNullVars(TaskPlan.class)
        .filter(TaskPlan::isMoved)
        .join(PackingRules.class)
        .penalizeLong(HardMediumSoftLongScore.ONE_MEDIUM, (plan, rules) -> rules.moveCostMilli())
        .asConstraint("moves");
  }

  /** Soft: fragments added, as {@link Fragments} counts them. */
  Constraint fragments(ConstraintFactory factory) {
    return onNodes(factory)
        .impactLong(
            HardMediumSoftLongScore.ONE_SOFT,
            (node, tasks, rules) -> -rules.addedFragments(rules.onNode(node, tasks), 0, node))
        .asConstraint("fragments");
  }

  private static TriConstraintStream<Integer, List<TaskPlan>, PackingRules> onNodes(
      ConstraintFactory factory) {
    return factory
        .forEach(TaskPlan.class)
        .groupBy(plan -> plan.site().node(), toList())
        .join(PackingRules.class);
  }
}
