package io.opisim.cli;

import io.opisim.hwvalidate.calibrate.CollectiveCalibration;
import io.opisim.hwvalidate.calibrate.TrainingCalibration;
import io.opisim.hwvalidate.spdk.SpdkProbe;
import io.opisim.hwvalidate.spdk.SpdkTargetReport;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.study.DataFolder;
import io.opisim.scenarios.study.InputException;
import io.opisim.simcore.units.QuantityException;
import io.opisim.simcore.units.TimeSpan;
import io.opisim.tracereplay.format.OpenTrace;
import io.opisim.tracereplay.format.TraceFormats;
import io.opisim.tracereplay.synthetic.FittedLaw;
import io.opisim.tracereplay.synthetic.PhillyFit;
import io.opisim.tracereplay.synthetic.io.SyntheticLaws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code calibrate}: figures from real systems and real traces. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = "Takes figures from real systems, fits laws to real traces and models to curves.",
    synopsisSubcommandLabel = "(probe | fit-synthetic | collectives | training)",
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim calibrate probe --spdk /var/tmp/spdk.sock",
      "  opisim calibrate fit-synthetic --trace philly-jobs/jobs.csv.gz -o philly.json",
      "  opisim calibrate collectives --table my-nccl-tests.csv -o my-catalog/collectives",
      "  opisim calibrate training -o my-catalog",
      "",
      "Exit codes: 0 done; 2 bad usage, or a file is missing or broken; 3 the target does not answer."
    },
    subcommands = {
      CalibrateVerb.Probe.class,
      CalibrateVerb.FitSynthetic.class,
      CalibrateVerb.Collectives.class,
      CalibrateVerb.Training.class
    })
final class CalibrateVerb implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: probe, fit-synthetic, collectives or training");
  }

  /** {@code calibrate probe}. */
  @Command(
      name = "probe",
      mixinStandardHelpOptions = true,
      description = {
        "Asks a running SPDK target what it is and has done.",
        "Prints its version, reactors, block devices and I/O counters, asked for over JSON-RPC. It",
        "changes nothing on the target."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  opisim calibrate probe --spdk /var/tmp/spdk.sock",
        "  opisim calibrate probe --spdk /var/tmp/spdk.sock --interval \"2 s\" --json",
        "",
        "Exit codes: 0 done; 2 bad usage; 3 the target cannot be reached or does not answer."
      })
  static final class Probe implements Callable<Integer> {
    private final Console console;

    @Option(
        names = "--spdk",
        paramLabel = "SOCKET",
        required = true,
        description = "Unix socket of the target's JSON-RPC server.")
    private Path socket;

    @Option(
        names = "--interval",
        paramLabel = "TIME",
        description = {
          "Takes two samples this far apart and prints rates, as in \"1 s\".",
          "Default: one sample, counted since the target started."
        })
    private String interval;

    @Option(
        names = "--timeout",
        paramLabel = "TIME",
        defaultValue = "4 s",
        description = "Longest wait for an answer. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Option(names = "--json", description = "Prints one JSON document and nothing else.")
    private boolean json;

    Probe(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws IOException {
      Duration limit = time("--timeout", timeout);
      if (limit.isZero()) {
        throw new UsageException("--timeout: a time above zero is needed");
      }
      Optional<Duration> between =
          Optional.ofNullable(interval).map(text -> time("--interval", text));
      if (between.isPresent() && between.get().compareTo(SpdkProbe.SHORTEST_INTERVAL) < 0) {
        throw new UsageException(
            "--interval: the shortest is " + SpdkProbe.SHORTEST_INTERVAL.toMillis() + " ms");
      }
      SpdkTargetReport report = new SpdkTargetReport(new SpdkProbe(socket, limit, between).probe());
      if (json) {
        console.json(report.json());
      } else {
        console.lines(report.lines());
      }
      return ExitCodes.DONE;
    }

    private static Duration time(String option, String text) {
      try {
        return Duration.ofNanos(TimeSpan.parse(text).nanos());
      } catch (QuantityException wrong) {
        throw new UsageException(option + ": " + wrong.getMessage());
      }
    }
  }

  /** {@code calibrate fit-synthetic}. */
  @Command(
      name = "fit-synthetic",
      mixinStandardHelpOptions = true,
      description = {
        "Fits the laws of made-up workloads to a job list.",
        "Arrivals, sizes and run times are fitted to the even rows of a list in the format philly-jobs;",
        "how well they fit is measured on its odd rows."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  opisim calibrate fit-synthetic --trace philly-jobs/jobs.csv.gz -o philly.json",
        "",
        "Exit codes: 0 done; 2 the trace is missing or broken."
      })
  static final class FitSynthetic implements Callable<Integer> {
    private final Console console;

    @Option(names = "--trace", paramLabel = "FILE", required = true, description = "The job list.")
    private Path trace;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "File for the fitted laws. Default: standard output.")
    private Path output;

    @Option(
        names = "--date",
        paramLabel = "DATE",
        description = "Date told as that of the fit, as 2026-01-31. Default: today.")
    private String date;

    FitSynthetic(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws IOException {
      String fittedOn = date != null ? date : LocalDate.now(ZoneOffset.UTC).toString();
      FittedLaw law;
      try (OpenTrace open = TraceFormats.load().open(trace, "philly-jobs")) {
        law = PhillyFit.fit(open.reader(), PhillyFit.provenance(fittedOn));
      } catch (io.opisim.tracereplay.format.TraceProblemException broken) {
        throw new InputException(TraceVerb.problems(broken));
      }
      String text = SyntheticLaws.text(law);
      if (output == null) {
        console.lines(text.lines().toList());
      } else {
        Files.writeString(output, text);
        console.line(output + " written");
      }
      return ExitCodes.DONE;
    }
  }

  /** {@code calibrate collectives}. */
  @Command(
      name = "collectives",
      mixinStandardHelpOptions = true,
      description = {
        "Fits the closed forms of collectives to each system of a table of measured times (sizes of",
        "1 MiB and more), and writes a catalog file for each, which scenarios can name. Columns:",
        "system, gpu, interconnect, collective, nodes, gpus, size_bytes, time_us."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  opisim calibrate collectives --table my-nccl-tests.csv -o my-catalog/collectives",
        "  opisim calibrate collectives -o scenarios/catalog/collectives --date 2026-11-22",
        "",
        "Exit codes: 0 done; 2 the table is missing or wrong."
      })
  static final class Collectives implements Callable<Integer> {
    private static final String DATA_SET = "nccl-curves/collectives.csv";

    private final Console console;

    @Option(
        names = "--table",
        paramLabel = "FILE",
        description = "The measured times. Default: " + DATA_SET + " of the data folder.")
    private Path table;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "DIR",
        required = true,
        description = "Folder for the catalog files; made if it is not there.")
    private Path output;

    @Option(
        names = "--date",
        paramLabel = "DATE",
        description = "Date told as that of the fit, as 2026-01-31. Default: today.")
    private String date;

    @Mixin private DataOption data;

    Collectives(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws IOException {
      LocalDate fittedOn = dayOfFit(date);
      Path measured = table != null ? table : data.folder(console).find(DATA_SET);
      Files.createDirectories(output);
      for (Path file : CollectiveCalibration.calibrate(measured, output, fittedOn)) {
        console.line(file + " written");
      }
      return ExitCodes.DONE;
    }
  }

  private static LocalDate dayOfFit(String date) {
    try {
      return date == null ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(date);
    } catch (DateTimeParseException wrong) {
      throw new UsageException("--date: write year-month-day, as 2026-01-31, not " + date);
    }
  }

  /** {@code calibrate training}. */
  @Command(
      name = "training",
      mixinStandardHelpOptions = true,
      description = {
        "Fits what training programs reach of their hardware to published step times, and speeds of",
        "models to published results; each fit sees every second row only. Writes catalog files below",
        "DIR/training and DIR/measured-speeds. Reads megatron-table, vtrain-measured and",
        "mlperf-training of the data folder."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  opisim calibrate training -o my-catalog",
        "  opisim calibrate training -o scenarios/catalog --date 2026-11-22",
        "",
        "Exit codes: 0 done; 2 a table is missing or wrong."
      })
  static final class Training implements Callable<Integer> {
    private final Console console;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "DIR",
        required = true,
        description = "Folder of the catalog; made if it is not there.")
    private Path output;

    @Option(
        names = "--date",
        paramLabel = "DATE",
        description = "Date told as that of the fit, as 2026-01-31. Default: today.")
    private String date;

    @Mixin private CatalogOption catalogs;

    @Mixin private DataOption data;

    Training(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws IOException {
      LocalDate fittedOn = dayOfFit(date);
      DataFolder folder = data.folder(console);
      Path tables = folder.find("mlperf-training/results.csv").getParent().getParent();
      folder.find("megatron-table/mcore_h100.csv");
      folder.find("vtrain-measured/ground_truth_multi.csv");
      try {
        TrainingCalibration calibration =
            new TrainingCalibration(catalogs.catalog(), tables, fittedOn);
        for (Map.Entry<String, String> file : calibration.files().entrySet()) {
          Path path = output.resolve(file.getKey());
          Files.createDirectories(path.getParent());
          Files.writeString(path, file.getValue());
          console.line(path + " written");
        }
      } catch (CatalogException broken) {
        throw new InputException(broken.problems());
      }
      return ExitCodes.DONE;
    }
  }
}
