package io.opisim.scheduler.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.solver.SolutionManager;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;

/** Three ways to compute one score: by definition, by constraint streams, step by step. */
class PackingScoreTest {

  @Test
  void definition_streams_and_increments_agree_on_random_plans() {
    SolutionManager<PackingPlan, HardMediumSoftLongScore> streams =
        SolutionManager.create(
            SolverFactory.<PackingPlan>create(
                new SolverConfig()
                    .withSolutionClass(PackingPlan.class)
                    .withEntityClasses(TaskPlan.class)
                    .withScoreDirectorFactory(ScoreExplanations.streams())));
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      PackingProblem problem = RandomPackings.problem(random);
      PackingPlan plan = RandomPackings.plan(random, problem);
      HardMediumSoftLongScore expected = NaiveScore.of(problem, plan);
      PackingScore score = new PackingScore();
      score.resetWorkingSolution(plan);
      assertThat(score.calculateScore()).as("seed %d", seed).isEqualTo(expected);
      assertThat(streams.explain(plan).getScore()).as("seed %d", seed).isEqualTo(expected);
      for (int change = 0; change < 20; change++) {
        TaskPlan task = plan.tasks().get(random.nextInt(plan.tasks().size()));
        score.beforeVariableChanged(task, "site");
        task.place(random.nextInt(4) == 0 ? null : RandomPackings.site(random, problem.cluster()));
        score.afterVariableChanged(task, "site");
        assertThat(score.calculateScore())
            .as("seed %d, change %d", seed, change)
            .isEqualTo(NaiveScore.of(problem, plan));
      }
    }
  }

  /** The solver itself compares increments, undone moves and the constraint streams, each time. */
  @ParameterizedTest
  @EnumSource(PackingSearch.Moves.class)
  void the_solver_finds_no_corruption_when_it_asserts_everything(PackingSearch.Moves moves) {
    QuietMetrics.ensure();
    for (long seed = 0; seed < 12; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      PackingProblem problem = RandomPackings.problem(random);
      SolverConfig config =
          PackingSearch.config(
              SearchLimits.evaluations(seed, 300), EnvironmentMode.FULL_ASSERT, moves);
      config
          .getScoreDirectorFactoryConfig()
          .withAssertionScoreDirectorFactory(ScoreExplanations.streams());
      PackingPlan plan = new PackingPlan(problem);
      GreedyStart.fill(plan);
      HardMediumSoftLongScore start = NaiveScore.of(problem, plan);
      PackingPlan best = SolverFactory.<PackingPlan>create(config).buildSolver().solve(plan);
      assertThat(best.score()).as("seed %d", seed).isEqualTo(NaiveScore.of(problem, best));
      assertThat(best.score()).as("seed %d", seed).isGreaterThanOrEqualTo(start);
      for (int i = 0; i < best.tasks().size(); i++) {
        if (problem.tasks().get(i).pinned()) {
          assertThat(best.tasks().get(i).site()).isEqualTo(problem.tasks().get(i).current());
        }
      }
    }
  }
}
