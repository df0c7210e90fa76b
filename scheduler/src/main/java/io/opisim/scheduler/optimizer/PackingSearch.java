package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.optaplanner.core.api.solver.Solver;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.MoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;

/** A local search over plans: late acceptance, one accepted move a step, equal for equal seeds. */
final class PackingSearch {
  /** What a search may change in one step. */
  enum Moves {
    /** One task to another site, or two that change places. */
    CHANGE_AND_SWAP,
    /** A shared device partly emptied and filled again from the tasks that wait. */
    REFILL,
    /** A running share moved to another device, and its room filled from the tasks that wait. */
    RELOCATE
  }

  private static final int LATE_ACCEPTANCE = 400;

  private final SolverFactory<PackingPlan> factory;

  PackingSearch(SearchLimits limits, Moves... moves) {
    QuietMetrics.ensure();
    factory = SolverFactory.create(config(limits, EnvironmentMode.REPRODUCIBLE, moves));
  }

  /** The plan with the best score seen, the given one included. */
  PackingPlan improve(PackingPlan plan) {
    return factory.buildSolver().solve(plan);
  }

  /** A solver, for those who change the problem while it runs. */
  Solver<PackingPlan> solver() {
    return factory.buildSolver();
  }

  static SolverConfig config(SearchLimits limits, EnvironmentMode mode, Moves... moves) {
    return LateAcceptance.config(
        PackingPlan.class,
        TaskPlan.class,
        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(PackingScore.class),
        selectors(moves),
        LATE_ACCEPTANCE,
        limits,
        mode);
  }

  /** The library's signatures have the raw type. */
  @SuppressWarnings("rawtypes")
  private static List<MoveSelectorConfig> selectors(Moves... moves) {
    List<MoveSelectorConfig> selectors = new ArrayList<>();
    for (Moves each : moves) {
      switch (each) {
        case CHANGE_AND_SWAP -> {
          selectors.add(new ChangeMoveSelectorConfig());
          selectors.add(new SwapMoveSelectorConfig());
        }
        case REFILL ->
            selectors.add(
                new MoveIteratorFactoryConfig()
                    .withMoveIteratorFactoryClass(RefillMoves.class)
                    .withFixedProbabilityWeight(1.0));
        case RELOCATE ->
            selectors.add(
                new MoveIteratorFactoryConfig()
                    .withMoveIteratorFactoryClass(RelocateMoves.class)
                    .withFixedProbabilityWeight(1.0));
      }
    }
    return selectors;
  }
}
