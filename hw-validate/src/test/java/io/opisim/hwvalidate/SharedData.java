package io.opisim.hwvalidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Measured tables, which are not part of the repository: found through {@code OPISIM_DATA}. */
public final class SharedData {
  private SharedData() {}

  /** The data folder; without the file in it the test is skipped, or fails where CI is set. */
  public static Path folderWith(String relative) {
    String folder = System.getenv("OPISIM_DATA");
    String reason = "there is no " + relative + " in OPISIM_DATA, which is " + folder;
    boolean there = folder != null && Files.exists(Path.of(folder, relative));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(reason).isTrue();
    }
    Assumptions.assumeTrue(there, reason);
    return Path.of(folder);
  }
}
