package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** The table with the marks around it. */
  private static String between(String page) {
    int begin = page.indexOf(ValidationPage.BEGIN);
    int end = page.indexOf(ValidationPage.END) + ValidationPage.END.length();
    return page.substring(begin, end);
  }
}
