package io.opisim.scheduler.optimizer;

import java.util.List;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.common.SelectionOrder;
import org.optaplanner.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

public final class PackingOptimizer {
  public static PackingPlan solve(PackingProblem problem, long seed, long evaluations, int late) {
    PackingPlan plan = new PackingPlan(problem);
    GreedyStart.fill(plan);
    System.getProperty("x");
    SolverConfig config =
        new SolverConfig()
            .withSolutionClass(PackingPlan.class)
            .withEntityClasses(TaskPlan.class)
            .withEnvironmentMode(EnvironmentMode.REPRODUCIBLE)
            .withRandomSeed(seed)
            .withScoreDirectorFactory(
                new ScoreDirectorFactoryConfig()
                    .withIncrementalScoreCalculatorClass(PackingScore.class))
            .withTerminationConfig(new TerminationConfig().withScoreCalculationCountLimit(evaluations))
            .withPhases(
                new LocalSearchPhaseConfig()
                    .withMoveSelectorConfig(
                        new UnionMoveSelectorConfig(moves()))
                    .withAcceptorConfig(
                        new LocalSearchAcceptorConfig().withLateAcceptanceSize(late))
                    .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1)));
    return SolverFactory.<PackingPlan>create(config).buildSolver().solve(plan);
  }

  @SuppressWarnings("rawtypes")
  private static List<org.optaplanner.core.config.heuristic.selector.move.MoveSelectorConfig> moves() {
    List<org.optaplanner.core.config.heuristic.selector.move.MoveSelectorConfig> l = new java.util.ArrayList<>();
    if (Integer.getInteger("from", 0) == 0) {
      l.add(new ChangeMoveSelectorConfig());
      l.add(new SwapMoveSelectorConfig());
    }
    l.add(new org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(RefillMoves.class).withFixedProbabilityWeight(Double.valueOf(System.getProperty("refill","2"))));
    return l;
  }

  public static long milli(PackingPlan plan) {
    return plan.tasks().stream().filter(t -> t.site() != null).mapToLong(t -> t.needs().gpuMilli()).sum();
  }
  public static String greedy(PackingProblem p) {
    PackingPlan plan = new PackingPlan(p);
    GreedyStart.fill(plan);
    long missing = plan.tasks().stream().filter(t -> t.site() == null && t.task().required()).count();
    return milli(plan) + " missing " + missing;
  }
}
