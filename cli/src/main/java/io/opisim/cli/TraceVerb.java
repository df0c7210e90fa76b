package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.scenarios.report.Figures;
import io.opisim.scenarios.report.TextTable;
import io.opisim.scenarios.result.io.Json;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.study.DataFolder;
import io.opisim.tracereplay.format.OpenTrace;
import io.opisim.tracereplay.format.TraceCheck;
import io.opisim.tracereplay.format.TraceFormats;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.info.Spread;
import io.opisim.tracereplay.info.TraceInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace}: what is in a trace file. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "Looks into trace files; 'opisim list formats' names the formats.",
    synopsisSubcommandLabel = "(info | check)",
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim trace info philly-jobs/jobs.csv.gz --data ~/traces",
      "  opisim trace check my-jobs.csv --format philly-jobs",
      "",
      "Exit codes: 0 done; 2 the file is broken, missing, or of no known format."
    },
    subcommands = {TraceVerb.Info.class, TraceVerb.Check.class})
final class TraceVerb implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: info or check");
  }

  /** The file and how to read it. */
  static final class TraceOptions {
    @Parameters(
        paramLabel = "FILE",
        description = "Trace file, plain or gzip; looked for in the data folder, too.")
    private Path file;

    @Option(
        names = "--format",
        paramLabel = "ID",
        defaultValue = "",
        description = "Format. Default: told from the first line.")
    private String format;

    @Option(names = "--json", description = "Prints one JSON document and nothing else.")
    private boolean json;

    @Mixin private DataOption data;

    Path locate(Console console) throws IOException {
      if (Files.exists(file)) {
        return file;
      }
      DataFolder folder = data.folder(console);
      Path inside = folder.root().map(root -> root.resolve(file)).orElse(file);
      return Files.exists(inside) ? inside : file;
    }
  }

  static List<Problem> problems(TraceProblemException broken) {
    return problems(broken.problems());
  }

  private static List<Problem> problems(List<TraceProblem> broken) {
    return broken.stream()
        .map(
            problem ->
                new Problem(
                    problem.file(),
                    (int) Math.min(Integer.MAX_VALUE, problem.line()),
                    "",
                    problem.message(),
                    problem.hint()))
        .toList();
  }

  /** {@code trace info}. */
  @Command(
      name = "info",
      mixinStandardHelpOptions = true,
      description = {
        "Prints what is in a trace.",
        "Jobs, span, GPU-hours, quantiles of durations, gaps and waits, jobs by GPUs, groups, and what",
        "was dropped and why."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  opisim trace info philly-jobs/jobs.csv.gz --data ~/traces",
        "  opisim trace info jobs.csv --format philly-jobs --json",
        "",
        "Exit codes: 0 done; 2 the file is broken, missing, or of no known format."
      })
  static final class Info implements Callable<Integer> {
    private final Console console;

    @Mixin private TraceOptions options;

    Info(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws IOException {
      Path file = options.locate(console);
      try (OpenTrace trace = TraceFormats.load().open(file, options.format)) {
        TraceInfo info = TraceInfo.of(trace);
        if (options.json) {
          console.json(document(info));
        } else {
          console.lines(lines(info));
        }
        return ExitCodes.DONE;
      } catch (TraceProblemException broken) {
        console.problems(problems(broken));
        if (options.json) {
          console.problemsAsJson(problems(broken));
        }
        return ExitCodes.INVALID;
      }
    }

    private static ObjectNode document(TraceInfo info) {
      ObjectNode document = Json.object();
      document.put("format", info.format());
      document.put("jobs", info.jobs());
      Json.put(document, "span_s", info.spanSeconds());
      Json.put(document, "gpu_hours", info.gpuHours());
      Json.put(document, "gpus_requested", info.gpusRequested());
      document.put("fractional_jobs", info.fractionalJobs());
      Json.put(document, "inter_arrival_mean_s", info.meanInterArrivalSeconds());
      ObjectNode dropped = document.putObject("dropped");
      info.dropped().forEach(dropped::put);
      ObjectNode quantiles = document.putObject("quantiles");
      info.quantiles().forEach((name, spread) -> describe(quantiles.putObject(name), spread));
      ObjectNode byGpus = document.putObject("jobs_by_gpus");
      info.jobsByGpus().forEach((gpus, jobs) -> byGpus.put(Integer.toString(gpus), jobs));
      ObjectNode groups = document.putObject("groups");
      info.groups()
          .forEach(
              (name, total) -> {
                ObjectNode group = groups.putObject(name);
                group.put("jobs", total.jobs());
                Json.put(group, "gpu_hours", total.gpuHours());
              });
      return document;
    }

    private static void describe(ObjectNode node, Spread spread) {
      node.put("count", spread.count());
      Json.put(node, "p50", spread.p50());
      Json.put(node, "p90", spread.p90());
      Json.put(node, "p99", spread.p99());
      Json.put(node, "mean", spread.mean());
      Json.put(node, "max", spread.max());
    }

    private static List<String> lines(TraceInfo info) {
      List<String> lines = new ArrayList<>();
      lines.add(
          info.format()
              + ": "
              + Figures.of(info.jobs())
              + " jobs over "
              + String.format(Locale.ROOT, "%,.2f", info.spanSeconds() / 86_400)
              + " d, "
              + Figures.of(StrictMath.rint(info.gpuHours()))
              + " GPU-hours, one job every "
              + Figures.of(info.meanInterArrivalSeconds())
              + " s");
      lines.add("");
      TextTable spreads =
          new TextTable(List.of("quantity", ">p50", ">p90", ">p99", ">mean", ">max", ">count"));
      info.quantiles()
          .forEach(
              (name, spread) ->
                  spreads.row(
                      List.of(
                          name,
                          Figures.of(spread.p50()),
                          Figures.of(spread.p90()),
                          Figures.of(spread.p99()),
                          Figures.of(spread.mean()),
                          Figures.of(spread.max()),
                          Figures.of(spread.count()))));
      lines.addAll(spreads.lines());
      lines.add("");
      StringBuilder byGpus = new StringBuilder("jobs by GPUs:");
      info.jobsByGpus()
          .forEach((gpus, jobs) -> byGpus.append("  ").append(gpus).append(": ").append(jobs));
      lines.add(byGpus.toString());
      if (info.fractionalJobs() > 0) {
        lines.add("jobs on a part of a GPU: " + Figures.of(info.fractionalJobs()));
      }
      lines.add("");
      TextTable groups = new TextTable(List.of("group", ">jobs", ">gpu_hours"));
      info.groups()
          .forEach(
              (name, total) ->
                  groups.row(
                      List.of(
                          name.isEmpty() ? "-" : name,
                          Figures.of(total.jobs()),
                          Figures.of(StrictMath.rint(total.gpuHours())))));
      lines.addAll(groups.lines());
      info.dropped()
          .forEach((reason, count) -> lines.add("dropped: " + Figures.of(count) + " " + reason));
      return lines;
    }
  }

  /** {@code trace check}. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Tells everything that is wrong with a trace.",
        "Reads it to its end; each problem comes with its line and what would be right. Tells, too,",
        "what would be dropped in a replay."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  opisim trace check my-jobs.csv --format philly-jobs",
        "",
        "Exit codes: 0 nothing wrong; 2 broken."
      })
  static final class Check implements Callable<Integer> {
    private static final int MAX_PROBLEMS = 20;

    private final Console console;

    @Mixin private TraceOptions options;

    Check(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws IOException {
      Path file = options.locate(console);
      TraceCheck check = TraceCheck.of(TraceFormats.load(), file, options.format, MAX_PROBLEMS);
      List<Problem> problems = problems(check.problems());
      if (options.json) {
        console.problemsAsJson(problems);
      } else {
        console.problems(problems);
        if (check.passed()) {
          console.line(file + ": " + check.format() + ", " + check.jobs() + " jobs, nothing wrong");
        }
        check
            .dropped()
            .forEach((reason, count) -> console.line("dropped: " + count + " " + reason));
      }
      return check.passed() ? ExitCodes.DONE : ExitCodes.INVALID;
    }
  }
}
