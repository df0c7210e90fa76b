package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.workload.checkpoint.CheckpointContents;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.models.workload.training.ZeroStage;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes of checkpoints of Llama 3 models against MLPerf Storage: the formulas of its rules, and
 * what runs reported. The text of the rules is left out where it contradicts its own configuration.
 */
public final class CheckpointSizeValidation implements ValidationCase {
  private static final double BAND = 1e-4;
  private static final double GIB = 1L << 30;
  private static final Pattern REPORTED = Pattern.compile("([0-9.]+) GiB.*");
  private static final List<String> COLUMNS =
      List.of(
          "model",
          "hidden",
          "ffn",
          "heads",
          "kv_heads",
          "layers",
          "vocab",
          "tp",
          "pp",
          "dp",
          "zero");

  @Override
  public String id() {
    return "checkpoint-size";
  }

  @Override
  public String description() {
    return "Bytes of Llama 3 checkpoints, in all and by rank, against MLPerf Storage.";
  }

  @Override
  public String fittedOn() {
    return "nothing";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    List<ValidationReport.Point> points = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    if (context.table().isPresent()) {
      compare(context.table().get(), points, problems);
    } else {
      compare(
          TrainingModels.published(context, "mlperf-storage/checkpoint-models.csv"),
          points,
          problems);
      compare(
          TrainingModels.published(context, "mlperf-storage-results/checkpoint_results.csv"),
          points,
          problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    boolean pass = points.stream().allMatch(point -> point.error() <= BAND);
    return ValidationReport.of(
        id(), ValidationReport.RELATIVE_ERROR, BAND, pass, List.of(), points);
  }

  private static void compare(
      Path file, List<ValidationReport.Point> points, List<Problem> problems) {
    CsvTable table = CsvTable.read(file, List.of("model"));
    if (table.columns().contains("checkpoint_size_gib")) {
      TreeSet<String> seen = new TreeSet<>();
      for (CsvTable.Row row : table.rows()) {
        CheckpointContents contents = CheckpointSystems.models().get(row.text("model"));
        double published = row.number("checkpoint_size_gib");
        if (contents == null || !(published > 0)) {
          problems.add(row.problem("model", "unknown model or size", "llama3-8b to llama3-1t"));
        } else if (seen.add(row.text("model") + published)) {
          points.add(written(row.text("model") + " run", published, contents));
        }
      }
      return;
    }
    for (CsvTable.Row row : CsvTable.read(file, COLUMNS).rows()) {
      try {
        addPoints(row, points);
      } catch (IllegalArgumentException wrong) {
        problems.add(row.problem("", wrong.getMessage(), "see the first rows of the table"));
      }
    }
  }

  private static void addPoints(CsvTable.Row row, List<ValidationReport.Point> points) {
    TransformerModel model =
        CheckpointSystems.llama(
            whole(row, "layers"),
            whole(row, "hidden"),
            whole(row, "ffn"),
            whole(row, "heads"),
            whole(row, "kv_heads"),
            whole(row, "vocab"));
    ZeroStage zero = ZeroStage.values()[(int) row.number("zero") & 3];
    CheckpointContents contents =
        CheckpointSystems.contents(
            model, whole(row, "tp"), whole(row, "pp"), whole(row, "dp"), zero);
    double optimizer = contents.optimizerBytes() / GIB;
    add(row, "params", model.parameters(), points);
    add(row, "model_GiB", contents.modelBytes() / GIB, points);
    add(row, "optimizer_GiB", optimizer, points);
    add(row, "total_GiB", contents.stateBytes() / GIB, points);
    add(row, "optimizer_GiB_per_rank", optimizer / contents.ranks(), points);
    Matcher reported = REPORTED.matcher(row.text("reported_checkpoint_size"));
    if (reported.matches()) {
      double published = Double.parseDouble(reported.group(1));
      points.add(written(row.text("model") + " reported", published, contents));
    }
  }

  /** What all ranks wrote, norms of tensor-parallel ranks included. */
  private static ValidationReport.Point written(
      String key, double publishedGib, CheckpointContents contents) {
    return ValidationReport.Point.relative(
        key + " written_gib", publishedGib, contents.writtenBytes() / GIB);
  }

  private static void add(
      CsvTable.Row row, String column, double predicted, List<ValidationReport.Point> points) {
    if (row.number(column) > 0) {
      String key = row.text("model") + " " + column;
      points.add(ValidationReport.Point.relative(key, row.number(column), predicted));
    }
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
