package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scenarios that cannot be run, through the whole command: every problem with its place and what
 * would be right, exit code 2, no stack trace, and nothing left behind.
 */
@Timeout(30)
class BadScenarioTest {
  @TempDir private static Path shared;
  @TempDir private Path folder;
  private static Path results;

  @BeforeAll
  static void keepAResultOfTheSameScenario() throws IOException {
    results = shared.resolve("results");
    Path scenario = SmallScenario.write(shared);
    assertThat(Transcript.of("run", scenario, "-o", results, "-q").code()).isZero();
  }

  /** Runs and checks a broken scenario; gives what was said. */
  private String refused(Path scenario, Object... more) throws IOException {
    SortedMap<String, String> before = Tree.of(results);
    Path fresh = folder.resolve("fresh/results");
    Transcript first = Transcript.of(joined(more, "run", scenario, "-o", fresh));
    first.failed(ExitCodes.INVALID);
    assertThat(first.out()).isEmpty();
    assertThat(fresh.getParent()).doesNotExist();

    Transcript second = Transcript.of(joined(more, "run", scenario, "-o", results, "-j", 2));
    assertThat(second).isEqualTo(first);
    assertThat(Tree.of(results)).isEqualTo(before);

    Transcript checked = Transcript.of(joined(more, "check", scenario));
    assertThat(checked).isEqualTo(first);
    return first.err();
  }

  private static Object[] joined(Object[] more, Object... words) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
  }

  private static Arguments changed(String name, String from, String to, String... expected) {
    assertThat(SmallScenario.TEXT).contains(from);
    return Arguments.of(name, SmallScenario.TEXT.replace(from, to), expected);
  }

  private static Arguments added(String name, String lines, String... expected) {
    return Arguments.of(name, SmallScenario.TEXT + lines, expected);
  }

  static Stream<Arguments> brokenTexts() {
    return Stream.of(
        changed(
            "a bare number where a time is due",
            "100 s",
            "100",
            ":6: workload.poisson.duration_mean: \"100\" has no unit (write \"100 s\")"),
        changed(
            "a wrong unit",
            "100 s",
            "100 GB",
            ":6: workload.poisson.duration_mean: \"100 GB\" is not a time"),
        changed("a unit in full", "100 s", "100 seconds", ":6: ", "(write \"100 s\")"),
        changed("a negative time", "100 s", "-100 s", ":6: ", "(a time is 0 or more)"),
        changed(
            "a load of NaN", "1.5", "NaN", ":6: workload.poisson.load: \"NaN\" is not a number"),
        changed("a load without end", "1.5", ".inf", ":6: workload.poisson.load: \".inf\""),
        changed("a load of zero", "1.5", "0", ":6: workload.poisson.load: \"0\" is out of range"),
        changed(
            "a negative number of nodes", "count: 1", "count: -4", ":5: cluster.nodes[0].count"),
        changed("no nodes at all", "count: 1", "count: 0", ":5: cluster.nodes[0].count"),
        changed("half a GPU", "gpus: 3", "gpus: 2.5", ":6: workload.poisson.gpus", "whole number"),
        changed("a misspelt key", "runs: 2", "rnus: 2", ":4: rnus: unknown key (did you mean"),
        changed(
            "an unknown key", "runs: 2", "gardening: 5 s", ":4: gardening: unknown key (known:"),
        changed("an unknown policy", "[fifo,", "[lifo,", ":8: ", "unknown policy \"lifo\""),
        changed(
            "an unknown node shape", "dgx-a100", "dgx-a1000", ":5: ", "did you mean \"dgx-a100\"?"),
        changed("an unknown table", "[tasks,", "[taks,", ":9: record[0]: unknown table \"taks\""),
        changed("no question", "question: Does the order matter?\n", "", "question: is missing"),
        changed("an empty axis", "[fifo, shortest-job-first]", "[]", ":8: sweep.scheduling.policy"),
        changed(
            "an axis that leads nowhere",
            "sweep: {scheduling.policy",
            "sweep: {scheduling.polcy",
            ":8: "),
        changed("a tab that indents", "cluster: {", "cluster:\n\t{", ":6: is indented with a tab"),
        changed("an open bracket", "gpus: 3}}", "gpus: 3}", "not YAML: "),
        changed(
            "a list where a map is due",
            "{policy: fifo}",
            "[fifo]",
            ":8: sweep.scheduling.policy: leads into a list (make that a map with the key policy)"),
        changed(
            "jobs of nothing", "gpus: 3", "gpus: 0, cpu_cores: 0", ":6: ", "a job demands nothing"),
        changed(
            "a name that climbs folders",
            "scenario: small",
            "scenario: ../../small",
            ":1: scenario"),
        changed(
            "two workloads",
            "workload: {",
            "workload: {synthetic: {law: philly, jobs: 5}, ",
            ":6: workload: has synthetic and poisson together"),
        changed("a seed too large", "seed: 7", "seed: 99999999999999999999", ":3: seed: "),
        changed("GPUs on a cluster without", "dgx-a100", "cpu-8-core", "the cluster has no GPUs"),
        changed(
            "a load on a cluster without GPUs",
            "dgx-a100, count: 1}]}\nworkload: {poisson: {jobs: 40, load: 1.5, duration_mean: 100 s,"
                + " gpus: 3}}",
            "cpu-8-core, count: 1}]}\nworkload: {synthetic: {law: philly, jobs: 40, load: 1.5}}",
            "workload.synthetic.load: the cluster has no GPUs"),
        changed(
            "run times beyond the clock",
            "100 s",
            "100000 d",
            "made-up trace: ",
            "s a run can last ("),
        changed(
            "gaps beyond the clock",
            "jobs: 40, load: 1.5",
            "jobs: 40000000, load: 0.00001",
            "made-up trace: ",
            "s a run can last (fewer jobs, or a higher load)"),
        changed(
            "a window that leaves no job",
            "gpus: 3}}",
            "gpus: 3}, window: {from: 100 d}}",
            "no job is left to run (widen workload.window"),
        added("a key that is there twice", "seed: 8\n", ":10: the key \"seed\" is there twice"),
        added(
            "a baseline that is not there", "baseline: lifo\n", ":10: baseline: there is no case"),
        added(
            "an expectation of a case that is not there",
            "expect: [{case: lifo, metric: jct_mean_s, at_most: 1}]\n",
            ":10: expect[0].case: there is no case \"lifo\""),
        added("a second document", "---\nseed: 1\n", ":11: a second document starts here"),
        added(
            "an alias",
            "x: &a [1]\ny: *a\n",
            ":10: the anchor &a is not accepted (use import, or repeat it)"),
        added(
            "aliases that explode",
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n",
            ":10: the anchor &a is not accepted"),
        added("a bottomless list", "x: " + "[".repeat(5000) + "\n", ":10: "),
        added("a control character", "x: \u0007\n", ":10: holds the control character 7"),
        Arguments.of("an empty file", "", new String[] {"is empty"}),
        Arguments.of("comments only", "# nothing\n", new String[] {"is empty"}),
        Arguments.of("a list at the top", "- 1\n", new String[] {":1: must be a map, not a list"}),
        Arguments.of("a word", "hello\n", new String[] {":1: must be a map, not a single value"}),
        Arguments.of(
            "a page from the web",
            "<!DOCTYPE html>\n<html><body>404: Not Found</body></html>\n",
            new String[] {":"}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenTexts")
  void aBrokenScenarioIsRefusedWithPlaceAndHint(String name, String text, String... expected)
      throws IOException {
    Path scenario = Files.writeString(folder.resolve("broken.yaml"), text);

    assertThat(refused(scenario)).contains(expected);
  }

  @Test
  void thereAreManyWaysToBreakAScenario() {
    assertThat(brokenTexts().map(way -> way.get()[0]))
        .hasSizeGreaterThan(40)
        .doesNotHaveDuplicates();
  }

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheFile() throws IOException {
    String text =
        SmallScenario.TEXT
            .replace("seed: 7", "seed: seven")
            .replace("count: 1", "cuont: 1")
            .replace("100 s", "100")
            .replace("{policy: fifo}", "{policy: fifo, placement: bestfit}")
            .replace("waits]", "wiats]");
    Path scenario = Files.writeString(folder.resolve("broken.yaml"), text);

    String told = refused(scenario);

    assertThat(told.lines().map(line -> line.replaceFirst("^error: .*broken.yaml:", "")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("3: seed: "),
            line -> assertThat(line).startsWith("5: cluster.nodes[0].cuont: unknown key"),
            line -> assertThat(line).startsWith("5: cluster.nodes[0].count: is missing"),
            line -> assertThat(line).startsWith("6: workload.poisson.duration_mean: "),
            line -> assertThat(line).startsWith("7: scheduling.placement: "),
            line -> assertThat(line).startsWith("9: record[1]: "),
            line -> assertThat(line).isEqualTo("6 problems"));
  }

  @Test
  void filesThatAreNoTextAreRefused() throws IOException {
    Path scenario = folder.resolve("broken.yaml");
    byte[] garbage = new byte[5000];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = (byte) (i * 37 + 200);
    }
    Files.write(scenario, garbage);
    assertThat(refused(scenario)).contains(":1: is not UTF-8 text (save it as UTF-8)");

    Files.write(scenario, "question: Caf\u00e9?\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refused(scenario)).contains(":1: is not UTF-8 text (save it as UTF-8)");

    Files.write(scenario, SmallScenario.TEXT.getBytes(StandardCharsets.UTF_16));
    assertThat(refused(scenario)).contains(":1: is not UTF-8 text");

    Files.write(scenario, BadTraceTest.gzip(SmallScenario.TEXT.getBytes(StandardCharsets.UTF_8)));
    assertThat(refused(scenario)).contains("broken.yaml:1: ");
  }

  @Test
  void aFileOfOneGigabyteIsRefusedWithoutReadingIt() throws IOException {
    Path scenario = folder.resolve("huge.yaml");
    try (RandomAccessFile file = new RandomAccessFile(scenario.toFile(), "rw")) {
      file.setLength(1_000_000_000L);
    }

    assertThat(refused(scenario)).endsWith("is larger than 1 MiB (is this a trace?)\n");
  }

  @Test
  void importsThatGoInACircleAreNamed() throws IOException {
    Path first = Files.writeString(folder.resolve("a.yaml"), "import: [b.yaml]\n");
    Files.writeString(folder.resolve("b.yaml"), "import: c.yaml\n");
    Files.writeString(folder.resolve("c.yaml"), "seed: 1\nimport: [a.yaml]\n");
    Path own = Files.writeString(folder.resolve("own.yaml"), "import: own.yaml\n");

    assertThat(refused(first))
        .contains("c.yaml:2: import: imports go in a circle: a.yaml \u2192 b.yaml \u2192 c.yaml")
        .contains("(take one of them out)");
    assertThat(refused(own)).contains("own.yaml:1: import: imports go in a circle: ");
  }

  @Test
  void aProblemInAnImportedFileIsToldWithThatFile() throws IOException {
    Files.writeString(folder.resolve("base.yaml"), SmallScenario.TEXT.replace("100 s", "100"));
    Path scenario =
        Files.writeString(folder.resolve("top.yaml"), "import: [base.yaml]\nseed: many\n");
    Path lost = Files.writeString(folder.resolve("lost.yaml"), "import: [nothing.yaml]\n");

    assertThat(refused(scenario))
        .contains("base.yaml:6: workload.poisson.duration_mean: \"100\" has no unit")
        .contains("top.yaml:2: seed: ");
    assertThat(refused(lost)).contains("lost.yaml:1: import: there is no file \"nothing.yaml\"");
  }

  @Test
  void whatIsNoFileIsRefused() throws IOException {
    assertThat(refused(folder.resolve("none.yaml")))
        .endsWith("none.yaml: there is no such file (check the spelling)\n");
    assertThat(refused(folder)).isEqualTo("error: " + folder + ": is a folder (name a file)\n");
    Path below = Files.writeString(folder.resolve("file"), "x").resolve("scenario.yaml");
    assertThat(refused(below)).contains(below.toString());
    Path loop = folder.resolve("loop.yaml");
    Files.createSymbolicLink(loop, loop);
    assertThat(refused(loop)).contains(loop.toString());
  }

  @Test
  void aFileThatMayNotBeReadIsRefused() throws IOException {
    Path scenario = SmallScenario.write(folder);
    Files.setPosixFilePermissions(scenario, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(scenario), "this user may read anything");

    assertThat(refused(scenario))
        .isEqualTo("error: " + scenario + ": may not be read (check its permissions)\n");
  }

  @Test
  void missingDataIsToldWithWhereToGetIt() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("replay.yaml"),
            SmallScenario.replaying(Path.of("philly-jobs/jobs.csv.gz")));
    String hint =
        "(name the folder that holds the data sets with --data DIR or OPISIM_DATA; docs/data.md says"
            + " where each one can be had)\n";

    assertThat(refused(scenario, "--data", folder.resolve("nowhere")))
        .startsWith(
            "error: philly-jobs/jobs.csv.gz: data file not found: the data folder "
                + folder.resolve("nowhere")
                + " (--data) does not exist ")
        .endsWith(hint);
    assertThat(refused(scenario, "--data", folder))
        .contains("data file not found: it is not in the data folder " + folder + " (--data)")
        .endsWith(hint);
    Map<String, String> elsewhere = Map.of("XDG_DATA_HOME", folder.resolve("share").toString());
    assertThat(Transcript.with(elsewhere, "check", scenario).failed(ExitCodes.INVALID).err())
        .contains("data file not found: there is no data folder ")
        .endsWith(hint);
  }

  @Test
  void aCatalogOfOnesOwnThatIsBrokenIsToldWithItsFile() throws IOException {
    Path nodes = Files.createDirectories(folder.resolve("mine/nodes"));
    Path broken = Files.writeString(nodes.resolve("dgx-a100.yaml"), "node: dgx-a100\ngpus: 8\n");
    Path scenario = SmallScenario.write(folder);

    assertThat(refused(scenario, "--catalog", folder.resolve("mine")))
        .contains(broken + ":1: name: is missing")
        .contains(broken + ":2: gpus: ");
  }

  @Test
  void aBrokenOverrideIsToldAsItWasGiven() throws IOException {
    Path scenario = SmallScenario.write(folder);

    assertThat(refused(scenario, "--set", "cluster.nodes[7].count=3"))
        .contains("--set cluster.nodes[7].count=3");
    assertThat(refused(scenario, "--set", "=")).contains("--set =");
    assertThat(refused(scenario, "--set", "workload.poisson.duration_mean=5"))
        .contains("has no unit (write \"5 s\")");
    assertThat(refused(scenario, "--set", "workload.poisson={jobs: [}")).contains("--set workload");
  }

  @Test
  void aFolderForResultsThatCannotBeOneIsRefused() throws IOException {
    Path scenario = SmallScenario.write(folder);
    Path file = Files.writeString(folder.resolve("occupied"), "mine");

    for (Path place : new Path[] {file, file.resolve("below")}) {
      assertThat(Transcript.of("run", scenario, "-o", place, "-q").failed(ExitCodes.INVALID).err())
          .isEqualTo(
              "error: "
                  + place
                  + ": results cannot be written there: "
                  + file
                  + " is a file, not a folder\n");
    }
    assertThat(file).hasContent("mine");
    Path inTheWay = Files.createDirectory(folder.resolve("way"));
    Files.writeString(inTheWay.resolve("small"), "mine");
    assertThat(Transcript.of("run", scenario, "-o", inTheWay, "-q").failed(ExitCodes.INVALID).err())
        .startsWith("error: " + inTheWay + ": results cannot be written there: ");
  }

  @Test
  void aFolderForResultsThatMayNotBeWrittenIsRefused() throws IOException {
    Path scenario = SmallScenario.write(folder);
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(locked), "this user may write anything");

    assertThat(Transcript.of("run", scenario, "-o", locked, "-q").failed(ExitCodes.INVALID).err())
        .startsWith("error: " + locked + ": results cannot be written there: permission denied");
    assertThat(locked).isEmptyDirectory();
  }

  @Test
  void aPlaceThatIsNoDiskIsRefused() throws IOException {
    Path device = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(device), "there is no such place here");
    Path scenario = SmallScenario.write(folder);

    assertThat(Transcript.of("run", scenario, "-o", device, "-q").failed(ExitCodes.INVALID).err())
        .startsWith("error: /proc/self: results cannot be written there: ");
  }

  @Test
  void aRunInWhichNothingCanEverRunFailsAndNamesThePartThatIsStuck() throws IOException {
    SortedMap<String, String> before = Tree.of(results);
    Path scenario =
        Files.writeString(
            folder.resolve("stuck.yaml"), SmallScenario.TEXT.replace("gpus: 3", "gpus: 64"));

    for (int threads = 1; threads <= 4; threads++) {
      Transcript ran = Transcript.of("run", scenario, "-o", results, "-j", threads);
      assertThat(ran.failed(ExitCodes.FAILED).err())
          .isEqualTo(
              "error: case fifo, seed 7: none of the 40 jobs could ever run: no set of nodes holds"
                  + " 0000001, which asks for 64 GPUs and 1.0 CPU cores\n");
      assertThat(ran.out()).isEmpty();
      assertThat(Tree.of(results)).isEqualTo(before);
    }
    Path fresh = folder.resolve("fresh");
    Transcript.of("run", scenario, "-o", fresh, "--json").failed(ExitCodes.FAILED);
    assertThat(fresh).doesNotExist();
  }

  @Test
  void aRunThatOutlastsTheClockFailsAndNamesTheJob() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("long.yaml"),
            SmallScenario.TEXT.replace("1.5, duration_mean: 100 s", "20, duration_mean: 15 d"));
    Path fresh = folder.resolve("fresh");

    assertThat(Transcript.of("run", scenario, "-o", fresh).failed(ExitCodes.FAILED).err())
        .containsPattern("error: case fifo, seed 7: job \\d+, started at \\d+ s, would end beyond")
        .contains("a shorter window or a larger cluster helps");
    assertThat(fresh).doesNotExist();
  }

  @Test
  void anOlderResultOfTheSameHashIsReplacedAsAWhole() throws IOException {
    Path scenario = SmallScenario.write(folder);
    Path own = folder.resolve("own");
    Transcript.of("run", scenario, "-o", own, "-q").succeeded();
    SortedMap<String, String> first = Tree.compared(own);
    Path result =
        own.resolve("small")
            .resolve(
                first.keySet().stream()
                    .filter(p -> p.matches("small/[0-9a-f]{12}"))
                    .findFirst()
                    .orElseThrow()
                    .substring(6));
    Files.writeString(result.resolve("left-over.txt"), "from before");

    Transcript.of("run", scenario, "-o", own, "-q").succeeded();

    assertThat(Tree.compared(own)).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(result)).isEqualTo(Files.getPosixFilePermissions(own));
  }
}
