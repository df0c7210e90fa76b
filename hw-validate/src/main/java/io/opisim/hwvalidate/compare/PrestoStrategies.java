package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.models.workload.pipeline.Preparation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of two ways to prepare samples is faster, against Isenko et al., PRESTO, SIGMOD 2022.
 *
 * <p>ImageNet: an image is read, decoded and resized, then centred to 32-bit numbers. Two published
 * rates give the core times of the two parts; what the third strategy, all of it offline, reaches
 * follows from the size of what it stores. Caching: the rate from the page cache is taken as that
 * of the cores, the rate without it follows from the size of a sample; predicted is which data set
 * gains more.
 */
final class PrestoStrategies {
  private static final String DATASET = "dataset";
  private static final String RATE = "samples_per_s_8_threads";
  private static final String PAGE_CACHE = "os_page_cache_sps";
  private static final double THREADS = 8;

  /** What the storage gave to the strategy that reads most, as PRESTO prints it. */
  private static final double STORAGE_BYTES_PER_SECOND = 644e6;

  /** 68 MB/s at 588 samples a second. */
  private static final double JPEG_BYTES = 68e6 / 588;

  private static final double PIXELS = 224 * 224 * 3;
  private static final double FLOAT_BYTES = 4;
  private static final double BYTES_PER_MB = 1e6;

  private PrestoStrategies() {}

  /** Whether a table is one of PRESTO's. */
  static boolean knows(Path file) {
    List<String> columns = CsvTable.read(file, List.of()).columns();
    return columns.contains(RATE) || columns.contains(PAGE_CACHE);
  }

  /** Ratios of pairs, error 0 where the right one is the faster; empty if nothing is known. */
  static List<ValidationReport.Point> orders(Path file) {
    CsvTable table = CsvTable.read(file, List.of(DATASET));
    return table.columns().contains(RATE) ? strategies(table) : caches(table);
  }

  private static List<ValidationReport.Point> strategies(CsvTable table) {
    double online = rate(table, "online (");
    double resized = rate(table, "resized");
    double centred = rate(table, "centred");
    if (!(online > 0 && resized > 0 && centred > 0)) {
      return List.of();
    }
    Preparation images =
        new Preparation(
            JPEG_BYTES,
            List.of(
                new Preparation.Step(
                    "decode and resize", THREADS / online - THREADS / resized, PIXELS),
                new Preparation.Step("centre", THREADS / resized, FLOAT_BYTES * PIXELS)));
    double[] predicted = new double[3];
    for (int offline = 0; offline < predicted.length; offline++) {
      predicted[offline] = images.perSecond(offline, THREADS, STORAGE_BYTES_PER_SECOND);
    }
    return List.of(
        order("presto imagenet resized ÷ online", resized / online, predicted[1] / predicted[0]),
        order("presto imagenet centred ÷ online", centred / online, predicted[2] / predicted[0]),
        order("presto imagenet resized ÷ centred", resized / centred, predicted[1] / predicted[2]));
  }

  private static double rate(CsvTable table, String words) {
    return table.rows().stream()
        .filter(row -> row.text(DATASET).equals("imagenet"))
        .filter(row -> row.text("strategy").contains(words))
        .mapToDouble(row -> row.number(RATE))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static List<ValidationReport.Point> caches(CsvTable table) {
    List<ValidationReport.Point> points = new ArrayList<>();
    List<CsvTable.Row> rows = table.rows();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = i + 1; j < rows.size(); j++) {
        points.add(
            order(
                "presto gain from a page cache, "
                    + rows.get(i).text(DATASET)
                    + " ÷ "
                    + rows.get(j).text(DATASET),
                gain(rows.get(i)) / gain(rows.get(j)),
                predictedGain(rows.get(i)) / predictedGain(rows.get(j))));
      }
    }
    return points;
  }

  private static double gain(CsvTable.Row row) {
    return row.number(PAGE_CACHE) / row.number("no_cache_sps");
  }

  private static double predictedGain(CsvTable.Row row) {
    double cached = row.number(PAGE_CACHE);
    Preparation sample =
        new Preparation(
            row.number("sample_MB") * BYTES_PER_MB,
            List.of(new Preparation.Step("the rest", THREADS / cached, 1)));
    return cached / sample.perSecond(0, THREADS, STORAGE_BYTES_PER_SECOND);
  }

  private static ValidationReport.Point order(String key, double published, double predicted) {
    boolean right = StrictMath.signum(published - 1) == StrictMath.signum(predicted - 1);
    return new ValidationReport.Point(key, published, predicted, right ? 0 : 1);
  }
}
