package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is told to end, in a process of its own. */
class InterruptedRunTest {
  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void aRunThatIsInterruptedLeavesNothingBehind() throws Exception {
    Path results = folder.resolve("out/results");
    Path scenario =
        Files.writeString(
            folder.resolve("long.yaml"),
            """
            question: Does it end when told to?
            runs: 1000
            cluster: {nodes: [{shape: cpu-8-core, count: 50}]}
            workload: {poisson: {jobs: 5000, load: 0.9, duration_mean: 100 s}}
            scheduling: {policy: fifo}
            """);
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.opisim.cli.Main",
                "run",
                scenario.toString(),
                "-o",
                results.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      while (process.isAlive() && runsWritten(results) < 3) {
        Thread.sleep(20);
      }
      assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isNotZero();
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(said).content().doesNotContain("Exception", "\tat ");
  }

  private static long runsWritten(Path results) throws IOException {
    if (!Files.exists(results)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(results)) {
      return all.filter(path -> path.endsWith("jobs.csv")).count();
    } catch (UncheckedIOException changing) {
      return 0;
    }
  }
}
