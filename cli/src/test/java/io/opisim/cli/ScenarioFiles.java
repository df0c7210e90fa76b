package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What tests share that run a scenario from its text to its tables. */
abstract class ScenarioFiles {
  @TempDir Path folder;

  /** Writes a scenario into the folder of the test. */
  final Path scenario(String text) throws IOException {
    return Files.writeString(folder.resolve("jobs.yaml"), text);
  }

  /** Runs it and gives the folder of the result. */
  final Path result(String text, Object... more) throws IOException {
    List<Object> words =
        new ArrayList<>(List.of("run", scenario(text), "--json", "-o", folder.resolve("results")));
    words.addAll(List.of(more));
    JsonNode document = Transcript.of(words.toArray()).succeeded().json();
    return Path.of(document.path("result_dir").asText());
  }

  /** Checks and runs it with one text replaced, which must be refused, and gives the errors. */
  final String refused(String text, String old, String wrong) throws IOException {
    assertThat(text).contains(old);
    return refusedText(text.replace(old, wrong));
  }

  /** Checks and runs what must be refused both times, leaving nothing, and gives the errors. */
  final String refusedText(String text) throws IOException {
    Path scenario = scenario(text);
    String checked = Transcript.of("check", scenario).failed(ExitCodes.INVALID).err();
    Path results = folder.resolve("none");
    Transcript run = Transcript.of("run", scenario, "-q", "-o", results);
    assertThat(run.failed(ExitCodes.INVALID).err()).isEqualTo(checked);
    assertThat(results).doesNotExist();
    return checked;
  }
}
