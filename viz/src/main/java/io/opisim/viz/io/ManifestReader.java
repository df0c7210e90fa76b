package io.opisim.viz.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opisim.viz.model.ResultFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code manifest.json}: unknown keys are passed over, missing ones are errors. */
public final class ManifestReader {
  private static final String FILE = "manifest.json";

  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * Reads the manifest of a result folder.
   *
   * @throws IOException with the file and the key that is missing or wrong
   */
  public ResultFolder read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          directory
              + ": not a result folder (no "
              + FILE
              + "); expected results/<scenario>/<hash>");
    }
    JsonNode root;
    try {
      root = mapper.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not valid JSON (" + e.getOriginalMessage() + ")", e);
    }
    List<ResultFolder.Case> cases = new ArrayList<>();
    for (JsonNode node : needed(file, root, "cases")) {
      cases.add(readCase(file, directory, node));
    }
    if (cases.stream().allMatch(c -> c.runs().isEmpty())) {
      throw new IOException(file + ": lists no run");
    }
    JsonNode cluster = needed(file, root, "cluster");
    return new ResultFolder(
        directory,
        needed(file, root, "scenario").asText(),
        needed(file, root, "version").asText(),
        needed(file, root, "question").asText(),
        cases,
        new ResultFolder.ClusterSize(
            (int) number(file, cluster, "nodes"),
            (int) number(file, cluster, "gpus"),
            number(file, cluster, "cpu_milli")));
  }

  private static ResultFolder.Case readCase(Path file, Path directory, JsonNode node)
      throws IOException {
    List<String> parameters = new ArrayList<>();
    for (var entry : needed(file, node, "parameters").properties()) {
      JsonNode value = entry.getValue();
      parameters.add(
          entry.getKey() + " = " + (value.isValueNode() ? value.asText() : value.toString()));
    }
    List<ResultFolder.Run> runs = new ArrayList<>();
    for (JsonNode run : needed(file, node, "runs")) {
      Path place = directory.resolve(needed(file, run, "directory").asText()).normalize();
      if (!place.startsWith(directory.normalize())) {
        throw new IOException(file + ": run directory outside the result folder: " + place);
      }
      runs.add(new ResultFolder.Run(number(file, run, "seed"), place));
    }
    return new ResultFolder.Case(needed(file, node, "case").asText(), parameters, runs);
  }

  private static JsonNode needed(Path file, JsonNode node, String key) throws IOException {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      throw new IOException(file + ": no \"" + key + "\"");
    }
    return value;
  }

  private static long number(Path file, JsonNode node, String key) throws IOException {
    JsonNode value = needed(file, node, key);
    if (!value.isNumber()) {
      throw new IOException(file + ": \"" + key + "\" is not a number: " + value);
    }
    return value.asLong();
  }
}
