package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.storage.OffloadPair;
import io.opisim.hwvalidate.storage.StorageRow;
import io.opisim.hwvalidate.storage.StorageTables;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The same hardware with an NVMe/TCP target in software and in a DPU: accelerators sustained by one
 * description of both.
 */
public final class OffloadPairValidation implements ValidationCase {
  private static final String RESULTS = "mlperf-storage-results/results.csv";
  private static final String SUBMITTER = "MangoBoost";
  private static final String PAIR = "1-client-intel-nvme-tcp";
  private static final String SOFTWARE = "-sw";
  private static final String OFFLOADED = "-dpu";

  private static final double UNET3D_BAND = 0.15;
  private static final double LEAST_CLIENT_GAIN = 0.95;
  private static final double MOST_CLIENT_GAIN = 1.10;

  /** Two Xeon Gold 6438N with 64 hardware threads each, four ports of 100 Gbit/s. */
  private static final int CLIENT_THREADS = 128;

  private static final double CLIENT_BYTES_PER_SECOND = 50e9;
  private static final int MOST_QUEUES = 48;
  private static final int HALVINGS = 12;

  /** Rows that the description is fitted on: all other gains are predicted. */
  private static final List<String> FITTED =
      List.of(
          "unet3d h100 dpu",
          "unet3d h100 sw",
          "resnet50 h100 sw",
          "resnet50 h100 dpu",
          "cosmoflow a100 dpu");

  @Override
  public String id() {
    return "offload-pair";
  }

  @Override
  public String description() {
    return "Accelerators sustained with an NVMe/TCP target in software and in a DPU, by one"
        + " description of the hardware.";
  }

  @Override
  public String fittedOn() {
    return "UNet3D and ResNet-50 on H100, CosmoFlow on A100";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    List<StorageRow> known = StorageTables.read(TrainingModels.published(context, RESULTS));
    OffloadPair pair = fit(known, context.masterSeed());
    Path file = context.table().orElseGet(() -> TrainingModels.published(context, RESULTS));
    List<StorageRow> rows = context.table().isPresent() ? StorageTables.read(file) : known;
    Map<String, StorageRow> software = rows(rows, SOFTWARE);
    Map<String, StorageRow> offloaded = rows(rows, OFFLOADED);
    Judgement judgement = new Judgement(pair);
    software.forEach(
        (name, row) -> {
          if (offloaded.containsKey(name)) {
            judgement.compare(row, offloaded.get(name));
          }
        });
    if (judgement.points.isEmpty()) {
      throw new InvalidTableException(
          List.of(
              new Problem(
                  file.toString(),
                  0,
                  "",
                  "has no two systems of the same name but for -sw and -dpu with one workload",
                  "add such rows")));
    }
    String metric =
        String.format(
            Locale.ROOT,
            "%s of accelerators, and of their gain; passes if UNet3D's predicted gain is within"
                + " 15 %% and predicted gains of the others lie in 0.95 to 1.10; gains of fitted rows"
                + " are reported. Fitted: %.2f GB/s, %d queues, %.1f us a record in software, %.2f us"
                + " in the engine, %.0f us a file",
            ValidationReport.RELATIVE_ERROR,
            pair.bytesPerSecond() / 1e9,
            pair.queues(),
            1e6 * pair.softwareSecondsPerRecord(),
            1e6 * pair.engineSecondsPerRecord(),
            1e6 * pair.clientSecondsPerFile());
    return ValidationReport.of(
        id(), metric, UNET3D_BAND, judgement.pass, fittedRows(), judgement.points);
  }

  private static List<String> fittedRows() {
    return FITTED.stream().map(row -> SUBMITTER + " " + PAIR + " " + row).toList();
  }

  private static Map<String, StorageRow> rows(List<StorageRow> rows, String ending) {
    Map<String, StorageRow> found = new LinkedHashMap<>();
    for (StorageRow row : rows) {
      if (row.system().endsWith(ending) && row.workload().auThreshold().isPresent()) {
        String pair = row.system().substring(0, row.system().length() - ending.length());
        found.put(row.submitter() + " " + pair + " " + row.workload().workload(), row);
      }
    }
    return found;
  }

  /** Each parameter from the row that it alone decides, in turn. */
  private static OffloadPair fit(List<StorageRow> rows, long seed) {
    OffloadPair start =
        new OffloadPair(30e9, 1, 0, 0, 0, CLIENT_THREADS, CLIENT_BYTES_PER_SECOND, seed);
    StorageRow unetEngine = row(rows, OFFLOADED, "unet3d-h100");
    OffloadPair pair =
        start.withBytesPerSecond(bisect(10e9, 100e9, unetEngine, true, start::withBytesPerSecond));
    pair = pair.withQueues(queues(pair, row(rows, SOFTWARE, "unet3d-h100")));
    OffloadPair split = pair;
    double software =
        -bisect(
            -1e-3, 0, row(rows, SOFTWARE, "resnet50-h100"), false, s -> split.withRecords(-s, 0));
    double engine =
        -bisect(
            -1e-4, 0, row(rows, OFFLOADED, "resnet50-h100"), true, s -> split.withRecords(0, -s));
    OffloadPair target = pair.withRecords(software, engine);
    double file =
        -bisect(-1e-3, 0, row(rows, OFFLOADED, "cosmoflow-a100"), true, s -> target.withFiles(-s));
    return target.withFiles(file);
  }

  private static StorageRow row(List<StorageRow> rows, String ending, String workload) {
    return rows.stream()
        .filter(
            row ->
                row.submitter().equals(SUBMITTER)
                    && row.system().equals(PAIR + ending)
                    && row.workload().workload().equals(workload))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidTableException(
                    List.of(
                        new Problem(
                            RESULTS,
                            0,
                            "",
                            "lacks " + SUBMITTER + " " + PAIR + ending + " " + workload,
                            "the pair is fitted on it"))));
  }

  private interface WithParameter {
    OffloadPair with(double value);
  }

  /** The parameter at which the row's utilisation is the published one; it grows with it. */
  private static double bisect(
      double low, double high, StorageRow row, boolean offloaded, WithParameter pair) {
    DoubleUnaryOperator utilisation =
        value -> pair.with(value).utilisation(row.workload(), offloaded, row.ranks());
    double below = low;
    double above = high;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (below + above) / 2;
      if (utilisation.applyAsDouble(middle) < row.au()) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return (below + above) / 2;
  }

  /** The number of queues whose utilisation comes nearest to the published one. */
  private static int queues(OffloadPair pair, StorageRow row) {
    int best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int queues = 1; queues <= MOST_QUEUES; queues++) {
      double utilisation = pair.withQueues(queues).utilisation(row.workload(), false, row.ranks());
      double distance = StrictMath.abs(utilisation - row.au());
      if (distance < least) {
        least = distance;
        best = queues;
      }
    }
    return best;
  }

  /** What has been compared so far. */
  private static final class Judgement {
    final OffloadPair pair;
    final List<ValidationReport.Point> points = new ArrayList<>();
    boolean pass = true;

    Judgement(OffloadPair pair) {
      this.pair = pair;
    }

    void compare(StorageRow software, StorageRow offloaded) {
      int without = sustained(software, false);
      int with = sustained(offloaded, true);
      double published = (double) offloaded.ranks() / software.ranks();
      double predicted = (double) with / Math.max(1, without);
      String workload = software.workload().workload();
      boolean fitted = isFitted(software, "sw") && isFitted(offloaded, "dpu");
      String name = software.submitter() + " " + workload + " gain of offload";
      ValidationReport.Point point =
          ValidationReport.Point.relative(name + (fitted ? " (fitted)" : ""), published, predicted);
      points.add(point);
      if (fitted) {
        return;
      }
      pass &=
          software.program().equals("unet3d")
              ? point.error() <= UNET3D_BAND
              : predicted >= LEAST_CLIENT_GAIN && predicted <= MOST_CLIENT_GAIN;
    }

    private int sustained(StorageRow row, boolean offloaded) {
      int ranks = pair.sustained(row.workload(), offloaded);
      String where = offloaded ? "dpu" : "sw";
      String key =
          String.format(
              Locale.ROOT,
              "%s %s %s%s, limited by %s",
              row.submitter(),
              row.workload().workload(),
              where,
              isFitted(row, where) ? " (fitted)" : "",
              pair.limit(row.workload(), offloaded, ranks).words());
      points.add(ValidationReport.Point.relative(key, row.ranks(), ranks));
      return ranks;
    }

    private static boolean isFitted(StorageRow row, String where) {
      return row.submitter().equals(SUBMITTER)
          && row.system().startsWith(PAIR)
          && FITTED.contains(row.program() + " " + row.accelerator() + " " + where);
    }
  }
}
