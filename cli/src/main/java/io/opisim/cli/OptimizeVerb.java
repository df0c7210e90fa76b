package io.opisim.cli;

import io.opisim.models.topology.Cluster;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.optimize.PlanOutcome;
import io.opisim.scenarios.optimize.PlanSettings;
import io.opisim.scenarios.optimize.PlanStudy;
import io.opisim.scenarios.report.Figures;
import io.opisim.scenarios.report.PlanReport;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.scenarios.result.io.ResultFolder;
import io.opisim.scenarios.scenario.Case;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.io.ScenarioWriter;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.Inputs;
import io.opisim.scheduler.optimizer.SearchLimits;
import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.simcore.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code optimize}: plans the jobs of a scenario and tries the plans. */
@Command(
    name = "optimize",
    mixinStandardHelpOptions = true,
    description = {
      "Plans when and where every job of a scenario runs, and at which sites its services.",
      "Simulates the best plans in full beside all pairs of a policy and a placement (and fixed sites",
      "of services, where there is a choice), with the same",
      "seeds. Plans are scored by closed forms; what they are worth is what the simulation says. Prints",
      "both, a bound that no schedule beats, and whether the chosen plan beats the best pair.",
      "Where scores are not sharp enough to win, --refine goes on from there by simulation.",
      "Writes DIR/<scenario>/<hash> as 'run' does, plan.csv, and screening.csv with --screen."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim optimize scenarios/library/many-jobs-one-fabric.yaml --set runs=10",
      "  opisim optimize many.yaml --objective makespan --time 60s --best 3",
      "  opisim optimize scenarios/library/storage-sites.yaml --refine 400 --screen 5",
      "  opisim optimize many.yaml --weigh network-distance=0.1 --previous results/many",
      "",
      "A search with a number of steps gives the same plan every time; one with a time does not.",
      "Exit codes: 0 done; 2 invalid file or missing data; 3 a run failed."
    })
final class OptimizeVerb implements Callable<Integer> {
  private static final double NANOS = 1e-9;

  private final Console console;

  @Mixin private ScenarioOptions scenarioOptions;

  @Option(
      names = "--objective",
      paramLabel = "AIM",
      defaultValue = "jct",
      description = "jct (the mean) or makespan. Default: ${DEFAULT-VALUE}.")
  private String objective;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Changes that each search takes. Default: 2000, fewer with more than 300 jobs (20 with"
              + " 3000), or no such limit with --time.")
  private Integer steps;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "Time for all searches together, as in 60s or \"5 min\".")
  private String time;

  @Option(
      names = "--best",
      paramLabel = "K",
      defaultValue = "3",
      description = "Searches, each of which gives a plan to simulate. Default: ${DEFAULT-VALUE}.")
  private int best;

  @Option(
      names = "--refine",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Goes on by simulating: N runs of plans, from those of the",
        "searches and from what the best pairs did, and one run of each",
        "pair for that; all with seeds of their own. Takes the time of as",
        "many runs. Needs the same jobs with all seeds. Default: none."
      })
  private int refinement;

  @Option(
      names = "--case",
      paramLabel = "CASE",
      description = "The case whose cluster and jobs are planned. Default: the first.")
  private String caseId;

  @Mixin private PairOptions pairOptions;

  @Mixin private WishOptions wishOptions;

  @Option(
      names = "--layouts",
      description = "Chooses layouts of training jobs (transformers), too.")
  private boolean layouts;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Runs at the same time. Default: the number of processors.")
  private Integer threads;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Folder for results. Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no table.")
  private boolean quiet;

  OptimizeVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try {
      return optimize();
    } catch (InputException invalid) {
      InputException placed = scenarioOptions.placed(invalid);
      if (json) {
        console.problemsAsJson(placed.problems());
      }
      throw placed;
    }
  }

  private int optimize() throws IOException {
    Stopwatch stopwatch = new Stopwatch();
    PlanSettings settings = settings();
    Catalog catalog = scenarioOptions.catalog();
    Scenario scenario = scenarioOptions.load(catalog);
    Case planned = planned(scenario);
    Inputs inputs = scenarioOptions.inputs(console, catalog);
    Cluster cluster = inputs.cluster(planned.spec().cluster());
    if (steps == null && time == null) {
      int jobs = inputs.jobs(planned.spec(), scenario.seed()).size();
      settings = settings.withUsualSteps(jobs);
    }
    PlanOutcome outcome;
    Path place;
    try (ResultFolder folder = new ResultFolder(results, scenario.name());
        ProgressLine progress = new ProgressLine(console, !quiet && !json)) {
      PlanStudy study = new PlanStudy(scenario, planned.spec(), inputs, settings, folder.runs());
      outcome = study.run(progress);
      study.writeTables(folder.runs().getParent(), outcome);
      StudyResult result = OptimizeResult.of(scenario, planned, inputs, settings, outcome, cluster);
      place =
          folder.publish(
              result, ScenarioWriter.canonicalText(scenario), stopwatch.facts(settings.threads()));
    }
    if (json) {
      console.json(OptimizeJson.document(scenario, planned, outcome, place));
    } else if (!quiet) {
      console.line(
          scenario.name()
              + ", case "
              + planned.id()
              + ": "
              + Figures.counted(cluster.nodes().size(), "node")
              + ", seed "
              + scenario.seed()
              + ", "
              + Figures.counted(scenario.runs(), "run")
              + " of everything; mean ± half the 95 % interval");
      console.line("");
      console.lines(PlanReport.lines(outcome));
      console.line("");
      console.line("Results: " + place);
      console.leftOut(inputs.leftOut());
      console.note("done in " + Figures.of(stopwatch.wallSeconds()) + " s");
    }
    return ExitCodes.DONE;
  }

  private PlanSettings settings() throws IOException {
    Objective aim =
        switch (objective) {
          case "jct" -> Objective.JCT;
          case "makespan" -> Objective.MAKESPAN;
          default -> throw new UsageException("--objective: jct or makespan, not " + objective);
        };
    if (refinement != 0 && refinement < PlanSettings.LEAST_REFINEMENT) {
      throw new UsageException(
          "--refine: 0 or at least " + PlanSettings.LEAST_REFINEMENT + " runs, not " + refinement);
    }
    if (best < 1 || (steps != null && steps < 1)) {
      throw new UsageException("--best and --steps: at least 1");
    }
    long seconds = time == null ? 0 : secondsOfEachSearch();
    // As for few jobs: how many there are is known when the scenario has been read.
    int limit = steps != null ? steps : time == null ? PlanSettings.usualSteps(1) : 0;
    SearchLimits limits = new SearchLimits(1, limit, 0, seconds);
    return new PlanSettings(
        aim,
        limits,
        best,
        pairOptions.policies(),
        pairOptions.placements(),
        pairOptions.ways(),
        refinement,
        pairOptions.screenPercent(),
        wishOptions.wishes(),
        layouts,
        threads());
  }

  private int threads() {
    if (threads != null && threads < 1) {
      throw new UsageException("-j: at least one run at a time is needed, not " + threads);
    }
    return threads != null ? threads : Runtime.getRuntime().availableProcessors();
  }

  private long secondsOfEachSearch() {
    try {
      return Math.max(1, Math.round(TimeSpan.parse(time).nanos() * NANOS / best));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--time: " + wrong.getMessage());
    }
  }

  private Case planned(Scenario scenario) {
    if (caseId == null) {
      return scenario.cases().get(0);
    }
    return scenario.cases().stream()
        .filter(one -> one.id().equals(caseId))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--case: there is no "
                        + caseId
                        + "; known: "
                        + scenario.cases().stream().map(Case::id).toList()));
  }
}
