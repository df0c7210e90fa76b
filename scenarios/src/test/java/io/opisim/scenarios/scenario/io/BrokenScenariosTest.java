package io.opisim.scenarios.scenario.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.scenarios.scenario.KnownIds;
import io.opisim.scenarios.scenario.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each case of {@code broken-scenarios.txt}: the files, and below them exactly the lines a user
 * sees. {@code -Dopisim.update=true} writes the lines anew; read them before committing.
 */
class BrokenScenariosTest {
  private static final String TABLE = "broken-scenarios.txt";
  private static final Path SOURCE =
      Path.of("src/test/resources/io/opisim/scenarios/scenario/io", TABLE);
  private static final boolean UPDATE = Boolean.getBoolean("opisim.update");

  @TempDir Path folder;

  record BrokenCase(String name, String head, List<String> files, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyProblemIsReportedWithItsPlaceAndAHint(BrokenCase broken) throws IOException {
    String seen = problems(broken, folder);
    if (!UPDATE) {
      assertThat(seen).isEqualTo(broken.expected());
      assertThat(seen).isNotEmpty().doesNotContain("Exception");
    }
  }

  @Test
  void theTableIsLongAndCanBeWrittenAnew() throws IOException {
    List<BrokenCase> cases = cases().toList();
    assertThat(cases.size()).isGreaterThanOrEqualTo(50);
    assertThat(cases).extracting(BrokenCase::name).doesNotHaveDuplicates();
    if (UPDATE) {
      StringBuilder table = new StringBuilder();
      for (int i = 0; i < cases.size(); i++) {
        Path own = Files.createDirectory(folder.resolve("case-" + i));
        table.append(cases.get(i).head()).append("--- problems\n");
        table.append(problems(cases.get(i), own)).append('\n');
      }
      Files.writeString(SOURCE, table.toString());
    }
  }

  static Stream<BrokenCase> cases() {
    List<BrokenCase> cases = new ArrayList<>();
    for (String section : table().split("(?m)^=== ")) {
      if (section.isBlank()) {
        continue;
      }
      int split = section.indexOf("--- problems\n");
      String head = section.substring(0, split);
      String[] parts = head.split("(?m)^--- ");
      List<String> files = List.of(parts).subList(1, parts.length);
      String expected = section.substring(split + "--- problems\n".length()).strip() + "\n";
      cases.add(new BrokenCase(parts[0].strip(), "=== " + head, files, expected));
    }
    return cases.stream();
  }

  private static String table() {
    try (InputStream in = BrokenScenariosTest.class.getResourceAsStream(TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Writes the files, loads the first one, and renders its problems without the folder. */
  private static String problems(BrokenCase broken, Path folder) throws IOException {
    Path first = null;
    List<String> overrides = new ArrayList<>();
    for (String file : broken.files()) {
      String name = file.lines().findFirst().orElseThrow();
      if (name.startsWith("set ")) {
        overrides.add(name.substring(4));
        continue;
      }
      Path path = folder.resolve(name);
      String body = file.substring(name.length() + 1);
      Files.write(path, TestScenarios.expand(body).getBytes(StandardCharsets.ISO_8859_1));
      first = first == null ? path : first;
    }
    LoadResult result = new ScenarioLoader(TestScenarios.IDS).load(first, overrides);
    return result.problems().stream()
        .map(Problem::render)
        .map(line -> line.replace(folder.toString() + "/", "") + "\n")
        .collect(Collectors.joining());
  }

  /** Ids that no service offers yet are still checked by name. */
  @Test
  void aKindOfIdThatNobodyListsIsNotChecked() throws IOException {
    Path file = folder.resolve("any.yaml");
    Files.writeString(file, TestScenarios.expand("@question\n@cluster\n@workload\n@scheduling\n"));
    assertThat(new ScenarioLoader(KnownIds.none()).load(file).problems()).isEmpty();
  }
}
