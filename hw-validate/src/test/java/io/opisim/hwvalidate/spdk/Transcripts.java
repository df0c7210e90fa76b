package io.opisim.hwvalidate.spdk;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The exchanges recorded with a real target, which are not part of this repository: they lie in
 * {@code spdk-transcripts} beside the data directory that {@code OPISIM_DATA} names. Where they are
 * absent the test is skipped with a reason; under {@code CI=true} it fails.
 */
final class Transcripts {
  private static final String VARIABLE = "OPISIM_DATA";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Path folder;

  private Transcripts(Path folder) {
    this.folder = folder;
  }

  static Transcripts find() {
    String data = System.getenv(VARIABLE);
    Path folder =
        data == null || data.isEmpty() ? null : Path.of(data).resolveSibling("spdk-transcripts");
    if (folder != null && Files.isDirectory(folder)) {
      return new Transcripts(folder);
    }
    String reason =
        "no recorded SPDK exchanges: "
            + (folder == null ? VARIABLE + " is not set" : folder + " is not there");
    return "true".equals(System.getenv("CI")) ? fail(reason) : abort(reason);
  }

  /** Names of the files of a folder, without their ending, in order. */
  List<String> names(String group) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(group))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> group + "/" + name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    }
  }

  /** What the target answered, as it came, read by read. */
  List<String> reads(String name) throws IOException {
    JsonNode transcript = transcript(name);
    if (transcript.has("response_text")) {
      return List.of(transcript.get("response_text").textValue());
    }
    List<String> reads = new ArrayList<>();
    for (JsonNode event : transcript.get("raw")) {
      if (event.path("dir").asText().equals("from_target")) {
        reads.add(event.get("text").textValue());
      }
    }
    return reads;
  }

  /** All of the answer as one text. */
  String answer(String name) throws IOException {
    return String.join("", reads(name));
  }

  /** The first request, parsed; missing where what was sent is not JSON. */
  JsonNode request(String name) throws IOException {
    for (JsonNode event : transcript(name).path("raw")) {
      if (event.path("dir").asText().equals("to_target")) {
        try {
          return mapper.readTree(event.get("text").textValue());
        } catch (IOException e) {
          break;
        }
      }
    }
    return mapper.missingNode();
  }

  private JsonNode transcript(String name) throws IOException {
    return mapper.readTree(folder.resolve(name + ".json").toFile());
  }
}
