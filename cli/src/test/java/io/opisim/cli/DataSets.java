package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of data sets, for tests that need it. */
final class DataSets {
  private DataSets() {}

  /** The folder; the test is skipped where there is none, and fails under {@code CI=true}. */
  static Path folder() {
    String named = System.getenv("OPISIM_DATA");
    boolean there = named != null && !named.isBlank() && Files.isDirectory(Path.of(named));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("OPISIM_DATA names the data folder under CI=true").isTrue();
    }
    assumeTrue(there, "OPISIM_DATA does not name a data folder");
    return Path.of(named);
  }
}
