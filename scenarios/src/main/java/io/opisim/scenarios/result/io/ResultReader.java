package io.opisim.scenarios.result.io;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.result.StudyResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a result folder back. */
public final class ResultReader {
  private static final String MANIFEST = "manifest.json";

  private ResultReader() {}

  /**
   * The result folder that a user means: the folder itself, or the latest result below it, so that
   * {@code results/first} is enough.
   *
   * @throws IOException with what is wrong if there is none
   */
  public static Path locate(Path given) throws IOException {
    if (Files.isRegularFile(given.resolve(MANIFEST))) {
      return given;
    }
    if (!Files.isDirectory(given)) {
      throw new IOException(given + ": no such result folder");
    }
    Path latest = null;
    try (Stream<Path> children = Files.list(given)) {
      for (Path child : children.filter(ResultReader::isResult).sorted().toList()) {
        latest = latest == null || writtenAt(child) > writtenAt(latest) ? child : latest;
      }
    }
    if (latest == null) {
      throw new IOException(given + ": not a result folder, it has no " + MANIFEST);
    }
    return latest;
  }

  private static boolean isResult(Path folder) {
    return Files.isRegularFile(folder.resolve(MANIFEST))
        && !folder.getFileName().toString().startsWith(".");
  }

  private static long writtenAt(Path folder) throws IOException {
    return Files.getLastModifiedTime(folder.resolve(MANIFEST)).toMillis();
  }

  /** Reads the metrics of every run. */
  public static StudyResult read(Path folder) throws IOException {
    JsonNode manifest = manifest(folder.resolve(MANIFEST));
    Map<String, Map<Long, Map<String, Double>>> values = values(folder.resolve("runs.csv"));
    List<CaseResult> cases = new ArrayList<>();
    for (JsonNode node : required(manifest, "cases", folder)) {
      Map<String, String> parameters = new LinkedHashMap<>();
      node.path("parameters")
          .properties()
          .forEach(field -> parameters.put(field.getKey(), field.getValue().asText()));
      String id = required(node, "case", folder).asText();
      List<RunResult> runs = new ArrayList<>();
      values
          .getOrDefault(id, Map.of())
          .forEach((seed, metrics) -> runs.add(new RunResult(seed, metrics)));
      if (runs.isEmpty()) {
        throw new IOException(folder + ": runs.csv has no run of case " + id);
      }
      cases.add(new CaseResult(id, parameters, runs));
    }
    TreeMap<String, String> inputs = new TreeMap<>();
    manifest
        .path("inputs")
        .properties()
        .forEach(field -> inputs.put(field.getKey(), field.getValue().asText()));
    TreeMap<String, Long> leftOut = new TreeMap<>();
    manifest
        .path("left_out")
        .properties()
        .forEach(field -> leftOut.put(field.getKey(), field.getValue().asLong()));
    JsonNode cluster = required(manifest, "cluster", folder);
    return new StudyResult(
        required(manifest, "scenario", folder).asText(),
        manifest.path("question").asText(),
        required(manifest, "version", folder).asText(),
        required(manifest, "seed", folder).asLong(),
        required(manifest, "hash", folder).asText(),
        required(manifest, "baseline", folder).asText(),
        inputs,
        leftOut,
        cases,
        cluster.path("nodes").asInt(),
        cluster.path("gpus").asLong(),
        cluster.path("cpu_milli").asLong());
  }

  private static JsonNode manifest(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return Json.parse(bytes);
    } catch (IOException broken) {
      throw new IOException(file + ": is not JSON; was it changed?", broken);
    }
  }

  private static JsonNode required(JsonNode node, String key, Path folder) throws IOException {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new IOException(folder + ": manifest.json has no \"" + key + "\"");
    }
    return value;
  }

  private static Map<String, Map<Long, Map<String, Double>>> values(Path file) throws IOException {
    Map<String, Map<Long, Map<String, Double>>> values = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(file, StandardCharsets.UTF_8)) {
      for (NamedCsvRecord row : rows) {
        values
            .computeIfAbsent(row.getField("case"), id -> new LinkedHashMap<>())
            .computeIfAbsent(Long.parseLong(row.getField("seed")), seed -> new LinkedHashMap<>())
            .put(row.getField("metric"), Double.parseDouble(row.getField("value")));
      }
    } catch (RuntimeException broken) {
      throw new IOException(file + ": not a table of runs: " + broken.getMessage(), broken);
    }
    return values;
  }
}
