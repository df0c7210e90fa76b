package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.scenario.io.ScenarioLoader;
import io.opisim.scenarios.study.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Path PAGE = Path.of("../README.md");
  private static final String BEGIN = "<!-- first.yaml -->\n```text\n";
  private static final String END = "```\n<!-- /first.yaml -->\n";

  @Test
  void theTableInTheReadmeIsTheOneThatItsFirstCommandPrints(@TempDir Path results)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            out, err, Map.of(), "run", "../scenarios/library/first.yaml", "-o", results.toString());
    assertThat(code).as("%s", err).isZero();
    String printed =
        out.toString(StandardCharsets.UTF_8)
            .replace(results.toAbsolutePath().toString(), "results");
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(end).as("the marks around the table").isGreaterThan(begin);
    if (Boolean.getBoolean("opisim.update")) {
      page = page.substring(0, begin) + printed + page.substring(end);
      end = page.indexOf(END);
      Files.writeString(PAGE, page);
    }
    assertThat(page.substring(begin, end))
        .as("out of date: run ./mvnw -pl cli -am test -Dopisim.update=true")
        .isEqualTo(printed);
  }

  @Test
  void theTableOfValidationsInTheReadmeIsTheOneOfTheValidationPage() throws IOException {
    String table = between(Files.readString(Path.of("../docs/validation.md")));
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("opisim.update")) {
      page = page.replace(between(page), table);
      Files.writeString(PAGE, page);
    }
    assertThat(between(page))
        .as("out of date: run ./mvnw -pl cli -am test -Dopisim.update=true")
        .isEqualTo(table)
        .contains("| `queueing` |");
  }

  @Test
  void everyScenarioOfTheLibraryStandsInTheReadmeWithItsQuestion() throws IOException {
    String page = Files.readString(PAGE);
    ScenarioLoader loader = new ScenarioLoader(Services.knownIds(Catalog.builtIn()));
    int scenarios = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("../scenarios/library"), "*.yaml")) {
      for (Path file : files) {
        String id = file.getFileName().toString().replace(".yaml", "");
        String question = loader.load(file).scenario().orElseThrow().question();
        assertThat(page)
            .contains(
                "| [" + id + "](scenarios/library/" + id + ".yaml) | " + question.strip() + " |");
        scenarios++;
      }
    }
    assertThat(scenarios).isPositive();
  }

  /** The table with the marks around it. */
  private static String between(String page) {
    int begin = page.indexOf(ValidationPage.BEGIN);
    int end = page.indexOf(ValidationPage.END) + ValidationPage.END.length();
    return page.substring(begin, end);
  }
}
