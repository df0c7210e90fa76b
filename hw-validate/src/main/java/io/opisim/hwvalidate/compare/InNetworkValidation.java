package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.collective.CollectiveAlgorithm;
import io.opisim.models.collective.CollectiveAlgorithms;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveParameter;
import io.opisim.models.collective.CollectiveParameters;
import io.opisim.models.collective.CollectiveProtocol;
import io.opisim.models.collective.NetworkAggregation;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.collective.ReductionServerAggregation;
import io.opisim.models.collective.RingAlgorithm;
import io.opisim.models.collective.SwitchAggregation;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All-reduce by a ring, by reduction servers and by switches on the same eight ranks: a latency and
 * a rate for each from its smallest and largest size, judged on the sizes between, and on the gain
 * over the ring there.
 */
public final class InNetworkValidation implements ValidationCase {
  private static final String FILE = "in-network/optcast_8rank_fp32_digitised.csv";
  private static final String RATE = "throughput_GBps_read_off_plot_pm0.05";
  private static final List<String> COLUMNS = List.of("data_MB", "method", RATE);

  /** Four servers of two accelerators with a NIC each; four hosts that reduce. */
  private static final RankLayout RANKS = new RankLayout(1, 8);

  private static final int SERVERS = 4;
  private static final double MEDIAN_BAND = 0.05;

  @Override
  public String id() {
    return "in-network";
  }

  @Override
  public String description() {
    return "All-reduce in switches and on reduction servers against a ring on the same ranks.";
  }

  @Override
  public String fittedOn() {
    return "the smallest and the largest size of each method";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    Map<Method, List<Row>> judged = rows(CollectiveTables.read(context, FILE, COLUMNS));
    Map<Method, List<Row>> fitted = fittedRows(context).orElse(judged);
    List<String> fittedOn = new ArrayList<>();
    Map<Method, Fit> fits = new TreeMap<>();
    for (Method method : judged.keySet()) {
      List<Row> ends = ends(method, fitted.getOrDefault(method, List.of()));
      fits.put(method, Fit.of(method, ends.get(0), ends.get(1)));
      ends.forEach(row -> fittedOn.add(row.key()));
    }
    List<ValidationReport.Point> points = new ArrayList<>();
    for (List<Row> rows : judged.values()) {
      for (Row row : rows) {
        if (!fittedOn.contains(row.key())) {
          Fit fit = fits.get(row.method());
          points.add(
              ValidationReport.Point.relative(
                  row.key() + " GB/s", row.bytesPerSecond() / 1e9, fit.rate(row.bytes()) / 1e9));
          gain(row, judged, fits).ifPresent(points::add);
        }
      }
    }
    if (points.isEmpty()) {
      throw tooFew("no size between the smallest and the largest of a method");
    }
    String metric = ValidationReport.RELATIVE_ERROR + "; passes if the median is within the band";
    ValidationReport report =
        ValidationReport.of(id(), metric, MEDIAN_BAND, true, fittedOn, points);
    boolean pass = report.medianError() <= MEDIAN_BAND;
    return ValidationReport.of(id(), metric, MEDIAN_BAND, pass, fittedOn, points);
  }

  /** The gain over the ring of the same size, if there is such a row. */
  private static Optional<ValidationReport.Point> gain(
      Row row, Map<Method, List<Row>> judged, Map<Method, Fit> fits) {
    if (row.method() == Method.RING) {
      return Optional.empty();
    }
    return judged.getOrDefault(Method.RING, List.of()).stream()
        .filter(ring -> ring.bytes() == row.bytes())
        .findFirst()
        .map(
            ring ->
                ValidationReport.Point.relative(
                    row.key() + " gain over ring",
                    row.bytesPerSecond() / ring.bytesPerSecond(),
                    fits.get(row.method()).rate(row.bytes())
                        / fits.get(Method.RING).rate(row.bytes())));
  }

  /** With a table of its own, a run is still fitted on the data set's rows, if that is there. */
  private static Optional<Map<Method, List<Row>>> fittedRows(ValidationContext context) {
    Optional<Path> file =
        context.dataDirectory().map(folder -> folder.resolve(FILE)).filter(Files::exists);
    return file.map(path -> rows(CsvTable.read(path, COLUMNS)));
  }

  private static List<Row> ends(Method method, List<Row> rows) {
    if (rows.size() < 2 || rows.get(0).bytes() == rows.get(rows.size() - 1).bytes()) {
      throw tooFew("two sizes of \"" + method.label + "\" are needed to fit on");
    }
    return List.of(rows.get(0), rows.get(rows.size() - 1));
  }

  private static InvalidTableException tooFew(String message) {
    return new InvalidTableException(
        List.of(new Problem(FILE, 0, "data_MB", message, "add rows of other sizes")));
  }

  private static Map<Method, List<Row>> rows(CsvTable table) {
    List<Problem> problems = new ArrayList<>();
    Map<Method, List<Row>> rows = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      Optional<Method> method = Method.of(row.text("method"));
      if (method.isEmpty()) {
        problems.add(row.problem("method", "unknown method " + row.text("method"), Method.known()));
      }
      int before = problems.size();
      for (String column : List.of("data_MB", RATE)) {
        if (!(row.number(column) > 0) || Double.isInfinite(row.number(column))) {
          problems.add(row.problem(column, "not " + row.text(column), "a positive number"));
        }
      }
      if (method.isPresent() && problems.size() == before) {
        rows.computeIfAbsent(method.get(), unused -> new ArrayList<>())
            .add(new Row(method.get(), row.number("data_MB") * 1e6, row.number(RATE) * 1e9));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    rows.values().forEach(list -> list.sort(Comparator.comparingDouble(Row::bytes)));
    return rows;
  }

  /** What is compared with what. */
  private enum Method {
    RING("NCCL ring", RingAlgorithm.ID),
    SERVERS("reduction server on CPU nodes", ReductionServerAggregation.ID),
    SWITCH("IB SHARP", SwitchAggregation.ID);

    private final String label;
    private final String algorithm;

    Method(String label, String algorithm) {
      this.label = label;
      this.algorithm = algorithm;
    }

    static Optional<Method> of(String label) {
      for (Method method : values()) {
        if (method.label.equals(label)) {
          return Optional.of(method);
        }
      }
      return Optional.empty();
    }

    static String known() {
      List<String> labels = new ArrayList<>();
      for (Method method : values()) {
        labels.add("\"" + method.label + "\"");
      }
      return String.join(", ", labels);
    }
  }

  private record Row(Method method, double bytes, double bytesPerSecond) {
    double seconds() {
      return bytes / bytesPerSecond;
    }

    String key() {
      return String.format(Locale.ROOT, "%s %.0f MB", method.label, bytes / 1e6);
    }
  }

  /** An algorithm on the system that two rows give. */
  private record Fit(CollectiveAlgorithm algorithm, CollectiveParameters system) {
    static Fit of(Method method, Row small, Row large) {
      double secondsPerByte =
          Math.max(1e-15, (large.seconds() - small.seconds()) / (large.bytes() - small.bytes()));
      double latency = Math.max(0, small.seconds() - secondsPerByte * small.bytes());
      CollectiveAlgorithm algorithm = CollectiveAlgorithms.of(List.of(method.algorithm)).get(0);
      CollectiveParameters line =
          CollectiveParameters.of(
              Map.of(
                  CollectiveParameter.BASE_LATENCY,
                  latency,
                  CollectiveParameter.NODE_HOP_LATENCY,
                  0.0,
                  CollectiveParameter.NIC_RATE,
                  1 / secondsPerByte));
      return new Fit(algorithm, device(method, line, latency, secondsPerByte));
    }

    private static CollectiveParameters device(
        Method method, CollectiveParameters line, double latency, double secondsPerByte) {
      return switch (method) {
        case RING ->
            line.with(
                CollectiveParameter.NIC_RATE,
                CollectiveOperation.ALL_REDUCE.busFactor(RANKS.ranks()) / secondsPerByte);
        case SERVERS ->
            line.withAggregation(
                new NetworkAggregation(
                    NetworkAggregation.Kind.REDUCTION_SERVER,
                    latency,
                    RANKS.ranks() / secondsPerByte / SERVERS,
                    SERVERS));
        case SWITCH ->
            line.withAggregation(
                new NetworkAggregation(
                    NetworkAggregation.Kind.SWITCH, latency, 1 / secondsPerByte, 1));
      };
    }

    double rate(double bytes) {
      return bytes
          / algorithm.seconds(
              CollectiveOperation.ALL_REDUCE, bytes, RANKS, CollectiveProtocol.SIMPLE, system);
    }
  }
}
