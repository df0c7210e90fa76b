package io.opisim.scenarios.scenario.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.scenarios.scenario.Case;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.KnownIds;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.ScenarioDocument;
import io.opisim.simcore.units.CpuCores;
import io.opisim.simcore.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioLoaderTest {
  private static final String SMALLEST = "@question\n@cluster\n@workload\n@scheduling\n";

  @TempDir Path folder;

  private Scenario load(String name, String text, String... overrides) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, TestScenarios.expand(text));
    LoadResult result = new ScenarioLoader(TestScenarios.IDS).load(file, List.of(overrides));
    assertThat(result.problems()).isEmpty();
    return result.scenario().orElseThrow();
  }

  @Test
  void whatIsLeftOutHasADefault() throws IOException {
    Scenario scenario = load("My smallest one.yaml", SMALLEST);
    assertThat(scenario.name()).isEqualTo("my-smallest-one");
    assertThat(scenario.seed()).isEqualTo(1);
    assertThat(scenario.runs()).isEqualTo(1);
    assertThat(scenario.oracle()).isTrue();
    assertThat(scenario.baseline()).isEqualTo("default");
    assertThat(scenario.tables()).isEmpty();
    assertThat(scenario.expectations()).isEmpty();
    CaseSpec spec = scenario.cases().get(0).spec();
    assertThat(scenario.cases()).containsExactly(new Case("default", Map.of(), spec));
    assertThat(spec.scheduling().placement()).isEqualTo("consolidated");
    assertThat(spec.workload().timeScale()).isEqualTo(1.0);
    assertThat(spec.workload().window().from()).isEqualTo(new TimeSpan(0));
    assertThat(spec.workload().window().to()).isEmpty();
    assertThat(spec.cluster().nodesPerRack()).isEmpty();
    assertThat(spec.cluster().nodes().get(0).prefix()).isEqualTo("dgx-a100");
  }

  @Test
  void everyKeyIsRead() throws IOException {
    Scenario scenario =
        load(
            "all.yaml",
            """
            scenario: all-keys
            question: >
              Does every key
              arrive?
            seed: 42
            runs: 3
            cluster:
              nodes: [{shape: dgx-a100, count: 4, name: left}, {shape: dgx-a100, count: 1}]
              nodes_per_rack: 2
            workload:
              poisson: {jobs: 100, load: .7, duration_mean: 1.5 min, gpus: 2, cpu_cores: 0.5}
              window: {from: 1 h, to: 2 d, skip: 5, limit: 50}
              time_scale: 0.25
            scheduling:
              policy: least-attained-service
              placement: spread
              queue_limits: [1 h, 2 h]
            oracle: false
            record: [waits]
            expect:
              - {case: default, metric: jct_mean_s, at_least: -1.5, at_most: 1e3}
            """);
    ScenarioDocument document = scenario.document();
    assertThat(document.question()).isEqualTo("Does every key arrive?");
    assertThat(document.seed()).isEqualTo(42);
    assertThat(document.cluster().nodes()).extracting("prefix").containsExactly("left", "dgx-a100");
    assertThat(document.workload().poisson().orElseThrow().durationMean().seconds()).isEqualTo(90);
    assertThat(document.workload().poisson().orElseThrow().cpuCores()).isEqualTo(new CpuCores(500));
    assertThat(document.workload().window().limit()).contains(50);
    assertThat(document.scheduling().queueLimits()).hasSize(2);
    assertThat(document.expect().get(0).atLeast()).contains(-1.5);
    assertThat(document.expect().get(0).atMost()).contains(1000.0);
  }

  @Test
  void theCasesAreTheProductOfTheAxesWithTheLastVaryingFastest() throws IOException {
    Scenario scenario =
        load(
            "sweep.yaml",
            """
            @question
            @cluster
            workload: {synthetic: {law: philly, jobs: 10}}
            scheduling: {}
            sweep:
              scheduling.policy: [fifo, easy-backfill]
              workload.synthetic.load: [0.5, 0.8]
              "cluster.nodes[0].count": [2, 4]
            """);
    assertThat(scenario.cases())
        .extracting(Case::id)
        .containsExactly(
            "fifo+0.5+2",
            "fifo+0.5+4",
            "fifo+0.8+2",
            "fifo+0.8+4",
            "easy-backfill+0.5+2",
            "easy-backfill+0.5+4",
            "easy-backfill+0.8+2",
            "easy-backfill+0.8+4");
    Case last = scenario.cases().get(7);
    assertThat(last.parameters())
        .containsExactly(
            Map.entry("scheduling.policy", "easy-backfill"),
            Map.entry("workload.synthetic.load", "0.8"),
            Map.entry("cluster.nodes[0].count", "4"));
    assertThat(last.spec().scheduling().policy()).isEqualTo("easy-backfill");
    assertThat(last.spec().workload().synthetic().orElseThrow().load()).contains(0.8);
    assertThat(last.spec().cluster().nodes().get(0).count()).isEqualTo(4);
    assertThat(scenario.baseline()).isEqualTo("fifo+0.5+2");
  }

  @Test
  void caseIdsAreFileNamesAndUnique() throws IOException {
    Scenario scenario =
        load(
            "names.yaml",
            """
            @question
            @cluster
            workload: {trace: {files: [x]}}
            @scheduling
            sweep: {"workload.trace.files[0]": [a/b.csv, a-b.csv, ../x, oracle, "…"]}
            """);
    assertThat(scenario.cases())
        .extracting(Case::id)
        .containsExactly("a-b.csv", "a-b.csv-2", "x", "oracle-2", "value");
  }

  @Test
  void theImportingFileWinsOverItsImportsAndALaterImportOverAnEarlierOne() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(
        folder.resolve("sub/one.yaml"),
        TestScenarios.expand(
            "import: deep.yaml\nseed: 1\nruns: 2\nrecord: [tasks, waits]\n"
                + "scheduling: {policy: fifo, placement: spread}\n"));
    Files.writeString(
        folder.resolve("sub/deep.yaml"),
        TestScenarios.expand("question: Deep?\n@cluster\n@workload\noracle: false\n"));
    Files.writeString(folder.resolve("two.yaml"), "seed: 2\nruns: 3\n");
    Scenario scenario =
        load(
            "top.yaml",
            """
            import: [sub/one.yaml, two.yaml]
            runs: 4
            record: [waits]
            scheduling: {placement: best-fit}
            workload: {synthetic: null, trace: {files: [jobs.csv]}}
            """);
    assertThat(scenario.question()).isEqualTo("Deep?");
    assertThat(scenario.seed()).isEqualTo(2);
    assertThat(scenario.runs()).isEqualTo(4);
    assertThat(scenario.oracle()).isFalse();
    assertThat(scenario.tables()).containsExactly("waits");
    assertThat(scenario.document().scheduling().policy()).isEqualTo("fifo");
    assertThat(scenario.document().scheduling().placement()).isEqualTo("best-fit");
    assertThat(scenario.document().workload().synthetic()).isEmpty();
    assertThat(scenario.document().workload().trace()).isPresent();
  }

  /** Thirty levels that each import the next one twice: a billion readings if done naively. */
  @Test
  void importsThatFanOutAreReadOnce() throws IOException {
    for (int i = 0; i < 30; i++) {
      String next = "f" + (i + 1) + ".yaml";
      Files.writeString(
          folder.resolve("f" + i + ".yaml"), "import: [" + next + ", " + next + "]\n");
    }
    Files.writeString(folder.resolve("f30.yaml"), TestScenarios.expand(SMALLEST));
    assertThat(load("top.yaml", "import: f0.yaml\nruns: 2\n").runs()).isEqualTo(2);
  }

  @Test
  void valuesCanBeSetBesideTheFile() throws IOException {
    Scenario scenario =
        load(
            "set.yaml",
            SMALLEST + "sweep: {scheduling.policy: [fifo, easy-backfill]}\n",
            "seed=7",
            "cluster.nodes[0].count=5",
            "workload.window.limit=10",
            "record=[tasks, waits]",
            "sweep.scheduling.policy=[fifo, shortest-job-first, easy-backfill]");
    assertThat(scenario.seed()).isEqualTo(7);
    assertThat(scenario.document().cluster().nodes().get(0).count()).isEqualTo(5);
    assertThat(scenario.document().workload().window().limit()).contains(10);
    assertThat(scenario.tables()).containsExactly("tasks", "waits");
    assertThat(scenario.cases()).hasSize(3);
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreNoProblem() throws IOException {
    Scenario scenario = load("windows.yaml", "\uFEFF" + SMALLEST.replace("\n", "\r\n"));
    assertThat(scenario.document().scheduling().policy()).isEqualTo("fifo");
  }

  /** YAML 1.1 would read these as 61, false, 8 and 100000. */
  @Test
  void textStaysText() throws IOException {
    String text = SMALLEST.replace("@question", "question: 1:1\nscenario: no");
    Scenario scenario = load("text.yaml", text);
    assertThat(scenario.question()).isEqualTo("1:1");
    assertThat(scenario.name()).isEqualTo("no");
  }

  @Test
  void equalScenariosHaveEqualTextHoweverTheyAreWritten() throws IOException {
    Files.writeString(folder.resolve("base.yaml"), TestScenarios.expand("@cluster\n@question\n"));
    String one = "@question\n@cluster\nworkload: {trace: {files: [a]}, window: {to: 60 min}}\n";
    String two =
        "import: base.yaml # comment\nworkload:\n  window:\n    to: 1 h\n    skip: 0\n"
            + "  trace:\n    files:\n      - \"a\"\n";
    Scenario plain = load("x.yaml", one + "@scheduling\n");
    Scenario imported = load("x.yaml", "@scheduling\n" + two);
    assertThat(ScenarioWriter.canonicalBytes(imported))
        .isEqualTo(ScenarioWriter.canonicalBytes(plain));
    Scenario other = load("x.yaml", one + "@scheduling\nseed: 2\n");
    assertThat(ScenarioWriter.canonicalBytes(other))
        .isNotEqualTo(ScenarioWriter.canonicalBytes(plain));
  }

  @Test
  void theCanonicalTextSpellsOutDefaultsInTheOrderOfTheReference() throws IOException {
    Scenario scenario = load("small.yaml", SMALLEST);
    assertThat(ScenarioWriter.canonicalText(scenario))
        .isEqualTo(
            """
            scenario: small
            question: "Does it break?"
            seed: 1
            runs: 1
            cluster:
              nodes:
                - shape: dgx-a100
                  count: 2
            workload:
              synthetic:
                law: philly
                jobs: 100
              window:
                from: 0 ns
                skip: 0
              time_scale: 1
            scheduling:
              policy: fifo
              placement: consolidated
            oracle: true
            baseline: default
            """);
  }

  /** A hundred random scenarios, features switched on and off; the seed is in the message. */
  @Test
  void aScenarioSurvivesItsCanonicalText() throws IOException {
    for (int seed = 0; seed < 100; seed++) {
      Scenario scenario = load("random.yaml", random(new Random(seed)));
      String text = ScenarioWriter.canonicalText(scenario);
      Scenario again = load("again.yaml", text);
      assertThat(again).as("seed %d%n%s", seed, text).isEqualTo(scenario);
      assertThat(ScenarioWriter.canonicalText(again)).isEqualTo(text);
    }
  }

  private static String random(Random random) {
    StringBuilder text = new StringBuilder("question: \"Is it \\\"so\\\": #1 – or\\n not?\"\n");
    boolean swept = random.nextBoolean();
    text.append(random.nextBoolean() ? "seed: " + Math.abs(random.nextLong() / 2) + "\n" : "");
    text.append(
        random.nextBoolean()
            ? "@cluster\n"
            : "cluster: {trace: {file: \"a b: c.csv\"}, nodes_per_rack: 3}\n");
    String[] workloads = {
      "  synthetic: {law: philly, jobs: 9, load: " + random.nextDouble() + "}\n",
      "  trace: {files: [\"- x\", \"null\", 'yes', \"1:1\"], format: philly-jobs}\n",
      "  poisson: {jobs: 5, load: 0.1, duration_mean: " + random.nextInt(1, 999) + " us}\n"
    };
    text.append("workload:\n").append(workloads[random.nextInt(3)]);
    text.append(
        random.nextBoolean() ? "  window: {to: " + random.nextDouble(1, 100) + " h}\n" : "");
    text.append(
        swept
            ? "scheduling: {queue_limits: [7 s]}\nsweep:\n  workload.time_scale: [\"1\", 2e-3]\n"
                + "  scheduling.policy: [fifo, least-attained-service]\n"
            : "@scheduling\n");
    text.append(random.nextBoolean() ? "record: [tasks]\noracle: false\n" : "");
    text.append(
        random.nextBoolean()
            ? "expect: [{case: "
                + (swept ? "1+fifo" : "default")
                + ", metric: makespan_s, at_most: "
                + random.nextGaussian()
                + "}]\n"
            : "");
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "philly-replay", "openb-replay", "kalos-replay"})
  void everyLibraryScenarioIsValid(String name) {
    KnownIds ids =
        TestScenarios.IDS.with(
            KnownIds.NODE_SHAPE, List.of("dgx-a100", "kalos", "philly-8-gpu", "philly-2-gpu"));
    LoadResult result = new ScenarioLoader(ids).load(Path.of("library", name + ".yaml"));
    assertThat(result.problems()).isEmpty();
    assertThat(result.scenario().orElseThrow().name()).isEqualTo(name);
    assertThat(result.scenario().orElseThrow().question()).endsWith("?");
  }

  @Test
  void aMissingFileAndAFolderAreProblemsToo() {
    ScenarioLoader loader = new ScenarioLoader(TestScenarios.IDS);
    assertThat(loader.load(folder.resolve("none.yaml")).problems().get(0).render())
        .endsWith("none.yaml: there is no such file (check the spelling)");
    assertThat(loader.load(folder).problems().get(0).render())
        .endsWith(": is a folder (name a file)");
  }
}
