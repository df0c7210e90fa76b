package io.opisim.scheduler.optimizer;

import java.util.SortedMap;
import java.util.TreeMap;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.stream.ConstraintStreamImplType;
import org.optaplanner.core.api.solver.SolutionManager;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.SolverConfig;

/** What each constraint adds to a score, told by the constraint streams. */
final class ScoreExplanations {
  private ScoreExplanations() {}

  static SortedMap<String, Long> totals(PackingPlan plan) {
    SolverConfig config =
        new SolverConfig()
            .withSolutionClass(PackingPlan.class)
            .withEntityClasses(TaskPlan.class)
            .withScoreDirectorFactory(streams());
    SortedMap<String, Long> totals = new TreeMap<>();
    SolutionManager.<PackingPlan, HardMediumSoftLongScore>create(
            SolverFactory.<PackingPlan>create(config))
        .explain(plan)
        .getConstraintMatchTotalMap()
        .values()
        .forEach(total -> totals.put(total.getConstraintName(), oneLevel(total.getScore())));
    return totals;
  }

  /** Each constraint scores on one level only, so the sum is what it has there. */
  private static long oneLevel(HardMediumSoftLongScore score) {
    return score.hardScore() + score.mediumScore() + score.softScore();
  }

  /** The constraints on BAVET: unset, the solver would look for Drools. */
  static ScoreDirectorFactoryConfig streams() {
    return new ScoreDirectorFactoryConfig()
        .withConstraintProviderClass(PackingConstraints.class)
        .withConstraintStreamImplType(ConstraintStreamImplType.BAVET);
  }
}
