package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.models.topology.Cluster;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.report.Figures;
import io.opisim.scenarios.report.SummaryReport;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.ExpectationCheck;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.scenarios.result.io.ResultFolder;
import io.opisim.scenarios.result.io.ResultJson;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.io.ScenarioWriter;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.Inputs;
import io.opisim.scenarios.study.Study;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: simulates all cases of a scenario. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates every case of a scenario with every seed.",
      "Prints a table and writes the results to DIR/<scenario>/<hash>: manifest.json, scenario.yaml",
      "(resolved), summary.csv, runs.csv, comparison.csv, and per run jobs.csv and what is named under",
      "'record': tables, and trace, which Perfetto opens.",
      "",
      "The same file, seed and version give the same bytes, whatever the number of threads."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim run scenarios/library/first.yaml",
      "  opisim run first.yaml --set cluster.nodes[0].count=24 --seed 7",
      "  opisim run philly-replay.yaml --data ~/traces --json > philly.json",
      "",
      "Exit codes: 0 done; 1 an expectation of the file was missed; 2 invalid file or missing",
      "data; 3 a run failed."
    })
final class RunVerb implements Callable<Integer> {
  private final Console console;

  @Mixin private ScenarioOptions scenarioOptions;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Folder for results. Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Runs at the same time. Default: the number of processors.")
  private Integer threads;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no table.")
  private boolean quiet;

  RunVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (threads != null && threads < 1) {
      throw new UsageException("-j: at least one run at a time is needed, not " + threads);
    }
    try {
      return run();
    } catch (InputException invalid) {
      InputException placed = scenarioOptions.placed(invalid);
      if (json) {
        console.problemsAsJson(placed.problems());
      }
      throw placed;
    }
  }

  private int run() throws IOException {
    Stopwatch stopwatch = new Stopwatch();
    Catalog catalog = scenarioOptions.catalog();
    Scenario scenario = scenarioOptions.load(catalog);
    Inputs inputs = scenarioOptions.inputs(console, catalog);
    Cluster cluster = inputs.cluster(scenario.cases().get(0).spec().cluster());
    int jobs = threads != null ? threads : Runtime.getRuntime().availableProcessors();
    StudyResult result;
    Path place;
    try (ResultFolder folder = new ResultFolder(results, scenario.name());
        ProgressLine progress = new ProgressLine(console, !quiet && !json)) {
      List<CaseResult> cases = new Study(scenario, inputs, folder.runs()).run(jobs, progress);
      result =
          RunResults.of(
              scenario,
              ScenarioWriter.canonicalBytes(scenario),
              scenario.baseline(),
              inputs,
              cases,
              cluster);
      ObjectNode timing = stopwatch.facts(jobs);
      place = folder.publish(result, ScenarioWriter.canonicalText(scenario), timing);
    }
    if (json) {
      console.json(ResultJson.summary(result, place.toString()));
    } else if (!quiet) {
      console.lines(SummaryReport.lines(result));
      console.line("");
      console.line("Results: " + place);
      console.leftOut(inputs.leftOut());
      console.note(
          "done in "
              + Figures.of(stopwatch.wallSeconds())
              + " s ("
              + Figures.of(stopwatch.cpuSeconds())
              + " s of CPU)");
    }
    List<String> missed = ExpectationCheck.missed(result, scenario.expectations());
    missed.forEach(console::error);
    return missed.isEmpty() ? ExitCodes.DONE : ExitCodes.MISSED;
  }
}
