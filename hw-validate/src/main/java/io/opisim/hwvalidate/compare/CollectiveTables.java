package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.calibrate.CollectiveCurve;
import io.opisim.hwvalidate.calibrate.CollectiveCurves;
import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.study.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the cases about collectives read and write alike. */
final class CollectiveTables {
  static final String CURVES = "nccl-curves/collectives.csv";

  private CollectiveTables() {}

  /** The curves of the table given, or of the data set. */
  static List<List<CollectiveCurve>> curves(ValidationContext context) {
    CsvTable table = read(context, CURVES, CollectiveCurves.COLUMNS);
    return List.copyOf(CollectiveCurves.bySystem(table).values());
  }

  /** The table given, or the file of that name in the data folder. */
  static CsvTable read(ValidationContext context, String name, List<String> columns) {
    if (context.table().isPresent()) {
      return CsvTable.read(context.table().get(), columns);
    }
    Path file = context.dataDirectory().map(folder -> folder.resolve(name)).orElse(null);
    if (file == null || !Files.exists(file)) {
      String message = "data file not found";
      throw new InvalidTableException(List.of(new Problem(name, 0, "", message, DataFolder.HINT)));
    }
    return CsvTable.read(file, columns);
  }

  /** A row's name in reports. */
  static String key(CollectiveCurve curve, CollectiveCurve.Point point) {
    return curve.system() + " " + curve.key() + " " + point.sizeBytes() + " B";
  }

  /** Names of a curve's rows in one line. */
  static String rows(CollectiveCurve curve) {
    List<String> sizes =
        curve.points().stream().map(point -> Long.toString(point.sizeBytes())).toList();
    return curve.system() + " " + curve.key() + " " + String.join(" ", sizes) + " B";
  }
}
