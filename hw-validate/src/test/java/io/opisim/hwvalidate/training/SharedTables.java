package io.opisim.hwvalidate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published tables, which are not part of the repository: found through {@code OPISIM_DATA}. */
public final class SharedTables {
  private SharedTables() {}

  /** The folder of the data; the test is skipped, or fails under {@code CI=true}, without it. */
  public static Path folder(String relative) {
    String folder = System.getenv("OPISIM_DATA");
    boolean there = folder != null && Files.exists(Path.of(folder, relative));
    String reason = "there is no " + relative + " in OPISIM_DATA, which is " + folder;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(reason).isTrue();
    }
    assumeTrue(there, reason);
    return Path.of(folder);
  }
}
