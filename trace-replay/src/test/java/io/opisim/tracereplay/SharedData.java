package io.opisim.tracereplay;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real traces, which are not part of the repository: found through {@code OPISIM_DATA}. */
public final class SharedData {
  private SharedData() {}

  /** A file of the data folder; without it the test is skipped, or fails where {@code CI=true}. */
  public static Path file(String relative) {
    String folder = System.getenv("OPISIM_DATA");
    String reason =
        folder == null || folder.isBlank()
            ? "OPISIM_DATA is not set, so there is no " + relative
            : "there is no " + Path.of(folder, relative);
    boolean there =
        folder != null && !folder.isBlank() && Files.isReadable(Path.of(folder, relative));
    if (!there && "true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    Assumptions.assumeTrue(there, reason);
    return Path.of(folder, relative);
  }
}
