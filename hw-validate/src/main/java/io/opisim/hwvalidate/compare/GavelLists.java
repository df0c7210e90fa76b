package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scheduler.rounds.RoundJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The job lists of the Gavel experiment with the speed of each job on each GPU type.
 *
 * <p>Speeds are those of jobs whose GPUs are on one server.
 */
final class GavelLists {
  static final int SEEDS = 3;

  private static final String FOLDER = "gavel-table/";
  private static final List<String> TYPES = List.of("v100", "p100", "k80");
  private static final double NANOS_PER_HOUR = 3.6e12;

  /** A job before its rate is known. */
  private record Entry(double arrivalUnits, int gpus, double steps, double[] stepsPerSecond) {}

  private final List<List<Entry>> lists = new ArrayList<>();

  /**
   * Reads the lists of one kind.
   *
   * @throws InvalidTableException if there is no data folder, or a file of it is not as described
   */
  GavelLists(ValidationContext context, boolean multi) {
    Map<String, double[]> speeds = speeds(context);
    List<Problem> problems = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      String file = FOLDER + (multi ? "jobs_multi_seed" : "jobs_single_seed") + seed + ".csv.gz";
      CsvTable table =
          CsvTable.read(
              TrainingModels.published(context, file),
              List.of("arrival_units", "gpus", "model", "batch_size", "total_steps"));
      List<Entry> list = new ArrayList<>();
      for (CsvTable.Row row : table.rows()) {
        double[] ofJob = speeds.get(kind(row));
        double gpus = row.number("gpus");
        boolean isJob = row.number("total_steps") > 0 && row.number("arrival_units") >= 0;
        if (ofJob == null || !isJob || gpus < 1) {
          problems.add(row.problem("", "is no job of a kind in throughputs.csv", kind(row)));
        } else {
          list.add(
              new Entry(row.number("arrival_units"), (int) gpus, row.number("total_steps"), ofJob));
        }
      }
      lists.add(list);
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
  }

  private static Map<String, double[]> speeds(ValidationContext context) {
    CsvTable table =
        CsvTable.read(
            TrainingModels.published(context, FOLDER + "throughputs.csv"),
            List.of("gpu_type", "consolidated", "model", "batch_size", "gpus", "steps_per_s"));
    Map<String, double[]> speeds = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      int type = TYPES.indexOf(row.text("gpu_type"));
      double speed = row.number("steps_per_s");
      if (type < 0 || !(speed >= 0)) {
        throw new InvalidTableException(
            List.of(row.problem("", "is no measured speed", "a type of " + TYPES)));
      }
      if (row.text("consolidated").equals("1")) {
        speeds.computeIfAbsent(kind(row), kind -> new double[TYPES.size()])[type] = speed;
      }
    }
    return speeds;
  }

  private static String kind(CsvTable.Row row) {
    return row.text("model") + " " + row.text("batch_size") + " on " + row.text("gpus");
  }

  /** The jobs of one list at a rate, in order of arrival. */
  List<RoundJob> jobs(int seed, double jobsPerHour) {
    List<RoundJob> jobs = new ArrayList<>();
    for (Entry entry : lists.get(seed)) {
      long arrival = (long) StrictMath.ceil(entry.arrivalUnits() * NANOS_PER_HOUR / jobsPerHour);
      jobs.add(new RoundJob(arrival, entry.gpus(), entry.steps(), entry.stepsPerSecond()));
    }
    return jobs;
  }
}
