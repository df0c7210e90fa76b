package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.storage.LoaderRuns;
import io.opisim.hwvalidate.storage.StorageRow;
import io.opisim.hwvalidate.storage.StorageTables;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.storage.queued.TargetShape;
import io.opisim.models.workload.loader.LoaderWorkers;
import io.opisim.models.workload.loader.RecordSizes;
import io.opisim.models.workload.loader.TrainerPlan;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.simcore.random.RandomStreams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many H100 a system sustains at the utilisation asked for, from the byte rate that it gave to
 * A100 on the same hosts: the loader is simulated with more and more ranks on that rate.
 */
public final class AcceleratorsSustainedValidation implements ValidationCase {
  private static final double BAND = 0.2;
  private static final double UNET3D_SHARE = 0.8;

  /** A batch of many records fills its loader within one step, so few steps tell the same. */
  private static final int STEPS_OF_MANY_RECORDS = 100;

  private static final int MOST_STEPS = 1000;

  /** Rounding of a ratio of small numbers must not decide whether 4 of 5 are within a fifth. */
  private static final double ROUNDING = 1e-9;

  @Override
  public String id() {
    return "accelerators-sustained";
  }

  @Override
  public String description() {
    return "Accelerators that a system sustains, predicted from its result with another kind of"
        + " accelerator.";
  }

  @Override
  public String fittedOn() {
    return "the byte rate of the A100 row of each system";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    Path file =
        context
            .table()
            .orElseGet(
                () -> TrainingModels.published(context, "mlperf-storage-results/results.csv"));
    List<StorageRow> rows = StorageTables.read(file);
    List<ValidationReport.Point> points = new ArrayList<>();
    List<String> fittedOn = new ArrayList<>();
    int cosmoflow = 0;
    int cosmoflowInside = 0;
    int unet3d = 0;
    int unet3dInside = 0;
    for (StorageRow slow : rows) {
      for (StorageRow fast : rows) {
        if (!isPair(slow, fast)) {
          continue;
        }
        ValidationReport.Point point = compare(slow, fast, context.masterSeed());
        boolean inside = point.error() <= BAND + ROUNDING;
        points.add(point);
        fittedOn.add(slow.key());
        switch (fast.program()) {
          case "cosmoflow" -> {
            cosmoflow++;
            cosmoflowInside += inside ? 1 : 0;
          }
          case "unet3d" -> {
            unet3d++;
            unet3dInside += inside ? 1 : 0;
          }
          default -> {}
        }
      }
    }
    if (points.isEmpty()) {
      throw new InvalidTableException(
          List.of(
              new Problem(
                  file.toString(),
                  0,
                  "",
                  "has no system with a100 and h100 of one program on the same number of hosts",
                  "add such rows")));
    }
    boolean pass = cosmoflowInside == cosmoflow && unet3dInside >= UNET3D_SHARE * unet3d;
    String metric =
        String.format(
            Locale.ROOT,
            "%s of accelerators; passes if all CosmoFlow pairs (here %d of %d) and 80 %% of the"
                + " UNet3D pairs (here %d of %d) are within 20 %%; ResNet-50 is reported only",
            ValidationReport.RELATIVE_ERROR,
            cosmoflowInside,
            cosmoflow,
            unet3dInside,
            unet3d);
    return ValidationReport.of(id(), metric, BAND, pass, fittedOn, points);
  }

  private static boolean isPair(StorageRow slow, StorageRow fast) {
    return slow.accelerator().equals("a100")
        && fast.accelerator().equals("h100")
        && slow.hosts() == fast.hosts()
        && slow.program().equals(fast.program())
        && slow.plainSystem().equals(fast.plainSystem())
        && slow.workload().auThreshold().isPresent()
        && fast.workload().auThreshold().isPresent();
  }

  private static ValidationReport.Point compare(StorageRow slow, StorageRow fast, long seed) {
    double threshold = fast.workload().auThreshold().orElseThrow().value();
    double each = threshold * fast.batchBytes() / fast.stepSeconds();
    int byBytes =
        LoaderRuns.sustained(
            ranks -> utilisation(fast, ranks, slow.bytesPerSecond(), seed),
            threshold,
            (int) (slow.bytesPerSecond() / each));
    String key =
        String.format(
            Locale.ROOT,
            "%s (from a100 x %d, %s)",
            fast.key(),
            slow.ranks(),
            binding(slow, fast, byBytes));
    return ValidationReport.Point.relative(key, fast.ranks(), byBytes);
  }

  /**
   * What the published pair says about the resource that binds: bytes if their rate predicts the
   * number, ranks of the client if that stayed the same, neither else. It is said after the fact.
   */
  private static String binding(StorageRow slow, StorageRow fast, int byBytes) {
    double bytesError = StrictMath.abs((double) byBytes / fast.ranks() - 1);
    double ranksError = StrictMath.abs((double) slow.ranks() / fast.ranks() - 1);
    if (bytesError <= BAND + ROUNDING) {
      return "bound by bytes";
    }
    return ranksError < bytesError
        ? "bound by ranks of the client"
        : "bound by neither bytes nor ranks";
  }

  private static double utilisation(StorageRow row, int ranks, double bytesPerSecond, long seed) {
    LoaderWorkers workers = LoaderWorkers.of(row.workload());
    int steps = Math.min(row.steps(), workers.together() ? STEPS_OF_MANY_RECORDS : MOST_STEPS);
    RandomStreams random = new RandomStreams(seed);
    RecordSizes sizes = LoaderRuns.sizes(row.workload(), ranks, steps, random);
    int reads = LoaderRuns.readsPerBatch(row.workload());
    // Published rates count records with their nominal size.
    double scale = sizes.meanBytes() * reads / row.batchBytes();
    TrainerPlan plan = TrainerPlan.of(ranks, steps, reads, row.batch(), row.stepSeconds(), workers);
    return LoaderRuns.run(plan, TargetShape.pool(bytesPerSecond * scale), sizes, seed).au();
  }
}
