package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.workload.pipeline.InputPipeline;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Speed of a GPU by cores that prepare its input, against Synergy, and the order of preparation
 * strategies, against PRESTO.
 *
 * <p>Of each model and memory step the speeds with the fewest and with the most cores are fitted:
 * the rate of one core, and the rate of the GPU. The first memory step (almost none) is left out:
 * it holds the same number for every model that reads files.
 */
public final class InputPipelineValidation implements ValidationCase {
  private static final double BAND = 0.06;
  private static final String SYNERGY = "data-stall/synergy_cpu_sensitivity.csv";
  private static final String CORES = "cpu_cores_per_gpu";
  private static final List<String> COLUMNS = List.of("table", "model", CORES);
  private static final String MEMORY = "rel_speed_mem_col";

  @Override
  public String id() {
    return "input-pipeline";
  }

  @Override
  public String description() {
    return "Speed by cores that prepare input (Synergy), order of preparation strategies (PRESTO).";
  }

  @Override
  public String fittedOn() {
    return "of each Synergy model and memory step the fewest and the most cores; of PRESTO's ImageNet"
        + " the online and the resized strategy, of its caches the page cache";
  }

  /** Speeds by cores, of one model and memory step. */
  private static final class Curve {
    private final SortedMap<Integer, Double> speeds = new TreeMap<>();

    InputPipeline fitted(int cores) {
      double perCore = speeds.get(speeds.firstKey()) / speeds.firstKey();
      return InputPipeline.ofCores(speeds.get(speeds.lastKey()), cores, perCore);
    }

    boolean answersToCores() {
      return !speeds.get(speeds.firstKey()).equals(speeds.get(speeds.lastKey()));
    }
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    List<ValidationReport.Point> points = new ArrayList<>();
    List<ValidationReport.Point> orders = new ArrayList<>();
    List<ValidationReport.Point> answering = new ArrayList<>();
    if (context.table().isPresent() && PrestoStrategies.knows(context.table().get())) {
      orders.addAll(PrestoStrategies.orders(context.table().get()));
    } else {
      Path file = context.table().orElseGet(() -> TrainingModels.published(context, SYNERGY));
      SortedMap<String, Curve> judged = curves(file);
      SortedMap<String, Curve> shared =
          context.table().isPresent() && context.dataDirectory().isPresent()
              ? curves(TrainingModels.published(context, SYNERGY))
              : judged;
      judge(judged, shared, points, answering);
      if (context.table().isEmpty()) {
        orders.addAll(
            PrestoStrategies.orders(
                TrainingModels.published(context, "data-stall/presto_strategies.csv")));
        orders.addAll(
            PrestoStrategies.orders(
                TrainingModels.published(context, "data-stall/presto_caching.csv")));
      }
    }
    double mean = TrainingModels.meanError(points);
    long wrong = orders.stream().filter(point -> point.error() > 0).count();
    String metric =
        String.format(
            Locale.ROOT,
            "%s of Synergy's speeds, whose mean is %.2f %% (band 6 %%), %.2f %% on the %d rows of"
                + " models that answer to cores; PRESTO: ratio of two strategies, error 0 if the"
                + " right one is faster, else 1 (%d of %d wrong)",
            ValidationReport.RELATIVE_ERROR,
            100 * mean,
            100 * TrainingModels.meanError(answering),
            answering.size(),
            wrong,
            orders.size());
    boolean pass = mean <= BAND && wrong == 0;
    points.addAll(orders);
    return ValidationReport.of(id(), metric, BAND, pass, List.of(fittedOn()), points);
  }

  private static void judge(
      SortedMap<String, Curve> judged,
      SortedMap<String, Curve> shared,
      List<ValidationReport.Point> points,
      List<ValidationReport.Point> answering) {
    for (Map.Entry<String, Curve> entry : judged.entrySet()) {
      Curve rows = entry.getValue();
      boolean known = shared != judged && shared.containsKey(entry.getKey());
      Curve fit = known ? shared.get(entry.getKey()) : rows;
      for (Map.Entry<Integer, Double> row : rows.speeds.entrySet()) {
        int cores = row.getKey();
        if (!known && (cores == rows.speeds.firstKey() || cores == rows.speeds.lastKey())) {
          continue;
        }
        ValidationReport.Point point =
            ValidationReport.Point.relative(
                entry.getKey() + " " + cores + " cores",
                row.getValue(),
                fit.fitted(cores).samplesPerSecond());
        points.add(point);
        if (fit.answersToCores()) {
          answering.add(point);
        }
      }
    }
    if (points.isEmpty()) {
      throw new InvalidTableException(
          List.of(
              new Problem(
                  "table", 0, "", "has no model with more than two settings of cores", "")));
    }
  }

  private static SortedMap<String, Curve> curves(Path file) {
    CsvTable table = CsvTable.read(file, COLUMNS);
    List<Problem> problems = new ArrayList<>();
    SortedMap<String, Curve> curves = new TreeMap<>();
    for (CsvTable.Row row : table.rows()) {
      double cores = row.number(CORES);
      if (!(cores >= 1 && cores == StrictMath.rint(cores))) {
        problems.add(row.problem(CORES, "not " + row.text(CORES), "a whole number"));
        continue;
      }
      for (String column : table.columns()) {
        if (column.startsWith(MEMORY) && !column.equals(MEMORY + "0")) {
          if (!(row.number(column) > 0)) {
            problems.add(row.problem(column, "not " + row.text(column), "a positive speed"));
          }
          String step = column.substring(MEMORY.length());
          String key = row.text("table") + " " + row.text("model") + " memory " + step;
          curves
              .computeIfAbsent(key, name -> new Curve())
              .speeds
              .put((int) cores, row.number(column));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    return curves;
  }
}
