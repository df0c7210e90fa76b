package io.opisim.scheduler.optimizer;

import java.util.List;
import org.optaplanner.core.config.heuristic.selector.move.MoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/** The local search that all plans are improved by: one accepted move a step, late acceptance. */
public final class LateAcceptance {
  private LateAcceptance() {}

  /**
   * A search.
   *
   * @param size how many steps ago the score was that a move must not fall behind
   */
  @SuppressWarnings("rawtypes")
  public static SolverConfig config(
      Class<?> solution,
      Class<?> entity,
      ScoreDirectorFactoryConfig score,
      List<MoveSelectorConfig> moves,
      int size,
      SearchLimits limits,
      EnvironmentMode mode) {
    return new SolverConfig()
        .withSolutionClass(solution)
        .withEntityClasses(entity)
        .withEnvironmentMode(mode)
        .withRandomSeed(limits.seed())
        .withScoreDirectorFactory(score)
        .withPhases(
            new LocalSearchPhaseConfig()
                .withTerminationConfig(end(limits))
                .withMoveSelectorConfig(new UnionMoveSelectorConfig(moves))
                .withAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(size))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1)));
  }

  private static TerminationConfig end(SearchLimits limits) {
    TerminationConfig end = new TerminationConfig();
    if (limits.steps() > 0) {
      end.withStepCountLimit(limits.steps());
    }
    if (limits.evaluations() > 0) {
      end.withScoreCalculationCountLimit(limits.evaluations());
    }
    if (limits.seconds() > 0) {
      end.withSecondsSpentLimit(limits.seconds());
    }
    return end;
  }
}
