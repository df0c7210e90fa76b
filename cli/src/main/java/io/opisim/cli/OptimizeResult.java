package io.opisim.cli;

import io.opisim.models.topology.Cluster;
import io.opisim.scenarios.optimize.PlanOutcome;
import io.opisim.scenarios.optimize.PlanSettings;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.scenarios.scenario.Case;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.io.ScenarioWriter;
import io.opisim.scenarios.study.Inputs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What planning came to, as a result folder has it: plans first, then pairs. */
final class OptimizeResult {
  private OptimizeResult() {}

  static StudyResult of(
      Scenario scenario,
      Case planned,
      Inputs inputs,
      PlanSettings settings,
      PlanOutcome outcome,
      Cluster cluster) {
    List<CaseResult> cases = new ArrayList<>();
    outcome.plans().forEach(plan -> cases.add(plan.simulated()));
    outcome.pairs().forEach(pair -> cases.add(pair.simulated()));
    byte[] asked =
        (ScenarioWriter.canonicalText(scenario)
                + "\noptimize "
                + planned.id()
                + " "
                + settings.asked())
            .getBytes(StandardCharsets.UTF_8);
    return RunResults.of(scenario, asked, outcome.plans().get(0).id(), inputs, cases, cluster);
  }
}
