package io.opisim.scheduler.optimizer.joint;

import io.opisim.scheduler.optimizer.LateAcceptance;
import io.opisim.scheduler.optimizer.QuietMetrics;
import io.opisim.scheduler.optimizer.SearchLimits;
import java.util.ArrayList;
import java.util.List;
import org.optaplanner.core.api.solver.Solver;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.MoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.value.ValueSelectorConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.impl.phase.event.PhaseLifecycleListenerAdapter;
import org.optaplanner.core.impl.phase.scope.AbstractStepScope;
import org.optaplanner.core.impl.solver.AbstractSolver;

/** A local search over decisions: late acceptance, one accepted move a step. */
final class JointSearch {
  private static final int LATE_ACCEPTANCE = 100;

  private JointSearch() {}

  static SolverConfig config(JointProblem problem, SearchLimits limits, EnvironmentMode mode) {
    return LateAcceptance.config(
        JointPlan.class,
        JobDecision.class,
        new ScoreDirectorFactoryConfig().withEasyScoreCalculatorClass(JointScoreCalculator.class),
        selectors(problem),
        LATE_ACCEPTANCE,
        limits,
        mode);
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
    return improve(problem, start, limits, () -> {});
  }

  /**
   * The same, told of.
   *
   * @param stepDone told of each step, on the searching thread
   */
  static List<JobChoice> improve(
      JointProblem problem, List<JobChoice> start, SearchLimits limits, Runnable stepDone) {
    QuietMetrics.ensure();
    SolverFactory<JointPlan> factory =
        SolverFactory.create(config(problem, limits, EnvironmentMode.REPRODUCIBLE));
    Solver<JointPlan> solver = factory.buildSolver();
    // The public interface tells of better plans only, which may be far between.
    ((AbstractSolver<JointPlan>) solver)
        .addPhaseLifecycleListener(
            new PhaseLifecycleListenerAdapter<>() {
              @Override
              public void stepEnded(AbstractStepScope<JointPlan> step) {
                stepDone.run();
              }
            });
    return solver.solve(new JointPlan(problem, start)).choices();
  }
}
