package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.report.Figures;
import io.opisim.scenarios.report.TextTable;
import io.opisim.scenarios.result.io.Json;
import io.opisim.scenarios.scenario.Case;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.io.ScenarioWriter;
import io.opisim.scenarios.study.Inputs;
import io.opisim.simcore.units.Numbers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code show}: what a scenario means once everything is filled in. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a scenario as it would be run.",
      "Imports are merged, overrides applied, defaults filled in; then come its cases, each with its",
      "cluster and its jobs. Nothing is simulated or written."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim show scenarios/library/first.yaml",
      "  opisim show first.yaml --set workload.synthetic.load=0.9",
      "",
      "Exit codes: 0 done; 2 invalid file or missing data."
    })
final class ShowVerb implements Callable<Integer> {
  private static final double NANOS = 1e9;

  private final Console console;

  @Mixin private ScenarioOptions scenarioOptions;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  ShowVerb(Console console) {
    this.console = console;
  }

  /** What one case brings together. */
  private record Size(
      Case one, int nodes, long gpus, int jobs, double spanSeconds, double gpuHours) {
    static Size of(Case one, Inputs inputs, long seed) throws IOException {
      Cluster cluster = inputs.cluster(one.spec().cluster());
      List<Job> jobs = inputs.jobs(one.spec().workload(), one.spec().cluster(), seed);
      double gpuSeconds = 0;
      for (Job job : jobs) {
        gpuSeconds += job.gpuMilli() / 1000.0 * (job.durationNanos() / NANOS);
      }
      return new Size(
          one,
          cluster.nodes().size(),
          cluster.gpus(),
          jobs.size(),
          jobs.get(jobs.size() - 1).arrivalNanos() / NANOS,
          gpuSeconds / 3600);
    }
  }

  @Override
  public Integer call() throws IOException {
    Catalog catalog = scenarioOptions.catalog();
    Scenario scenario = scenarioOptions.load(catalog);
    Inputs inputs = scenarioOptions.inputs(console, catalog);
    ObjectNode document = Json.object();
    document.put("scenario", scenario.name());
    document.put("question", scenario.question());
    document.put("text", ScenarioWriter.canonicalText(scenario));
    ArrayNode cases = document.putArray("cases");
    TextTable table =
        new TextTable(List.of("case", ">nodes", ">gpus", ">jobs", ">span_s", ">gpu_hours"));
    for (Case one : scenario.cases()) {
      Size size = Size.of(one, inputs, scenario.seed());
      table.row(
          List.of(
              one.id(),
              Figures.of(size.nodes()),
              Figures.of(size.gpus()),
              Figures.of(size.jobs()),
              Figures.of(size.spanSeconds()),
              Figures.of(size.gpuHours())));
      describe(cases.addObject(), size);
    }
    if (json) {
      console.json(document);
    } else {
      console.lines(ScenarioWriter.canonicalText(scenario).lines().toList());
      console.line("");
      console.line("# Cases (jobs of seed " + scenario.seed() + "):");
      console.lines(table.lines().stream().map(line -> "# " + line).toList());
    }
    return ExitCodes.DONE;
  }

  private static void describe(ObjectNode node, Size size) {
    node.put("case", size.one().id());
    ObjectNode parameters = node.putObject("parameters");
    size.one().parameters().forEach(parameters::put);
    node.put("nodes", size.nodes());
    node.put("gpus", size.gpus());
    node.put("jobs", size.jobs());
    node.put("span_s", new java.math.BigDecimal(Numbers.format(size.spanSeconds())));
    node.put("gpu_hours", new java.math.BigDecimal(Numbers.format(size.gpuHours())));
  }
}
