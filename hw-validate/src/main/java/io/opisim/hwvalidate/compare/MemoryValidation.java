package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.Recompute;
import io.opisim.models.workload.training.TrainingMemory;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Memory of transformer training against Korthikanti et al., arXiv 2205.05198: bytes per GPU of
 * figure 1, and the shares of figure 7, which were read off its bars.
 */
public final class MemoryValidation implements ValidationCase {
  private static final double BAND = 1e-4;

  /** A bar of figure 7 can be read to about a seventh of a percentage point. */
  private static final double SHARE_BAND = 1.5e-3;

  private static final double GIB = 1L << 30;
  private static final String STATE = "params_plus_optimizer_GiB_per_gpu";
  private static final String ACTIVATIONS = "activations_GiB_per_gpu";
  private static final String SHARE = "activation_memory_pct_of_tensor_parallel_baseline";

  private record Setting(TransformerModel model, ParallelPlan plan) {}

  private static final Map<String, Setting> SETTINGS =
      Map.of(
          "22B", setting(48, 6144, 64, 1, 4, 4, 1),
          "175B", setting(96, 12288, 96, 8, 1, 64, 3),
          "530B", setting(105, 20480, 128, 35, 1, 280, 3),
          "1T", setting(128, 25600, 160, 64, 1, 512, 1));

  private static Setting setting(
      int layers,
      int hidden,
      int heads,
      int pipeline,
      int microBatch,
      int globalBatch,
      int virtualStages) {
    return new Setting(
        TransformerModel.gpt(layers, hidden, heads, 51_200, 2048),
        ParallelPlan.of(8, pipeline, 1, globalBatch, microBatch).withVirtualStages(virtualStages));
  }

  @Override
  public String id() {
    return "memory";
  }

  @Override
  public String description() {
    return "Weights, optimiser state and activations of transformers against published bytes.";
  }

  @Override
  public String fittedOn() {
    return "nothing";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    List<CsvTable> tables =
        context
            .table()
            .map(file -> List.of(CsvTable.read(file, List.of("model"))))
            .orElseGet(
                () ->
                    List.of(
                        published(context, "fig1_memory_gib"),
                        published(context, "fig7_activation_pct")));
    List<ValidationReport.Point> points = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    boolean pass = true;
    for (CsvTable table : tables) {
      for (CsvTable.Row row : table.rows()) {
        pass &=
            row.text(SHARE).isEmpty() ? bytes(row, points, problems) : share(row, points, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    String metric =
        ValidationReport.RELATIVE_ERROR
            + "; of shares read off a figure, |predicted - published|, which passes within 0.15"
            + " percentage points";
    return ValidationReport.of(id(), metric, BAND, pass, List.of(), points);
  }

  private static CsvTable published(ValidationContext context, String figure) {
    Path file = TrainingModels.published(context, "megatron-table/seqsel_" + figure + ".csv");
    return CsvTable.read(file, List.of("model"));
  }

  private static boolean bytes(
      CsvTable.Row row, List<ValidationReport.Point> points, List<Problem> problems) {
    Optional<Setting> setting = setting(row, row.text("mode"), problems);
    if (!(row.number(STATE) > 0 && row.number(ACTIVATIONS) > 0)) {
      problems.add(row.problem(STATE, "needs GiB of state and of activations", "numbers"));
      return false;
    }
    if (setting.isEmpty()) {
      return false;
    }
    String key = row.text("model") + " " + row.text("mode");
    TransformerModel model = setting.get().model();
    ParallelPlan plan = setting.get().plan();
    // The figure leaves out embeddings; its gradients have 32 bits.
    double state =
        TrainingMemory.layerStateBytes(model, plan, TrainingMemory.MEGATRON_GRADIENT_BYTES);
    ValidationReport.Point statePoint =
        ValidationReport.Point.relative(key + " state_gib", row.number(STATE), state / GIB);
    ValidationReport.Point activationPoint =
        ValidationReport.Point.relative(
            key + " activations_gib",
            row.number(ACTIVATIONS),
            TrainingMemory.activationBytes(model, plan) / GIB);
    points.add(statePoint);
    points.add(activationPoint);
    return statePoint.error() <= BAND && activationPoint.error() <= BAND;
  }

  private static boolean share(
      CsvTable.Row row, List<ValidationReport.Point> points, List<Problem> problems) {
    Optional<Setting> setting = setting(row, row.text("technique"), problems);
    if (setting.isEmpty()) {
      return false;
    }
    TransformerModel model = setting.get().model();
    ParallelPlan plan = setting.get().plan();
    ParallelPlan baseline = plan.withRecompute(Recompute.NONE).withSequenceParallel(false);
    double predicted =
        TrainingMemory.activationBytesPerLayer(model, plan)
            / TrainingMemory.activationBytesPerLayer(model, baseline);
    double published = row.number(SHARE) / 100;
    ValidationReport.Point point =
        new ValidationReport.Point(
            row.text("model") + " " + row.text("technique") + " share",
            published,
            predicted,
            StrictMath.abs(predicted - published));
    points.add(point);
    return point.error() <= SHARE_BAND;
  }

  private static Optional<Setting> setting(
      CsvTable.Row row, String technique, List<Problem> problems) {
    Setting base = SETTINGS.get(row.text("model"));
    if (base == null) {
      problems.add(row.problem("model", "unknown model " + row.text("model"), "22B 175B 530B 1T"));
      return Optional.empty();
    }
    String words = technique.toLowerCase(Locale.ROOT);
    Recompute recompute = Recompute.NONE;
    if (words.contains("full")) {
      recompute = Recompute.FULL;
    } else if (words.contains("selective")) {
      recompute = Recompute.SELECTIVE;
    }
    ParallelPlan plan =
        base.plan().withRecompute(recompute).withSequenceParallel(words.contains("seq"));
    return Optional.of(new Setting(base.model(), plan));
  }
}
