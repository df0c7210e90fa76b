package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: being told to end, and running out of memory. */
@Timeout(120)
class OwnProcessTest {
  @TempDir private Path folder;

  private Process start(String jvmOption, Path scenario, Path results) throws IOException {
    List<String> words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            jvmOption,
            "-cp",
            System.getProperty("java.class.path"),
            "io.opisim.cli.Main",
            "run",
            scenario.toString(),
            "-o",
            results.toString());
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(said().toFile())
        .start();
  }

  private Path said() {
    return folder.resolve("said.txt");
  }

  private Path scenario(int runs, long jobs, double load) throws IOException {
    return Files.writeString(
        folder.resolve("long.yaml"),
        """
        question: Does it end well?
        runs: %d
        cluster: {nodes: [{shape: cpu-8-core, count: 50}]}
        workload: {poisson: {jobs: %d, load: %s, duration_mean: 100 s}}
        scheduling: {policy: fifo}
        """
            .formatted(runs, jobs, load));
  }

  @Test
  void aRunThatIsInterruptedLeavesNothingBehind() throws Exception {
    Path results = folder.resolve("out/results");
    Process process = start("-Xmx512m", scenario(1000, 5000, 0.9), results);
    try {
      while (process.isAlive() && runsWritten(results) < 3) {
        Thread.sleep(20);
      }
      assertThat(process.isAlive()).as(Files.readString(said())).isTrue();
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isNotZero();
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(said()).content().doesNotContain("Exception", "\tat ");
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

  @Test
  void aRunThatNeedsTooMuchMemorySaysSoAndLeavesNothingBehind() throws Exception {
    Path results = folder.resolve("out/results");
    Process process = start("-Xmx64m", scenario(1, 50_000_000, 99), results);
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isEqualTo(ExitCodes.FAILED);
    assertThat(said())
        .hasContent(
            "error: this needs more memory than Java may use; fewer jobs or a smaller -j help, or"
                + " OPISIM_JAVA_OPTIONS=-Xmx8g");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
