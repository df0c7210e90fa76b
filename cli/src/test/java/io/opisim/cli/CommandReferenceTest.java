package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/commands.md");

  private static CommandLine commandLine() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return Main.commandLine(new Console(nowhere, nowhere, Map.of(), false, false));
  }

  private static String page() {
    return String.join("\n", CommandReference.lines(commandLine())) + "\n";
  }

  @Test
  void thePageInTheRepositoryIsTheHelpThatIsPrinted() throws IOException {
    if (Boolean.getBoolean("opisim.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE))
        .as("out of date: run ./mvnw -pl cli -am test -Dopisim.update=true")
        .isEqualTo(page());
  }

  @Test
  void everyVerbHasAnExampleAndItsExitCodes() {
    commandLine()
        .getSubcommands()
        .forEach(
            (verb, command) -> {
              if (!verb.equals("help") && command.getSubcommands().isEmpty()) {
                assertThat(command.getUsageMessage())
                    .as(verb)
                    .contains("Examples:")
                    .contains("Exit codes: 0");
              }
            });
  }
}
