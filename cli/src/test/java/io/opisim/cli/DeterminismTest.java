package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same question gives the same bytes: again, on other threads, from shuffled files. */
class DeterminismTest {
  private static final int ROWS = 300;

  @TempDir private Path folder;

  private static Path library(String name) {
    return Path.of("../scenarios/library").resolve(name);
  }

  /** The tree of results of a run, without the facts of the machine. */
  private SortedMap<String, String> run(String place, Path scenario, Object... more)
      throws IOException {
    Path results = folder.resolve(place);
    List<Object> words = new ArrayList<>(List.of("run", scenario, "-o", results, "-q"));
    words.addAll(List.of(more));
    Transcript.of(words.toArray()).succeeded();
    return Tree.compared(results);
  }

  private void sameTwiceAndOnTwoThreads(Path scenario, Object... more) throws IOException {
    SortedMap<String, String> once = run("once", scenario, more);
    List<Object> two = new ArrayList<>(List.of(more));
    two.addAll(List.of("-j", 2));
    List<Object> one = new ArrayList<>(List.of(more));
    one.addAll(List.of("-j", 1));

    assertThat(once.keySet()).anyMatch(path -> path.endsWith("/jobs.csv"));
    assertThat(run("twice", scenario, more)).isEqualTo(once);
    assertThat(run("one", scenario, one.toArray())).isEqualTo(once);
    assertThat(run("two", scenario, two.toArray())).isEqualTo(once);
  }

  @Test
  void theFirstScenarioGivesTheSameBytesTwiceAndOnAnyThreads() throws IOException {
    sameTwiceAndOnTwoThreads(library("first.yaml"), "--set", "runs=2");
  }

  @Test
  void anotherSeedGivesOtherBytes() throws IOException {
    Path scenario = SmallScenario.write(folder);

    assertThat(run("other", scenario, "--seed", 8)).isNotEqualTo(run("this", scenario));
  }

  @Test
  void aWindowOfThePhillyTraceGivesTheSameBytesWithRandomPlacementToo() throws IOException {
    Path data = DataSets.folder();
    sameTwiceAndOnTwoThreads(
        library("philly-replay.yaml"),
        "--data",
        data,
        "--set",
        "workload.window={skip: 20000, limit: 400}",
        "--set",
        "cluster.nodes[0].count=4",
        "--set",
        "scheduling.placement=random",
        "--set",
        "runs=2");
  }

  @Test
  void aWindowOfTheSharedGpuTraceGivesTheSameBytes() throws IOException {
    Path data = DataSets.folder();
    sameTwiceAndOnTwoThreads(
        library("openb-replay.yaml"), "--data", data, "--set", "workload.window={limit: 500}");
  }

  @Test
  void theOrderInWhichTraceFilesAreNamedOrFoundDoesNotMatter() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    List<String> rows = madeUpRows();
    write(data.resolve("a/first.csv"), rows.subList(0, ROWS / 2));
    write(data.resolve("b/second.csv"), rows.subList(ROWS / 2, ROWS));
    Path shuffled = Files.createDirectory(folder.resolve("shuffled"));
    write(shuffled.resolve("b/second.csv"), rows.subList(ROWS / 2, ROWS));
    write(shuffled.resolve("a/first.csv"), rows.subList(0, ROWS / 2));
    Path forth = scenario("forth", "a/first.csv, b/second.csv");
    Path back = scenario("back", "b/second.csv, a/first.csv");

    SortedMap<String, String> expected = figures(run("1", forth, "--data", data));
    assertThat(expected.keySet())
        .anyMatch(path -> path.endsWith("jobs.csv"))
        .contains("summary.csv");
    assertThat(figures(run("2", back, "--data", data))).isEqualTo(expected);
    assertThat(figures(run("3", forth, "--data", shuffled))).isEqualTo(expected);
    assertThat(figures(run("4", back, "--data", shuffled))).isEqualTo(expected);
  }

  @Test
  void rowsThatChangeFilesDoNotChangeTheJobs() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    List<String> rows = madeUpRows();
    List<String> even = new ArrayList<>();
    List<String> odd = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      (row % 2 == 0 ? even : odd).add(rows.get(row));
    }
    write(data.resolve("whole.csv"), rows);
    write(data.resolve("even.csv"), even);
    write(data.resolve("odd.csv"), odd);

    assertThat(figures(run("1", scenario("whole", "whole.csv"), "--data", data)))
        .isEqualTo(figures(run("2", scenario("split", "odd.csv, even.csv"), "--data", data)));
  }

  @Test
  void whereTheDataLiesDoesNotMatter() throws IOException {
    Path here = Files.createDirectories(folder.resolve("here"));
    Path there = Files.createDirectories(folder.resolve("far/away/there"));
    write(here.resolve("jobs.csv"), madeUpRows());
    write(there.resolve("jobs.csv"), madeUpRows());
    Path scenario = scenario("same", "jobs.csv");

    assertThat(run("1", scenario, "--data", there)).isEqualTo(run("2", scenario, "--data", here));
  }

  @Test
  void aChangeOfTheDataGivesAnotherHash() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    List<String> rows = madeUpRows();
    write(data.resolve("jobs.csv"), rows);
    Path scenario = scenario("same", "jobs.csv");
    SortedMap<String, String> before = run("results", scenario, "--data", data);
    write(data.resolve("jobs.csv"), rows.subList(0, ROWS - 1));

    SortedMap<String, String> after = run("results", scenario, "--data", data);

    assertThat(after).containsAllEntriesOf(before);
    assertThat(after.keySet()).filteredOn(path -> path.matches("same/[0-9a-f]{12}")).hasSize(2);
  }

  /** Java's own gzip is good enough as long as its header tells neither time nor machine. */
  @Test
  void aLongTableIsPackedWithoutTimeOrMachineAndUnpacksToEveryRow() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("long.yaml"),
            """
            question: Is a long table packed?
            cluster: {nodes: [{shape: cpu-8-core, count: 200}]}
            workload: {poisson: {jobs: 100001, load: 0.5, duration_mean: 1 s}}
            scheduling: {policy: fifo}
            oracle: false
            """);
    SortedMap<String, String> tree = run("results", scenario);
    String name =
        tree.keySet().stream()
            .filter(path -> path.endsWith("jobs.csv.gz"))
            .findFirst()
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(folder.resolve("results").resolve(name));

    // Method deflate, no flags, no time, no extra flags, unknown system.
    assertThat(bytes).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
    try (InputStream text =
        new GZIPInputStream(Files.newInputStream(folder.resolve("results").resolve(name)))) {
      byte[] plain = text.readAllBytes();
      assertThat(new String(plain, StandardCharsets.UTF_8).lines()).hasSize(100_002);
      assertThat(bytes).isEqualTo(packed(plain));
    }
    assertThat(tree.keySet()).noneMatch(path -> path.endsWith("jobs.csv"));
    assertThat(run("again", scenario)).isEqualTo(tree);
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private Path scenario(String name, String files) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        question: Does the order of files matter?
        runs: 2
        cluster: {nodes: [{shape: dgx-a100, count: 2}], nodes_per_rack: 1}
        workload: {trace: {files: [%s]}}
        scheduling: {policy: fifo, placement: random}
        sweep: {scheduling.policy: [fifo, easy-backfill]}
        record: [tasks, waits]
        """
            .formatted(files));
  }

  /** The tables only: path within the result to their hash. */
  private static SortedMap<String, String> figures(SortedMap<String, String> tree) {
    SortedMap<String, String> tables = new java.util.TreeMap<>();
    tree.forEach(
        (path, hash) -> {
          if (path.endsWith(".csv")) {
            tables.put(path.replaceFirst("^[^/]+/[0-9a-f]{12}/", ""), hash);
          }
        });
    return tables;
  }

  /** Rows with arrivals in common, so that an order left to chance would show. */
  private static List<String> madeUpRows() {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      rows.add(
          "j"
              + row
              + ","
              + (1 + row * 7 % 8)
              + ","
              + row / 5 * 40
              + ","
              + (100 + row * 7919 % 900));
    }
    return rows;
  }

  private static void write(Path file, List<String> rows) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "job_id,num_gpu,submit_time,duration\n" + String.join("\n", rows) + "\n");
  }
}
