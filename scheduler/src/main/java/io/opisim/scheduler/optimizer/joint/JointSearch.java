package io.opisim.scheduler.optimizer.joint;

import io.opisim.scheduler.optimizer.QuietMetrics;
import io.opisim.scheduler.optimizer.SearchLimits;
import java.util.ArrayList;
import java.util.List;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.MoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.value.ValueSelectorConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/** A local search over decisions: late acceptance, one accepted move a step. */
final class JointSearch {
  private static final int LATE_ACCEPTANCE = 100;

  private JointSearch() {}

  static SolverConfig config(JointProblem problem, SearchLimits limits, EnvironmentMode mode) {
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
    return new SolverConfig()
        .withSolutionClass(JointPlan.class)
        .withEntityClasses(JobDecision.class)
        .withEnvironmentMode(mode)
        .withRandomSeed(limits.seed())
        .withScoreDirectorFactory(
            new ScoreDirectorFactoryConfig()
                .withEasyScoreCalculatorClass(JointScoreCalculator.class))
        .withPhases(
            new LocalSearchPhaseConfig()
                .withTerminationConfig(end)
                .withMoveSelectorConfig(new UnionMoveSelectorConfig(selectors(problem)))
                .withAcceptorConfig(
                    new LocalSearchAcceptorConfig().withLateAcceptanceSize(LATE_ACCEPTANCE))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1)));
  }

  /** The library's signatures have the raw type. */
  @SuppressWarnings("rawtypes")
  private static List<MoveSelectorConfig> selectors(JointProblem problem) {
    List<MoveSelectorConfig> selectors = new ArrayList<>();
    selectors.add(change(JobDecision.POSITION, 3));
    selectors.add(
        new SwapMoveSelectorConfig()
            .withVariableNameIncludes(JobDecision.POSITION)
            .withFixedProbabilityWeight(3.0));
    selectors.add(change(JobDecision.SPOT, 2));
    selectors.add(change(JobDecision.HOLDS, 1));
    if (problem.jobs().stream().anyMatch(job -> job.ways() > 1)) {
      selectors.add(change(JobDecision.WAY, 2));
    }
    return selectors;
  }

  private static ChangeMoveSelectorConfig change(String variable, double weight) {
    return new ChangeMoveSelectorConfig()
        .withValueSelectorConfig(new ValueSelectorConfig().withVariableName(variable))
        .withFixedProbabilityWeight(weight);
  }

  /** The decisions with the best score seen, the given ones included. */
  static List<JobChoice> improve(JointProblem problem, List<JobChoice> start, SearchLimits limits) {
    QuietMetrics.ensure();
    SolverFactory<JointPlan> factory =
        SolverFactory.create(config(problem, limits, EnvironmentMode.REPRODUCIBLE));
    return factory.buildSolver().solve(new JointPlan(problem, start)).choices();
  }
}
