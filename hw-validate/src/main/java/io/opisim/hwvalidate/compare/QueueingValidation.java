package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.stat.ConfidenceInterval;
import io.opisim.simcore.stat.Tally;
import io.opisim.simcore.stat.WarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Simulated queues against queueing theory: Erlang C, Pollaczek and Khinchine, and processor
 * sharing, whose means depend on the service law through its mean only.
 *
 * <p>Each row is sized by pilot runs, whose numbers are then thrown away (Stein's two stages,
 * Annals of Mathematical Statistics 16(3), 1945): MSER-5 on their average says how long the warm-up
 * is, their spread how many customers give the standard error wanted.
 */
public final class QueueingValidation implements ValidationCase {
  private static final double BAND = 0.01;
  private static final double LEVEL = 0.95;

  /** With a standard error of 0.28 %, a right mean misses the band once in 2,000 times. */
  private static final double STANDARD_ERROR = BAND / 3.5;

  private static final int PILOT_CUSTOMERS = 20_000;
  private static final int MOST_CUSTOMERS = 3_000_000;

  @Override
  public String id() {
    return "queueing";
  }

  @Override
  public String description() {
    return "Mean waits, sojourn times and numbers of simulated queues against queueing theory.";
  }

  @Override
  public String fittedOn() {
    return "nothing";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    List<ValidationReport.Point> points = new ArrayList<>();
    boolean pass = true;
    for (QueueingRow row : rows(context)) {
      RandomStreams streams = new RandomStreams(context.masterSeed()).child(row.key());
      List<QueueingRun.Means> runs = simulate(row, streams, context.replications());
      String time = row.processorSharing() ? " sojourn_s" : " wait_s";
      pass &=
          compare(
              points,
              row.key() + time,
              row.timeSeconds(),
              runs.stream().mapToDouble(QueueingRun.Means::timeSeconds).toArray());
      pass &=
          compare(
              points,
              row.key() + " number",
              row.number(),
              runs.stream().mapToDouble(QueueingRun.Means::number).toArray());
    }
    String metric =
        ValidationReport.RELATIVE_ERROR
            + "; a point passes within the band or inside the 95 % interval over replications";
    return ValidationReport.of(id(), metric, BAND, pass, List.of(), points);
  }

  private static List<QueueingRow> rows(ValidationContext context) {
    CsvTable table =
        context.table().isPresent()
            ? CsvTable.read(context.table().get(), QueueingRow.COLUMNS)
            : CsvTable.resource(QueueingValidation.class, "queueing.csv", QueueingRow.COLUMNS);
    List<Problem> problems = new ArrayList<>();
    List<QueueingRow> rows =
        table.rows().stream()
            .map(row -> QueueingRow.parse(row, problems))
            .flatMap(Optional::stream)
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    return rows;
  }

  private static boolean compare(
      List<ValidationReport.Point> points, String key, double theory, double[] means) {
    ConfidenceInterval interval = ConfidenceInterval.of(means, LEVEL);
    ValidationReport.Point point = ValidationReport.Point.relative(key, theory, interval.mean());
    points.add(point);
    return interval.contains(theory) || point.error() <= BAND;
  }

  private static List<QueueingRun.Means> simulate(
      QueueingRow row, RandomStreams streams, int replications) {
    List<double[]> pilots =
        IntStream.range(0, replications)
            .parallel()
            .mapToObj(i -> QueueingRun.times(row, streams.child("pilot/" + i), PILOT_CUSTOMERS))
            .toList();
    int warmUp = warmUp(pilots);
    int customers = customers(row, pilots, warmUp);
    return IntStream.range(0, replications)
        .parallel()
        .mapToObj(i -> QueueingRun.means(row, streams.child("run/" + i), warmUp, customers))
        .toList();
  }

  private static int warmUp(List<double[]> pilots) {
    double[] average = new double[PILOT_CUSTOMERS];
    for (double[] pilot : pilots) {
      for (int i = 0; i < average.length; i++) {
        average[i] += pilot[i] / pilots.size();
      }
    }
    return WarmUp.mser5(average);
  }

  private static int customers(QueueingRow row, List<double[]> pilots, int warmUp) {
    Tally means = new Tally();
    for (double[] pilot : pilots) {
      Tally kept = new Tally();
      for (int i = warmUp; i < pilot.length; i++) {
        kept.add(pilot[i]);
      }
      means.add(kept.mean());
    }
    double error = StrictMath.sqrt(means.variance() / means.count()) / means.mean();
    double ratio = error / STANDARD_ERROR;
    double wanted = (PILOT_CUSTOMERS - warmUp) * ratio * ratio;
    // A queue with few arrivals must still end within the calendar's 208 days.
    double most = StrictMath.min(MOST_CUSTOMERS, 1e7 * row.arrivalsPerSecond());
    return (int) StrictMath.max(PILOT_CUSTOMERS, StrictMath.min(most, wanted));
  }
}
