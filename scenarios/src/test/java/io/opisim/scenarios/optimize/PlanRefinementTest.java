package io.opisim.scenarios.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.optimizer.SearchLimits;
import io.opisim.scheduler.optimizer.joint.JointPlanner;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.scheduler.optimizer.joint.PlanNeighbours;
import io.opisim.scheduler.optimizer.joint.PlannedJob;
import io.opisim.scheduler.optimizer.joint.Schedule;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/** Refinement with a made-up truth in place of the simulation. */
class PlanRefinementTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long FIRST_SEED = 1000;
  private static final int JOBS = 6;
  private static final int BUDGET = 400;

  /** Two nodes; six jobs of one node each, in two ways: by the score the first is 1 % faster. */
  private static JointProblem problem() {
    TaskDemand node = TaskDemand.wholeGpus(8);
    List<PlannedJob> jobs = new ArrayList<>();
    for (int job = 0; job < JOBS; job++) {
      jobs.add(PlannedJob.waiting(new Job("job-" + job, "", 0, 10 * SECOND, 1, node, node), 2));
    }
    Cluster cluster =
        new Cluster(
            List.of(
                new Node("a", 0, "A", 8, 0, 64_000, 1 << 20),
                new Node("b", 0, "A", 8, 0, 64_000, 1 << 20)));
    return JointProblem.of(cluster, jobs, new TwoWays(), Objective.JCT);
  }

  private record Run(double steps) implements PlacedRun {
    @Override
    public double stepSeconds() {
      return 1;
    }

    @Override
    public double exchangeSeconds() {
      return 0;
    }
  }

  private record TwoWays() implements RunModel {
    @Override
    public PlacedRun place(int job, int way, int[] nodes) {
      return new Run(way == 0 ? 10 : 10.1);
    }

    @Override
    public Added added(PlacedRun to, PlacedRun by) {
      return null;
    }
  }

  /** A truth that is told with noise, and all that was asked of it. */
  private static final class Truth implements PlanRefinement.Trials {
    private final ToDoubleBiFunction<Schedule, Long> seconds;
    private final List<PlanRefinement.Trial> asked = new ArrayList<>();
    private final Set<Long> lastSeeds = new TreeSet<>();

    Truth(ToDoubleBiFunction<Schedule, Long> seconds) {
      this.seconds = seconds;
    }

    @Override
    public double[] seconds(List<PlanRefinement.Trial> trials) throws IOException {
      asked.addAll(trials);
      lastSeeds.clear();
      trials.forEach(trial -> lastSeeds.add(trial.seed()));
      return trials.stream()
          .mapToDouble(trial -> seconds.applyAsDouble(trial.plan(), trial.seed()))
          .toArray();
    }
  }

  /**
   * In truth the first way takes a fifth longer; runs differ by up to 2 % and from plan to plan.
   */
  private static double secondWayIsBetter(Schedule plan, long seed) {
    long slow = plan.runs().stream().filter(run -> run.way() == 0).count();
    RandomStream noise = new RandomStreams(seed).stream("noise of " + slow);
    return plan.score().jctSumSeconds()
        * (1 + 0.2 * slow / JOBS)
        * (1 + 0.02 * noise.nextUniform());
  }

  private static Schedule refined(PlanRefinement.Trials truth, List<Schedule> starts)
      throws IOException {
    RandomStream moves = new RandomStreams(7).stream("moves");
    PlanNeighbours neighbours = new PlanNeighbours(problem(), moves::nextInt);
    return new PlanRefinement(neighbours, truth, FIRST_SEED, BUDGET).refine(starts);
  }

  private static List<Schedule> starts() {
    return JointPlanner.plans(problem(), SearchLimits.steps(1, 100), 2);
  }

  @Test
  void whereTheScoreHasTheWrongOrderTheBetterPlanIsFound() throws IOException {
    List<Schedule> starts = starts();
    Schedule scored = starts.get(0);
    assertThat(scored.runs()).allMatch(run -> run.way() == 0);
    Schedule refined = refined(new Truth(PlanRefinementTest::secondWayIsBetter), starts);
    assertThat(refined.runs()).allMatch(run -> run.way() == 1);
    assertThat(refined.score().jctSumSeconds()).isGreaterThan(scored.score().jctSumSeconds());
    assertThat(secondWayIsBetter(refined, 1)).isLessThan(0.9 * secondWayIsBetter(scored, 1));
  }

  @Test
  void noMoreRunsThanAskedForAndNoOtherSeedsThanItsOwn() throws IOException {
    for (int budget : new int[] {100, 101, 256, 777}) {
      Truth truth = new Truth(PlanRefinementTest::secondWayIsBetter);
      RandomStream moves = new RandomStreams(budget).stream("moves");
      PlanNeighbours neighbours = new PlanNeighbours(problem(), moves::nextInt);
      new PlanRefinement(neighbours, truth, FIRST_SEED, budget).refine(starts());
      assertThat(truth.asked).hasSizeBetween(budget / 2, budget);
      long end = FIRST_SEED + PlanRefinement.CHOOSING_SEEDS + PlanRefinement.FINAL_SEEDS;
      assertThat(truth.asked).allMatch(trial -> trial.seed() >= FIRST_SEED && trial.seed() < end);
      // The last ones are judged by seeds that nothing was chosen by.
      assertThat(truth.lastSeeds)
          .isNotEmpty()
          .allMatch(seed -> seed >= FIRST_SEED + PlanRefinement.CHOOSING_SEEDS);
    }
  }

  @Test
  void aPlanThatIsBetterOnTheChoosingSeedsOnlyIsNotChosen() throws IOException {
    List<Schedule> starts = starts();
    Truth lucky =
        new Truth(
            (plan, seed) -> {
              long changed = plan.runs().stream().filter(run -> run.way() == 1).count();
              boolean choosing = seed < FIRST_SEED + PlanRefinement.CHOOSING_SEEDS;
              return 100 + (choosing ? -changed : changed);
            });
    Schedule refined = refined(lucky, starts);
    assertThat(lucky.asked)
        .anyMatch(trial -> trial.plan().runs().stream().anyMatch(run -> run.way() == 1));
    assertThat(refined.runs()).allMatch(run -> run.way() == 0);
  }

  @Test
  void ofTheStartsTheOneThatIsBestInSimulationStaysIfNothingIsBetter() throws IOException {
    JointProblem problem = problem();
    Schedule best = JointPlanner.baseline(problem);
    PlanNeighbours neighbours = new PlanNeighbours(problem, bound -> bound - 1);
    String wanted = nodes(best);
    Truth onlyOne = new Truth((plan, seed) -> nodes(plan).equals(wanted) ? 1 : 2);
    List<Schedule> starts = new ArrayList<>(starts());
    starts.add(neighbours.bound(best.choices(JOBS)).orElseThrow());
    assertThat(nodes(refined(onlyOne, starts))).isEqualTo(wanted);
  }

  private static String nodes(Schedule plan) {
    StringBuilder text = new StringBuilder();
    plan.runs().forEach(run -> text.append(run.job()).append('@').append(run.nodes()[0]));
    return text.toString();
  }

  @Test
  void choosingSeedsAreNoneOfThoseThatJudge() {
    for (long seed = -100; seed <= 10_000; seed++) {
      ChoosingSeeds choosing = new ChoosingSeeds(seed);
      for (long first :
          new long[] {choosing.ofPlans(), choosing.ofPairs(), choosing.ofRefinement()}) {
        assertThat(Math.abs(first - seed)).isGreaterThan(1_000_000);
      }
      assertThat(Math.abs(choosing.ofPairs() - choosing.ofRefinement())).isGreaterThan(100);
      assertThat(Math.abs(choosing.ofPlans() - choosing.ofRefinement())).isGreaterThan(100);
    }
  }
}
