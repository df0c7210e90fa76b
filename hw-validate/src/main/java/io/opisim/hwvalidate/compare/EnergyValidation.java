package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.calibrate.PowerLimitFit;
import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.hwvalidate.training.SetApart;
import io.opisim.models.energy.PowerLimitedTraining;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Energy of an epoch by batch size and power limit against Zeus's measurements on four GPU types:
 * rows 1, 3, 5 ... of each table are fitted, by workload, and the others judged.
 */
public final class EnergyValidation implements ValidationCase {
  private static final double BAND = 0.10;
  private static final List<String> GPUS = List.of("a40", "p100", "rtx6000", "v100");
  private static final List<String> COLUMNS =
      List.of("dataset", "network", "batch_size", "power_limit", "time_per_epoch", "average_power");

  @Override
  public String id() {
    return "energy";
  }

  @Override
  public String description() {
    return "Energy of training epochs by batch size and power limit on four GPU types (Zeus).";
  }

  @Override
  public String fittedOn() {
    return "rows 1, 3, 5 ... of each GPU type's table, by workload";
  }

  /** A row and what it belongs to. */
  private record Row(String workload, String optimizer, PowerLimitFit.Epoch epoch) {
    String key(String gpu) {
      return String.format(
          Locale.ROOT,
          "%s %s%s batch %.0f, %.0f W",
          gpu,
          workload,
          optimizer.isEmpty() ? "" : " " + optimizer,
          epoch.batch(),
          epoch.limitWatts());
    }
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    SortedMap<String, List<ValidationReport.Point>> byGpu = new TreeMap<>();
    int strange = 0;
    if (context.table().isPresent()) {
      for (Map.Entry<String, List<Row>> table : byGpu(context.table().get()).entrySet()) {
        String gpu = table.getKey();
        byGpu.put(gpu, points(gpu, SetApart.fitted(shared(context, gpu)), table.getValue()));
        strange += table.getValue().size() - byGpu.get(gpu).size();
      }
    } else {
      // Fits are independent of each other; results come in the order of the types.
      List<List<ValidationReport.Point>> all =
          GPUS.stream().map(gpu -> shared(context, gpu)).toList().parallelStream()
              .map(rows -> points("", SetApart.fitted(rows), SetApart.judged(rows)))
              .toList();
      for (int i = 0; i < GPUS.size(); i++) {
        String gpu = GPUS.get(i);
        byGpu.put(gpu, all.get(i).stream().map(point -> named(gpu, point)).toList());
      }
    }
    List<ValidationReport.Point> points = byGpu.values().stream().flatMap(List::stream).toList();
    String means =
        byGpu.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(
                entry ->
                    String.format(
                        Locale.ROOT,
                        "%s %.2f %%",
                        entry.getKey(),
                        100 * TrainingModels.meanError(entry.getValue())))
            .collect(Collectors.joining(", "));
    String metric =
        String.format(
            Locale.ROOT,
            "%s of joules; passes if the mean is within 10 %% for each GPU type (%s); all rows"
                + " %.2f %%; %d rows of workloads that were not fitted",
            ValidationReport.RELATIVE_ERROR,
            means,
            100 * TrainingModels.meanError(points),
            strange);
    boolean pass = byGpu.values().stream().allMatch(rows -> TrainingModels.meanError(rows) <= BAND);
    return ValidationReport.of(id(), metric, BAND, pass, List.of(fittedOn()), points);
  }

  private static ValidationReport.Point named(String gpu, ValidationReport.Point point) {
    return new ValidationReport.Point(
        gpu + point.key(), point.published(), point.predicted(), point.error());
  }

  private static List<ValidationReport.Point> points(
      String gpu, List<Row> fitted, List<Row> judged) {
    SortedMap<String, PowerLimitedTraining> models = new TreeMap<>();
    fitted.stream()
        .collect(Collectors.groupingBy(Row::workload, TreeMap::new, Collectors.toList()))
        .forEach(
            (workload, rows) ->
                models.put(workload, PowerLimitFit.fit(rows.stream().map(Row::epoch).toList())));
    List<ValidationReport.Point> points = new ArrayList<>();
    for (Row row : judged) {
      PowerLimitedTraining model = models.get(row.workload());
      PowerLimitFit.Epoch epoch = row.epoch();
      if (model != null) {
        points.add(
            ValidationReport.Point.relative(
                row.key(gpu),
                epoch.seconds() * epoch.watts(),
                model.epoch(epoch.batch(), epoch.limitWatts()).joules()));
      }
    }
    return points;
  }

  private static List<Row> shared(ValidationContext context, String gpu) {
    Path file = TrainingModels.published(context, "energy/zeus_power_" + gpu + ".csv");
    return rows(CsvTable.read(file, COLUMNS).rows());
  }

  /** The rows of a user's table by GPU type, which a column or the file's name tells. */
  private static SortedMap<String, List<Row>> byGpu(Path file) {
    SortedMap<String, List<CsvTable.Row>> rows = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (CsvTable.Row row : CsvTable.read(file, COLUMNS).rows()) {
      String told = row.text("gpu").toLowerCase(Locale.ROOT);
      Optional<String> gpu =
          GPUS.stream()
              .filter(known -> told.isEmpty() ? name.contains(known) : told.equals(known))
              .findFirst();
      if (gpu.isPresent()) {
        rows.computeIfAbsent(gpu.get(), key -> new ArrayList<>()).add(row);
      } else {
        problems.add(
            row.problem(
                "gpu",
                "neither a column gpu nor the file's name tells the GPU type",
                String.join(", ", GPUS)));
        break;
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    SortedMap<String, List<Row>> parsed = new TreeMap<>();
    rows.forEach((gpu, list) -> parsed.put(gpu, rows(list)));
    return parsed;
  }

  private static List<Row> rows(List<CsvTable.Row> table) {
    List<Row> rows = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (CsvTable.Row row : table) {
      PowerLimitFit.Epoch epoch =
          new PowerLimitFit.Epoch(
              row.number("batch_size"),
              row.number("power_limit"),
              row.number("time_per_epoch"),
              row.number("average_power"));
      if (epoch.batch() > 0 && epoch.limitWatts() > 0 && epoch.seconds() > 0 && epoch.watts() > 0) {
        String workload = row.text("dataset") + "/" + row.text("network");
        rows.add(new Row(workload, row.text("optimizer"), epoch));
      } else {
        problems.add(row.problem("", "needs batch, limit, time and power", "positive numbers"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    return rows;
  }
}
