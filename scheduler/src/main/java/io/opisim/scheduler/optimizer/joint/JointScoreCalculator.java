package io.opisim.scheduler.optimizer.joint;

import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.calculator.EasyScoreCalculator;

/** The score of a plan, from its schedule: a change of one job may move all that come later. */
public final class JointScoreCalculator
    implements EasyScoreCalculator<JointPlan, HardMediumSoftLongScore> {
  private Timeline timeline;

  /** For the solver, which makes one for each thread. */
  public JointScoreCalculator() {}

  @Override
  public HardMediumSoftLongScore calculateScore(JointPlan plan) {
    if (timeline == null || timeline.problem() != plan.problem()) {
      timeline = new Timeline(plan.problem());
    }
    return of(timeline.score(plan.choices()), plan.problem().objective());
  }

  static HardMediumSoftLongScore of(JointScore score, Objective objective) {
    return HardMediumSoftLongScore.of(
        -score.broken(), -score.weighedMicros(objective), -score.secondMicros(objective));
  }
}
