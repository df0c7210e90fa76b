package io.opisim.hwvalidate.training;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.Recompute;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.models.workload.training.ZeroStage;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads tables of training steps; what is not in a column is what its publication states. */
public final class TrainingTables {
  private static final int MEGATRON_VOCABULARY = 51_200;
  private static final int MEGATRON_SEQUENCE = 2048;
  private static final double MILLIS_PER_SECOND = 1000;

  private TrainingTables() {}

  /** The tables that are known, by what only they have. */
  public enum Kind {
    /** Narayanan et al., SC'21, table 1. */
    SC21,
    /** Korthikanti et al., table 5. */
    SEQUENCE_AND_SELECTIVE,
    /** Megatron-Core, weak scaling on H100. */
    MEGATRON_CORE,
    /** vTrain, several nodes. */
    VTRAIN_MULTI,
    /** vTrain, one node. */
    VTRAIN_SINGLE
  }

  /**
   * Rows of one table.
   *
   * @param kind which table it is
   * @param rows in its order
   */
  public record Rows(Kind kind, List<TrainingRow> rows) {
    /** Copies the list. */
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Reads a file of any kind.
   *
   * @throws InvalidTableException if it is of none, or a row makes no sense
   */
  public static Rows read(Path file) {
    CsvTable table = CsvTable.readWithoutNotes(file, List.of());
    Kind kind = kind(table);
    List<Problem> problems = new ArrayList<>();
    List<TrainingRow> rows = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      try {
        TrainingRow parsed = parser(kind).apply(row);
        if (parsed.seconds() > 0) {
          rows.add(parsed);
        } else {
          problems.add(row.problem("", "has no time of a step", "a positive number"));
        }
      } catch (IllegalArgumentException wrong) {
        problems.add(row.problem("", wrong.getMessage(), "see the first rows of the table"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    return new Rows(kind, rows);
  }

  private static Kind kind(CsvTable table) {
    List<String> columns = table.columns();
    if (columns.contains("achieved_TFLOPs_per_gpu") && columns.contains("virtual_stages")) {
      return Kind.SC21;
    }
    if (columns.contains("mode") && columns.contains("iteration_s_measured")) {
      return Kind.SEQUENCE_AND_SELECTIVE;
    }
    if (columns.contains("model_TFLOPs_per_gpu") && columns.contains("iteration_s_implied")) {
      return Kind.MEGATRON_CORE;
    }
    if (columns.contains("iteration_time_(ms)") && columns.contains("#_GPUs")) {
      return columns.contains("Parameters_(billion)") ? Kind.VTRAIN_MULTI : Kind.VTRAIN_SINGLE;
    }
    throw new InvalidTableException(
        List.of(
            new Problem(
                table.name(),
                0,
                "",
                "is no table of training steps that is known",
                "columns of sc21_table1_a100, seqsel_table5_a100, mcore_h100 or ground_truth")));
  }

  private static Function<CsvTable.Row, TrainingRow> parser(Kind kind) {
    return switch (kind) {
      case SC21 -> TrainingTables::sc21;
      case SEQUENCE_AND_SELECTIVE -> TrainingTables::sequenceAndSelective;
      case MEGATRON_CORE -> TrainingTables::megatronCore;
      case VTRAIN_MULTI, VTRAIN_SINGLE -> TrainingTables::vtrain;
    };
  }

  private static TrainingRow sc21(CsvTable.Row row) {
    ParallelPlan plan =
        ParallelPlan.of(
                whole(row, "tp"),
                whole(row, "pp"),
                whole(row, "dp"),
                whole(row, "global_batch"),
                whole(row, "micro_batch"))
            .withVirtualStages(whole(row, "virtual_stages"))
            .withRecompute(Recompute.FULL);
    String key = "sc21 " + row.text("params_B") + "B";
    return new TrainingRow(
        key, key, gpt(row, whole(row, "vocab")), plan, row.number("iteration_s_implied"));
  }

  private static TrainingRow sequenceAndSelective(CsvTable.Row row) {
    String mode = row.text("mode");
    int tensor = whole(row, "tp");
    int pipeline = whole(row, "pp");
    ParallelPlan plan =
        ParallelPlan.of(
                tensor,
                pipeline,
                whole(row, "gpus") / (tensor * pipeline),
                whole(row, "global_batch"),
                whole(row, "micro_batch"))
            .withVirtualStages(whole(row, "virtual_stages"))
            .withRecompute(recompute(mode))
            .withSequenceParallel(mode.contains("seq"));
    String key = "seqsel " + row.text("model") + " " + mode;
    TransformerModel model = gpt(row, MEGATRON_VOCABULARY);
    return new TrainingRow(
        key, "seqsel " + row.text("model"), model, plan, row.number("iteration_s_measured"));
  }

  private static Recompute recompute(String mode) {
    if (mode.contains("full")) {
      return Recompute.FULL;
    }
    return mode.contains("selective") ? Recompute.SELECTIVE : Recompute.NONE;
  }

  private static TrainingRow megatronCore(CsvTable.Row row) {
    // Neither micro-batch nor virtual stages are published: 1 of each.
    ParallelPlan plan =
        ParallelPlan.of(
                whole(row, "tp"), whole(row, "pp"), whole(row, "dp"), whole(row, "global_batch"), 1)
            .withZero(ZeroStage.OPTIMIZER)
            .withSequenceParallel(true);
    String key = "mcore " + row.text("params_B") + "B " + row.text("gpus") + " GPUs";
    return new TrainingRow(
        key, key, gpt(row, whole(row, "vocab")), plan, row.number("iteration_s_implied"));
  }

  private static TrainingRow vtrain(CsvTable.Row row) {
    ParallelPlan plan =
        ParallelPlan.of(
                whole(row, "tensor_parallelism"),
                whole(row, "pipeline_parallelism"),
                whole(row, "data_parallelism"),
                whole(row, "global_batch"),
                whole(row, "micro_batch"))
            .withRecompute(Recompute.FULL);
    TransformerModel model =
        TransformerModel.gpt(
            whole(row, "#_layers"),
            whole(row, "hidden_size"),
            whole(row, "attention_heads"),
            MEGATRON_VOCABULARY,
            whole(row, "sequence_length"));
    String task =
        "h"
            + model.hidden()
            + " L"
            + model.layers()
            + " "
            + row.text("#_GPUs")
            + " GPUs batch "
            + plan.globalBatch();
    String key =
        task
            + " t"
            + plan.tensor()
            + " d"
            + plan.data()
            + " p"
            + plan.pipeline()
            + " b"
            + plan.microBatch();
    return new TrainingRow(
        key, task, model, plan, row.number("iteration_time_(ms)") / MILLIS_PER_SECOND);
  }

  private static TransformerModel gpt(CsvTable.Row row, int vocabulary) {
    int sequence = row.text("seq").isEmpty() ? MEGATRON_SEQUENCE : whole(row, "seq");
    return TransformerModel.gpt(
        whole(row, "layers"), whole(row, "hidden"), whole(row, "heads"), vocabulary, sequence);
  }

  private static int whole(CsvTable.Row row, String column) {
    double value = row.number(column);
    if (!(value >= 1 && value <= Integer.MAX_VALUE && value == StrictMath.rint(value))) {
      throw new IllegalArgumentException(
          column + " is \"" + row.text(column) + "\", not a whole number");
    }
    return (int) value;
  }
}
