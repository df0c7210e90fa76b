package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scenario of the library gives the summary that stands beside it, byte for byte. {@code
 * -Dopisim.update=true} writes the summaries anew; tell in the commit why they changed.
 */
class LibraryTest {
  private static final Path LIBRARY = Path.of("../scenarios/library");
  private static final boolean UPDATE = Boolean.getBoolean("opisim.update");

  @TempDir private Path folder;

  static Stream<String> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** Whether it reads a trace, or a table of step times. */
  private static boolean needsData(Path scenario) throws IOException {
    String text = Files.readString(scenario);
    return text.contains("trace:") || text.contains("batch_per_gpu:");
  }

  private static Path expectedBeside(String scenario) {
    return LIBRARY.resolve(scenario.replace(".yaml", ".expected.csv"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void aLibraryScenarioGivesTheSummaryBesideIt(String name) throws IOException {
    Path scenario = LIBRARY.resolve(name);
    List<Object> words = new ArrayList<>(List.of("run", scenario, "-o", folder, "--json"));
    if (needsData(scenario)) {
      words.addAll(List.of("--data", DataSets.folder()));
    }
    JsonNode document = Transcript.of(words.toArray()).succeeded().json();
    Path summary = Path.of(document.path("result_dir").asText()).resolve("summary.csv");
    Path expected = expectedBeside(name);

    if (UPDATE) {
      Files.write(expected, Files.readAllBytes(summary));
    }
    assertThat(summary).hasSameTextualContentAs(expected).hasSameBinaryContentAs(expected);
  }

  @Test
  void noSummaryStandsBesideNothing() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARY)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names)
          .allMatch(name -> name.endsWith(".yaml") || name.endsWith(".expected.csv"))
          .allMatch(name -> names.contains(name.replace(".expected.csv", ".yaml")));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void withoutItsDataAScenarioSaysWhereToGetIt(String name) throws IOException {
    if (needsData(LIBRARY.resolve(name))) {
      Transcript ran =
          Transcript.of(
                  "run", LIBRARY.resolve(name), "--data", folder, "-o", folder.resolve("none"))
              .failed(ExitCodes.INVALID);
      assertThat(ran.err()).contains("data file not found", "docs/data.md says where");
      assertThat(folder.resolve("none")).doesNotExist();
    }
  }
}
