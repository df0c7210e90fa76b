package io.opisim.scenarios.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KeyReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/scenario-keys.md");

  @Test
  void thePageInTheRepositoryIsTheOneThatTheRecordsGive() throws IOException {
    String page = KeyReference.scenarioKeys();
    if (Boolean.getBoolean("opisim.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("out of date: run ./mvnw -pl scenarios -am test -Dopisim.update=true")
        .isEqualTo(page);
  }

  @Test
  void everyKeyIsDescribedWithItsUnitDefaultAndExample() {
    assertThat(KeyReference.scenarioKeys())
        .contains("| `seed` | whole number, at least 0 | `1` |")
        .contains("| `question` | text | **required** |")
        .contains("| `duration_mean` | quantity in ns us ms s min h d | **required** |")
        .contains("| `shape` | node shape id | **required** |")
        .contains("## `cluster.nodes[]`")
        .contains(
            "Exactly one of `trace`, `synthetic`, `poisson`, `training`, `emulated_training`.");
  }
}
