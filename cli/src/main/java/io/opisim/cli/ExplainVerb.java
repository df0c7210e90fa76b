package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.scenarios.optimize.ScoreTable;
import io.opisim.scenarios.report.ExplainReport;
import io.opisim.scenarios.report.FabricReport;
import io.opisim.scenarios.report.PlanningReport;
import io.opisim.scenarios.report.ScoreReport;
import io.opisim.scenarios.report.StorageReport;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.Metric;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.scenarios.result.io.Json;
import io.opisim.scenarios.result.io.ResultReader;
import io.opisim.scenarios.study.Study;
import io.opisim.simcore.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: where a figure comes from and why jobs waited. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Tells why jobs waited, and where a figure comes from.",
      "For a result: for each case why its jobs waited and which ones waited longest; of jobs on one",
      "fabric, where their time went, which links bound them and whom they met there; of jobs on one",
      "storage, what bound their reads and what each service took; with --job what became of one job.",
      "With 'score' behind a result of 'optimize': where the plan's score differs from that of first",
      "come, first served, by constraint and by job; --case names another plan than the chosen one.",
      "With 'score' behind a result of 'run' with policy optimizer and 'record: [plannings]': the same",
      "of what was planned inside the run: the plans that gained most, and that one, or the one of",
      "--at, in full.",
      "For the name of a metric: its unit and formula."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim explain results/first",
      "  opisim explain results/philly-replay --case fifo --job 000123",
      "  opisim explain results/many-jobs-one-fabric score --case plan-2",
      "  opisim explain results/first score --case optimizer --at '2 h'",
      "  opisim explain queue_wait_p99_s",
      "",
      "Exit codes: 0 done; 2 no such result, case, job or metric."
    })
final class ExplainVerb implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "RESULT|METRIC",
      description = "Result folder, or the name of a metric ('opisim list metrics').")
  private String subject;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "score",
      description =
          "The scores of plans and of the baseline: of 'optimize', or of policy optimizer.")
  private String aspect;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "With score: what was planned last by this time of the run, such as '90 s'.")
  private String at;

  @Option(names = "--case", paramLabel = "ID", description = "This case only.")
  private String caseId;

  @Option(names = "--seed", paramLabel = "N", description = "Run to look into. Default: the first.")
  private Long seed;

  @Option(names = "--job", paramLabel = "NAME", description = "One job.")
  private String job;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  ExplainVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Metric> metric = Metric.find(subject);
    List<String> lines;
    if (aspect != null) {
      lines = score();
    } else {
      lines = metric.isPresent() ? ExplainReport.metric(metric.get()) : result();
    }
    if (json) {
      ObjectNode document = Json.object();
      document.put("subject", subject);
      ArrayNode list = document.putArray("lines");
      lines.forEach(list::add);
      console.json(document);
    } else {
      console.lines(lines);
    }
    return ExitCodes.DONE;
  }

  private List<String> score() throws IOException {
    if (!aspect.equals("score")) {
      throw new UsageException("explain: only score can follow a result, not " + aspect);
    }
    Path folder = ResultReader.locate(Path.of(subject));
    if (!Files.exists(folder.resolve(ScoreTable.FILE))) {
      return plannings(folder);
    }
    if (at != null) {
      throw new UsageException("--at: a plan of 'optimize' is made once, before the first job");
    }
    try {
      return ScoreReport.lines(folder, Optional.ofNullable(caseId));
    } catch (IllegalArgumentException unknown) {
      throw new UsageException("--case: " + unknown.getMessage());
    }
  }

  /** Of the case asked for, or the first that recorded any. */
  private List<String> plannings(Path folder) throws IOException {
    StudyResult result = ResultReader.read(folder);
    for (CaseResult one : caseId == null ? result.cases() : List.of(find(result))) {
      Path run = runFolder(folder, one);
      if (PlanningReport.isThere(run)) {
        String title = "case " + one.caseId() + ", seed " + seedOf(one);
        try {
          return PlanningReport.lines(run, title, Optional.ofNullable(at).map(TimeSpan::parse));
        } catch (IllegalArgumentException wrong) {
          throw new UsageException("--at: " + wrong.getMessage());
        }
      }
    }
    throw new UsageException(
        folder
            + " has no scores: 'opisim optimize' writes them, and 'opisim run' with the policy"
            + " optimizer and --set 'record=[plannings]'");
  }

  private List<String> result() throws IOException {
    Path folder = ResultReader.locate(Path.of(subject));
    StudyResult result = ResultReader.read(folder);
    List<CaseResult> cases = caseId == null ? result.cases() : List.of(find(result));
    if (job != null) {
      return ExplainReport.job(runFolder(folder, cases.get(0)), job);
    }
    List<String> lines = new ArrayList<>();
    for (CaseResult one : cases) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(ExplainReport.waits(one));
      lines.addAll(ExplainReport.longestWaits(runFolder(folder, one), seedOf(one)));
      lines.addAll(FabricReport.lines(runFolder(folder, one), seedOf(one)));
      lines.addAll(StorageReport.lines(runFolder(folder, one), runOf(one)));
    }
    return lines;
  }

  private CaseResult find(StudyResult result) {
    return result
        .find(caseId)
        .orElseThrow(
            () ->
                new UsageException(
                    "--case: no case \""
                        + caseId
                        + "\"; the cases are "
                        + result.cases().stream().map(CaseResult::caseId).toList()));
  }

  private long seedOf(CaseResult result) {
    return seed != null ? seed : result.runs().get(0).seed();
  }

  private RunResult runOf(CaseResult result) {
    long wanted = seedOf(result);
    return result.runs().stream().filter(run -> run.seed() == wanted).findFirst().orElseThrow();
  }

  private Path runFolder(Path folder, CaseResult result) {
    long wanted = seedOf(result);
    if (result.runs().stream().noneMatch(run -> run.seed() == wanted)) {
      throw new UsageException("--seed: case " + result.caseId() + " has no run of seed " + wanted);
    }
    return folder.resolve("runs").resolve(Study.folderName(result.caseId(), wanted));
  }
}
