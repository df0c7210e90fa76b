package io.opisim.scheduler.optimizer.joint;

import java.util.ArrayList;
import java.util.List;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.ProblemFactProperty;
import org.optaplanner.core.api.domain.valuerange.CountableValueRange;
import org.optaplanner.core.api.domain.valuerange.ValueRangeFactory;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/** A plan in the making: one decision for each job. */
@PlanningSolution
public final class JointPlan {
  @ProblemFactProperty private JointProblem problem;

  @PlanningEntityCollectionProperty private List<JobDecision> decisions;

  @PlanningScore private HardMediumSoftLongScore score;

  /** For the solver, which copies plans. */
  JointPlan() {}

  JointPlan(JointProblem problem, List<JobChoice> choices) {
    this.problem = problem;
    decisions = new ArrayList<>();
    for (int job = 0; job < choices.size(); job++) {
      decisions.add(new JobDecision(job, problem.jobs().get(job), choices.get(job)));
    }
  }

  /** Turns, more than there are jobs, so that one can go between two others. */
  @ValueRangeProvider(id = "positions")
  public CountableValueRange<Integer> positions() {
    return ValueRangeFactory.createIntValueRange(0, 2 * decisions.size() + 1);
  }

  /** Rules by which nodes are chosen once it is a job's turn. */
  @ValueRangeProvider(id = "spots")
  public List<Spot> spots() {
    List<Spot> spots = new ArrayList<>(List.of(Spot.ANYWHERE, Spot.FEWEST_RACKS));
    if (problem.rules().earlier().isPresent()) {
      spots.add(Spot.AS_BEFORE);
    }
    int racks = problem.cluster().racks();
    for (int rack = 0; rack < racks; rack++) {
      spots.add(new Spot.InRack(rack));
    }
    // With racks, they tell jobs apart; in one rack only nodes can.
    for (int node = 0; racks == 1 && node < problem.cluster().nodes().size(); node++) {
      spots.add(new Spot.Around(node));
    }
    return spots;
  }

  /** Whether a job holds back those behind it. */
  @ValueRangeProvider(id = "holdings")
  public List<Boolean> holdings() {
    return List.of(false, true);
  }

  JointProblem problem() {
    return problem;
  }

  List<JobChoice> choices() {
    return decisions.stream().map(JobDecision::choice).toList();
  }
}
