package io.opisim.scenarios.study;

import io.opisim.scenarios.result.CostMetrics;
import io.opisim.scenarios.result.EmulatedMetrics;
import io.opisim.scenarios.result.Metric;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.world.DeviceCosts;
import io.opisim.scenarios.world.EmulatedRun;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.SustainedSearch;
import io.opisim.scenarios.world.TrainingRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All figures of a run: how its jobs fared, what its storage did, what it drew and cost. */
final class RunFigures {
  private RunFigures() {}

  static RunResult of(
      long seed,
      RunOutcome outcome,
      Optional<TrainingRun> training,
      Optional<EmulatedRun> emulated,
      List<SustainedSearch.Answer> sustained,
      Optional<DeviceCosts> costs) {
    Map<String, Double> metrics = new LinkedHashMap<>(Metric.of(outcome, training));
    emulated.ifPresent(run -> EmulatedMetrics.put(metrics, outcome, run, sustained));
    costs.ifPresent(known -> CostMetrics.put(metrics, outcome, training, emulated, known));
    return new RunResult(seed, metrics);
  }
}
