package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.rounds.RoundJob;
import io.opisim.scheduler.rounds.RoundSimulation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Policies for GPUs of several types against the simulations of Narayanan et al., "Heterogeneity-
 * Aware Cluster Scheduling Policies for Deep Learning Workloads" (Gavel, OSDI 2020): the same job
 * lists on 36 V100, 36 P100 and 36 K80.
 *
 * <p>First come, first served is determined by its description and judged both ways. The fair
 * policies have many optimal allocations, of which the published runs took what their solver gave:
 * a better one is no error.
 */
public final class GavelValidation implements ValidationCase {
  private static final double BAND = 0.05;

  /** Above this rate queues under first come, first served are long and differ between lists. */
  private static final double HIGH_JOBS_PER_HOUR = 4;

  private static final double HIGH_BAND = 0.1;

  /** What counts as far behind. */
  private static final double FAR_BEHIND = 2;

  private static final int[] GPUS = {36, 36, 36};
  private static final int FIRST_JOB = 4000;
  private static final int END_JOB = 5000;
  private static final double NANOS_PER_HOUR = 3.6e12;

  @Override
  public String id() {
    return "gavel";
  }

  @Override
  public String description() {
    return "Average JCT under policies for GPUs of several types against the Gavel study.";
  }

  @Override
  public String fittedOn() {
    return "nothing";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    List<GavelRow> rows =
        GavelRow.rows(
            context.table().isPresent()
                ? CsvTable.read(context.table().get(), GavelRow.COLUMNS)
                : CsvTable.resource(GavelValidation.class, "gavel.csv", GavelRow.COLUMNS));
    double[] hours = averageHours(context, rows);
    List<ValidationReport.Point> judged = new ArrayList<>();
    List<ValidationReport.Point> all = new ArrayList<>();
    boolean pass = isOrderRight(rows, hours);
    for (int i = 0; i < hours.length; i++) {
      GavelRow row = rows.get(i);
      ValidationReport.Point point = point(row, hours[i]);
      all.add(point);
      if (!row.multi()) {
        judged.add(point);
        pass &= point.error() <= band(row);
      }
    }
    ValidationReport report =
        ValidationReport.of(id(), metric(), BAND, pass, List.of(), judged.isEmpty() ? all : judged);
    return new ValidationReport(
        id(),
        metric(),
        report.medianError(),
        report.p90Error(),
        report.maxError(),
        BAND,
        pass,
        List.of(),
        all);
  }

  private static String metric() {
    return ValidationReport.RELATIVE_ERROR
        + " of fifo-heterogeneous, within 10 % above 4 jobs per hour; of the fair policies"
        + " max(0, predicted / published - 1), since faster is no error; also fails if first come,"
        + " first served is published to take twice as long as a fair policy and does not; multi-GPU rows"
        + " are context, outside the verdict and the errors above";
  }

  private static ValidationReport.Point point(GavelRow row, double hours) {
    ValidationReport.Point point =
        ValidationReport.Point.relative(row.key(), row.publishedHours(), hours);
    return row.isFifo() || hours > row.publishedHours()
        ? point
        : new ValidationReport.Point(row.key(), row.publishedHours(), hours, 0);
  }

  private static double band(GavelRow row) {
    return row.isFifo() && row.jobsPerHour() > HIGH_JOBS_PER_HOUR ? HIGH_BAND : BAND;
  }

  /** Whether the policies are as far apart as published, where that is far. */
  static boolean isOrderRight(List<GavelRow> rows, double[] hours) {
    for (int first = 0; first < hours.length; first++) {
      GavelRow fifo = rows.get(first);
      for (int other = 0; other < hours.length; other++) {
        GavelRow fair = rows.get(other);
        boolean pair =
            fifo.isFifo()
                && !fair.isFifo()
                && !fifo.multi()
                && !fair.multi()
                && fifo.jobsPerHour() == fair.jobsPerHour();
        if (pair
            && fifo.publishedHours() > FAR_BEHIND * fair.publishedHours()
            && hours[first] <= FAR_BEHIND * hours[other]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Every list of every row is a run of its own, on whatever thread is free. */
  private static double[] averageHours(ValidationContext context, List<GavelRow> rows) {
    GavelLists[] lists = new GavelLists[2];
    for (GavelRow row : rows) {
      int kind = row.multi() ? 1 : 0;
      if (lists[kind] == null) {
        lists[kind] = new GavelLists(context, row.multi());
      }
    }
    double[] runs =
        IntStream.range(0, rows.size() * GavelLists.SEEDS)
            .parallel()
            .mapToDouble(
                run -> {
                  GavelRow row = rows.get(run / GavelLists.SEEDS);
                  GavelLists ofRow = lists[row.multi() ? 1 : 0];
                  return averageHours(row, ofRow.jobs(run % GavelLists.SEEDS, row.jobsPerHour()));
                })
            .toArray();
    double[] hours = new double[rows.size()];
    for (int run = 0; run < runs.length; run++) {
      hours[run / GavelLists.SEEDS] += runs[run] / GavelLists.SEEDS;
    }
    return hours;
  }

  private static double averageHours(GavelRow row, List<RoundJob> jobs) {
    long[] finishes =
        RoundSimulation.finishNanos(
            GPUS, jobs, row.policy(), RoundSettings.GAVEL, FIRST_JOB, END_JOB);
    double hours = 0;
    for (int i = 0; i < finishes.length; i++) {
      hours += (finishes[i] - jobs.get(FIRST_JOB + i).arrivalNanos()) / NANOS_PER_HOUR;
    }
    return hours / finishes.length;
  }
}
