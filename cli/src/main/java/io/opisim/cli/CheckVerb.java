package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.report.Figures;
import io.opisim.scenarios.result.io.Json;
import io.opisim.scenarios.scenario.Case;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.Inputs;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: everything that is wrong with a scenario, without running it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tells everything that is wrong with a scenario at once.",
      "Reads the file, its imports and its data; each problem comes with file, line, path and what",
      "would be right. Nothing is simulated or written."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim check my-cluster.yaml",
      "  opisim check philly-replay.yaml --data ~/traces --json",
      "",
      "Exit codes: 0 valid; 2 invalid."
    })
final class CheckVerb implements Callable<Integer> {
  private final Console console;

  @Mixin private ScenarioOptions scenarioOptions;

  @Option(names = "--json", description = "Prints {\"problems\": [...]} and nothing else.")
  private boolean json;

  CheckVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try {
      Scenario scenario = check();
      if (json) {
        ObjectNode document = Json.object();
        document.putArray("problems");
        console.json(document);
      } else {
        console.line(
            scenarioOptions.file()
                + ": valid, "
                + Figures.counted(scenario.cases().size(), "case")
                + " x "
                + Figures.counted(scenario.runs(), "run"));
      }
      return ExitCodes.DONE;
    } catch (InputException invalid) {
      InputException placed = scenarioOptions.placed(invalid);
      if (!json) {
        throw placed;
      }
      console.problemsAsJson(placed.problems());
      return ExitCodes.INVALID;
    }
  }

  private Scenario check() throws IOException {
    Catalog catalog = scenarioOptions.catalog();
    Scenario scenario = scenarioOptions.load(catalog);
    Inputs inputs = scenarioOptions.inputs(console, catalog);
    for (Case one : scenario.cases()) {
      CaseSpec spec = one.spec();
      List<Job> jobs = inputs.jobs(spec.workload(), spec.cluster(), scenario.seed());
      inputs.training(spec, jobs);
      inputs.emulated(spec, jobs);
      inputs.service(spec, jobs, scenario.seed());
      inputs.costs(spec);
    }
    console.leftOut(inputs.leftOut());
    return scenario;
  }
}
