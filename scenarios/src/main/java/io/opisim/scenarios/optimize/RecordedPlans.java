package io.opisim.scenarios.optimize;

import io.opisim.scenarios.world.RunRecorder;
import io.opisim.scheduler.optimizer.joint.JobChoice;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.PlanNeighbours;
import io.opisim.scheduler.optimizer.joint.Schedule;
import io.opisim.scheduler.optimizer.joint.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What fixed pairs did, as plans: the order of the first starts, the last nodes and the ways.
 *
 * <p>Each is taken twice: in strict order, which is what the pair did, and with nobody held back.
 * Ignores: preemption and changes of width, and what a pair would do otherwise with other luck.
 */
final class RecordedPlans {
  private static final int MOST_PAIRS = 12;

  private RecordedPlans() {}

  /** Plans of the best pairs, of those that did equally well the first. */
  static List<Schedule> of(List<FixedPairs.Tried> tried, PlanNeighbours neighbours) {
    List<FixedPairs.Tried> sorted =
        tried.stream()
            .filter(one -> one.stuck().isEmpty())
            .sorted(Comparator.comparingDouble(FixedPairs.Tried::seconds))
            .toList();
    List<Schedule> plans = new ArrayList<>();
    Set<Double> seen = new HashSet<>();
    for (FixedPairs.Tried one : sorted) {
      if (seen.size() < MOST_PAIRS && seen.add(one.seconds())) {
        for (boolean strict : new boolean[] {true, false}) {
          Optional<List<JobChoice>> choices = choices(one, strict, neighbours.problem());
          choices.flatMap(neighbours::bound).ifPresent(plans::add);
        }
      }
    }
    return plans;
  }

  /** Empty if some job never started, or ended on another number of nodes than it asks for. */
  private static Optional<List<JobChoice>> choices(
      FixedPairs.Tried tried, boolean strict, JointProblem problem) {
    JobChoice[] choices = new JobChoice[tried.wayOfJob().length];
    int started = 0;
    boolean plannable = true;
    for (RunRecorder.Segment segment : tried.segments()) {
      int job = segment.job();
      int turn = choices[job] == null ? started++ : choices[job].position();
      plannable &= segment.nodes().length == problem.jobs().get(job).job().tasks();
      Spot nodes = new Spot.Nodes(segment.nodes());
      choices[job] = new JobChoice(turn, nodes, strict, tried.wayOfJob()[job]);
    }
    plannable &= started == choices.length;
    return plannable ? Optional.of(List.of(choices)) : Optional.empty();
  }
}
