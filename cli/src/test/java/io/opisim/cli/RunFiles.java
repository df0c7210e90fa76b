package io.opisim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of a result folder, read as they stand. */
final class RunFiles {
  private RunFiles() {}

  static List<Map<String, String>> rows(Path table) throws IOException {
    List<String> lines = Files.readAllLines(table);
    String[] names = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int field = 0; field < names.length; field++) {
        row.put(names[field], fields[field]);
      }
      rows.add(row);
    }
    return rows;
  }

  /** Metrics of the first run of a case. */
  static Map<String, Double> metrics(Path result, String caseId) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Map<String, String> row : rows(result.resolve("runs.csv"))) {
      if (row.get("case").equals(caseId)) {
        values.putIfAbsent(row.get("metric"), Double.valueOf(row.get("value")));
      }
    }
    return values;
  }

  static Map<String, Double> column(Path table, String key, String value) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Map<String, String> row : rows(table)) {
      if (!row.get(value).isEmpty()) {
        values.put(row.get(key), Double.valueOf(row.get(value)));
      }
    }
    return values;
  }
}
