package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good and a bad use of each verb: standard output, standard error and exit code. */
class VerbTranscriptTest {
  private static final String TRACE =
      SmallScenario.PHILLY_HEADER
          + "2017-09-04 10:30:41,0,600,1,red\n"
          + "2017-09-04 10:30:51,10,60,8,blue\n";

  @TempDir private static Path folder;
  private static Path scenario;
  private static Path results;
  private static Path trace;

  @BeforeAll
  static void runTheSmallScenario() throws IOException {
    scenario = SmallScenario.write(folder);
    results = folder.resolve("results");
    trace = Files.writeString(folder.resolve("jobs.csv"), TRACE);
    assertThat(Transcript.of("run", scenario, "-o", results, "-q").code()).isZero();
  }

  @Test
  void runPrintsATableAndWhereTheResultsAre() {
    Transcript ran = Transcript.of("run", scenario, "-o", results, "-j", 1);

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("small: Does the order matter?\n3 cases x 2 runs, 1 node with 8 GPUs, seed 7;")
        .containsPattern("(?m)^fifo .*(behind-head|no-free-gpu)$")
        .containsPattern("(?m)^shortest-job-first ")
        .containsPattern("(?m)^oracle ")
        .contains("Against fifo, run by run;")
        .containsPattern("(?m)^Results: .*/results/small/[0-9a-f]{12}$")
        .doesNotContain("\u001b", "\r");
    assertThat(ran.err()).matches("done in \\S+ s \\(\\S+ s of CPU\\)\n");
  }

  @Test
  void runAsJsonHasTheFieldsThatScriptsReadAndNothingElse() {
    Transcript ran = Transcript.of("run", scenario, "-o", results, "--json").succeeded();

    JsonNode document = ran.json();
    assertThat(document.fieldNames())
        .toIterable()
        .containsExactly("scenario", "version", "seed", "cases", "result_dir");
    assertThat(document.path("scenario").asText()).isEqualTo("small");
    assertThat(document.path("seed").asInt()).isEqualTo(7);
    assertThat(document.path("cases")).hasSize(3);
    JsonNode first = document.path("cases").get(0);
    assertThat(first.path("case").asText()).isEqualTo("fifo");
    assertThat(first.path("parameters").path("scheduling.policy").asText()).isEqualTo("fifo");
    assertThat(first.path("runs").asInt()).isEqualTo(2);
    JsonNode makespan = first.path("metrics").path("makespan_s");
    assertThat(makespan.path("mean").asDouble()).isPositive();
    assertThat(makespan.path("ci_low").isNumber()).isTrue();
    assertThat(makespan.path("ci_high").isNumber()).isTrue();
    assertThat(Path.of(document.path("result_dir").asText()).resolve("summary.csv")).exists();
  }

  @Test
  void runWithOneSeedHasNoIntervalInJson() {
    JsonNode document =
        Transcript.of("run", scenario, "--set", "runs=1", "-o", folder.resolve("single"), "--json")
            .succeeded()
            .json();

    JsonNode makespan = document.path("cases").get(0).path("metrics").path("makespan_s");
    assertThat(makespan.path("ci_low").isNull()).isTrue();
    assertThat(makespan.path("ci_high").isNull()).isTrue();
  }

  @Test
  void runQuietlySaysNothing() {
    Transcript ran = Transcript.of("run", scenario, "-o", results, "-q").succeeded();

    assertThat(ran.out()).isEmpty();
  }

  @Test
  void runTellsWhichExpectationsWereMissedAndEndsWithOne() throws IOException {
    Path expecting =
        Files.writeString(
            folder.resolve("expecting.yaml"),
            SmallScenario.TEXT
                + "expect:\n"
                + "  - {case: fifo, metric: makespan_s, at_most: 1}\n"
                + "  - {case: fifo, metric: jct_mean_s, at_least: 1}\n");

    Transcript ran =
        Transcript.of("run", expecting, "-o", folder.resolve("missed"), "-q")
            .failed(ExitCodes.MISSED);

    assertThat(ran.err()).matches("error: fifo: makespan_s is \\S+, expected at most 1\n");
  }

  @Test
  void runRefusesZeroThreads() {
    Transcript ran = Transcript.of("run", scenario, "-j", 0).failed(ExitCodes.INVALID);

    assertThat(ran.err()).isEqualTo("error: -j: at least one run at a time is needed, not 0\n");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void runAsJsonGivesTheProblemsOfABrokenFileOnBothStreams() throws IOException {
    Path broken =
        Files.writeString(
            folder.resolve("broken.yaml"), SmallScenario.TEXT.replace("100 s", "100"));

    Transcript ran =
        Transcript.of("run", broken, "-o", folder.resolve("none"), "--json")
            .failed(ExitCodes.INVALID);

    JsonNode problem = ran.json().path("problems").get(0);
    assertThat(problem.path("file").asText()).isEqualTo(broken.toString());
    assertThat(problem.path("line").asInt()).isEqualTo(6);
    assertThat(problem.path("path").asText()).isEqualTo("workload.poisson.duration_mean");
    assertThat(problem.path("message").asText()).isEqualTo("\"100\" has no unit");
    assertThat(problem.path("hint").asText()).isEqualTo("write \"100 s\"");
    assertThat(ran.err()).contains("broken.yaml:6: workload.poisson.duration_mean: ");
  }

  @Test
  void progressIsShownOnATerminalOnly() {
    Transcript shown =
        Transcript.onTerminal(Map.of(), "run", scenario, "-o", folder.resolve("shown"));

    assertThat(shown.code()).isZero();
    assertThat(shown.err()).contains("6 of 6 runs, about 0 s left").contains("\r\u001b[K");
    assertThat(shown.out()).doesNotContain("runs, about");
    for (String silent : List.of("-q", "--json")) {
      Transcript quiet =
          Transcript.onTerminal(Map.of(), "run", scenario, "-o", folder.resolve("shown"), silent);
      assertThat(quiet.err()).as(silent).isEmpty();
    }
  }

  @Test
  void colourIsForTerminalsAndForThoseWhoWantIt() {
    String[] wrong = {"list", "nothing"};

    assertThat(Transcript.onTerminal(Map.of(), (Object[]) wrong).err())
        .startsWith("\u001b[31merror:\u001b[0m ");
    assertThat(Transcript.onTerminal(Map.of("NO_COLOR", "1"), (Object[]) wrong).err())
        .startsWith("error: ")
        .doesNotContain("\u001b");
    assertThat(Transcript.onTerminal(Map.of("NO_COLOR", ""), (Object[]) wrong).err())
        .contains("\u001b");
    assertThat(Transcript.of((Object[]) wrong).err()).doesNotContain("\u001b");
    assertThat(Transcript.onTerminal(Map.of(), "run", "--help").out()).contains("\u001b[1m");
    assertThat(Transcript.onTerminal(Map.of("NO_COLOR", "1"), "run", "--help").out())
        .doesNotContain("\u001b");
  }

  @Test
  void checkSaysThatAScenarioIsValid() {
    assertThat(Transcript.of("check", scenario).succeeded().out())
        .isEqualTo(scenario + ": valid, 2 cases x 2 runs\n");
    assertThat(Transcript.of("check", scenario, "--json").succeeded().json().path("problems"))
        .isEmpty();
  }

  @Test
  void checkTellsAllProblemsAtOnce() throws IOException {
    Path broken =
        Files.writeString(
            folder.resolve("two.yaml"),
            SmallScenario.TEXT.replace("100 s", "100").replace("count: 1", "count: -1"));

    Transcript checked = Transcript.of("check", broken).failed(ExitCodes.INVALID);

    assertThat(checked.out()).isEmpty();
    assertThat(checked.err())
        .isEqualTo(
            "error: "
                + broken
                + ":5: cluster.nodes[0].count: \"-1\" is out of range (from 1 to 1000000)\n"
                + "error: "
                + broken
                + ":6: workload.poisson.duration_mean: \"100\" has no unit (write \"100 s\")\n"
                + "2 problems\n");
    Transcript json = Transcript.of("check", broken, "--json");
    assertThat(json.code()).isEqualTo(ExitCodes.INVALID);
    assertThat(json.err()).isEmpty();
    assertThat(json.json().path("problems")).hasSize(2);
  }

  @Test
  void showPrintsAScenarioThatReadsBackAsTheSame() throws IOException {
    String shown = Transcript.of("show", scenario).succeeded().out();

    assertThat(shown).contains("policy: fifo").contains("# case ").contains("cpu_cores: 1");
    Path again = Files.writeString(folder.resolve("again.yaml"), shown);
    assertThat(Transcript.of("show", again).succeeded().out()).isEqualTo(shown);
    JsonNode json = Transcript.of("show", scenario, "--json").succeeded().json();
    assertThat(json.path("cases").get(0).path("jobs").asInt()).isEqualTo(40);
    assertThat(shown).startsWith(json.path("text").asText());
  }

  @Test
  void showRefusesAnOverrideThatDoesNotFit() {
    assertThat(
            Transcript.of("show", scenario, "--set", "scheduling.placement=bestfit")
                .failed(ExitCodes.INVALID)
                .err())
        .contains("unknown placement \"bestfit\" (did you mean \"best-fit\"?)");
    assertThat(Transcript.of("show", scenario, "--set", "nonsense").failed(ExitCodes.INVALID).err())
        .contains("--set nonsense");
  }

  @Test
  void compareGivesPairedDifferences() {
    String table = Transcript.of("compare", results.resolve("small")).succeeded().out();
    JsonNode json = Transcript.of("compare", results.resolve("small"), "--json").succeeded().json();

    assertThat(table).contains("shortest-job-first").contains("jct_mean_s");
    JsonNode metric = json.path("comparisons").get(0).path("metrics").path("jct_mean_s");
    assertThat(metric.fieldNames())
        .toIterable()
        .containsExactly("baseline_mean", "difference", "ci_low", "ci_high", "verdict");
  }

  @Test
  void compareRefusesAFolderWithoutAResult() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(Transcript.of("compare", empty).failed(ExitCodes.INVALID).err())
        .isEqualTo("error: " + empty + ": not a result folder, it has no manifest.json\n");
    assertThat(
            Transcript.of("compare", results.resolve("small"), "--baseline", "lifo")
                .failed(ExitCodes.INVALID)
                .err())
        .contains("--baseline: no case \"lifo\"; the cases are [fifo, shortest-job-first, oracle]");
  }

  @Test
  void compareRefusesResultsWithOtherSeeds() {
    Path other = folder.resolve("other");
    Transcript.of("run", scenario, "--seed", 100, "-o", other, "-q").succeeded();

    assertThat(
            Transcript.of("compare", results.resolve("small"), other.resolve("small"))
                .failed(ExitCodes.INVALID)
                .err())
        .contains("runs are compared seed by seed");
  }

  @Test
  void aResultWhoseFilesAreDamagedIsToldSo() throws IOException {
    Path damaged = folder.resolve("damaged");
    Transcript.of("run", scenario, "-o", damaged, "-q").succeeded();
    JsonNode document = Transcript.of("run", scenario, "-o", damaged, "--json").json();
    Path result = Path.of(document.path("result_dir").asText());

    String runs = Files.readString(result.resolve("runs.csv"));
    String manifest = Files.readString(result.resolve("manifest.json"));
    Files.writeString(result.resolve("runs.csv"), "case,seed,metric,value\nfifo,x,y,z\n");
    assertThat(Transcript.of("compare", result).failed(ExitCodes.INVALID).err())
        .contains("runs.csv: not a table of runs");
    Files.writeString(result.resolve("runs.csv"), runs);
    for (String text : List.of("{}", "{\"cases\": 5", "", "[]", "null")) {
      Files.writeString(result.resolve("manifest.json"), text);
      assertThat(Transcript.of("explain", result).failed(ExitCodes.INVALID).err())
          .as(text)
          .contains("manifest.json");
    }
    Files.writeString(result.resolve("manifest.json"), manifest);
    Files.delete(result.resolve("runs.csv"));
    assertThat(Transcript.of("compare", result).failed(ExitCodes.INVALID).err())
        .contains("runs.csv");
  }

  @Test
  void explainTellsWhyJobsWaited() {
    String told = Transcript.of("explain", results.resolve("small")).succeeded().out();
    JsonNode json = Transcript.of("explain", results.resolve("small"), "--json").succeeded().json();

    assertThat(told)
        .contains(
            "case fifo:",
            "wait reason",
            "longest waits of the run with seed 7:",
            "case oracle:\n  no job waited");
    assertThat(json.fieldNames()).toIterable().containsExactly("subject", "lines");
  }

  @Test
  void explainFollowsOneJob() {
    String told =
        Transcript.of("explain", results.resolve("small"), "--case", "fifo", "--job", "0000040")
            .succeeded()
            .out();

    assertThat(told)
        .startsWith("job 0000040:\n")
        .containsPattern("waited from \\S+ s to \\S+ s: ")
        .containsPattern("ran from \\S+ s to \\S+ s: 3 GPUs on dgx-a100-0, finished");
  }

  @Test
  void explainGivesTheFormulaOfAMetric() {
    assertThat(Transcript.of("explain", "jct_mean_s").succeeded().out())
        .startsWith("jct_mean_s: ")
        .contains("formula");
  }

  @Test
  void explainRefusesWhatIsNotThere() {
    Path result = results.resolve("small");

    assertThat(Transcript.of("explain", "nothing_s").failed(ExitCodes.INVALID).err())
        .isEqualTo("error: nothing_s: no such result folder\n");
    assertThat(Transcript.of("explain", result, "--case", "x").failed(ExitCodes.INVALID).err())
        .contains("no case \"x\"; the cases are");
    assertThat(Transcript.of("explain", result, "--seed", 5).failed(ExitCodes.INVALID).err())
        .contains("--seed: case fifo has no run of seed 5");
    assertThat(Transcript.of("explain", result, "--job", "x").failed(ExitCodes.INVALID).err())
        .contains("the run has no job \"x\"");
  }

  @Test
  void viewRefusesWhatItCannotShow() {
    Path result = results.resolve("small");
    Path picture = folder.resolve("picture.png");

    assertThat(Transcript.of("view", folder.resolve("none")).failed(ExitCodes.INVALID).err())
        .contains("no such result folder");
    assertThat(
            Transcript.of("view", result, "--snapshot", picture, "--width", 1)
                .failed(ExitCodes.INVALID)
                .err())
        .contains("a picture has 400 to 8192 by 300 to 8192 pixels");
    assertThat(picture).doesNotExist();
  }

  @Test
  void listKnowsEveryKindThatItNames() {
    List<String> kinds = Transcript.of("list").succeeded().out().lines().toList();

    assertThat(kinds).hasSizeGreaterThanOrEqualTo(11).isSorted();
    JsonNode named = Transcript.of("list", "--json").succeeded().json().path("kinds");
    assertThat(named).hasSameSizeAs(kinds);
    for (String kind : kinds) {
      List<String> lines = Transcript.of("list", kind).succeeded().out().lines().toList();
      JsonNode json = Transcript.of("list", kind, "--json").succeeded().json();
      assertThat(lines.get(0)).startsWith(kind).contains("description");
      assertThat(json.path("kind").asText()).isEqualTo(kind);
      assertThat(json.path("entries")).as(kind).isNotEmpty().hasSize(lines.size() - 1);
      json.path("entries")
          .forEach(
              entry -> {
                assertThat(entry.path("id").asText()).isNotBlank();
                assertThat(entry.path("description").asText()).isNotBlank();
              });
    }
    assertThat(Transcript.of("list", "scenarios").out())
        .contains("first.yaml")
        .doesNotContain("(not valid)");
  }

  @Test
  void listNamesTheKindsWhenAskedForAnother() {
    assertThat(Transcript.of("list", "nothing").failed(ExitCodes.INVALID).err())
        .contains(
            "the kinds are [accelerators, collectives, dpus, drives, fabrics, fault-profiles,");
  }

  @Test
  void initWritesAScenarioThatIsValid() {
    Path file = folder.resolve("mine.yaml");

    assertThat(Transcript.of("init", file).succeeded().out())
        .isEqualTo(file + " written; try: opisim run " + file + "\n");
    Transcript.of("check", file).succeeded();
  }

  @Test
  void initKeepsAFileThatExists() throws IOException {
    Path file = Files.writeString(folder.resolve("kept.yaml"), "mine");

    assertThat(Transcript.of("init", file).failed(ExitCodes.INVALID).err())
        .isEqualTo("error: " + file + " exists already; --force overwrites it\n");
    assertThat(file).hasContent("mine");
    Transcript.of("init", file, "--force").succeeded();
    assertThat(file).content().contains("question:");
    assertThat(
            Transcript.of("init", folder.resolve("no/where.yaml")).failed(ExitCodes.INVALID).err())
        .contains("no such file or folder");
  }

  @Test
  void traceInfoTellsWhatIsInATrace() {
    assertThat(Transcript.of("trace", "info", trace).succeeded().out())
        .startsWith("philly-jobs: 2 jobs over ")
        .contains("jobs by GPUs:  1: 1  8: 1");
    JsonNode json = Transcript.of("trace", "info", trace, "--json").succeeded().json();
    assertThat(json.fieldNames())
        .toIterable()
        .contains("format", "jobs", "span_s", "gpu_hours", "dropped", "quantiles");
    assertThat(json.path("jobs").asInt()).isEqualTo(2);
    assertThat(json.path("span_s").asDouble()).isEqualTo(10);
    assertThat(json.path("gpu_hours").asDouble()).isEqualTo(0.3);
  }

  @Test
  void traceFilesAreLookedForInTheDataFolderToo() {
    assertThat(Transcript.of("trace", "info", "jobs.csv", "--data", folder).succeeded().out())
        .startsWith("philly-jobs: 2 jobs");
    assertThat(
            Transcript.with(Map.of("OPISIM_DATA", folder.toString()), "trace", "info", "jobs.csv")
                .succeeded()
                .out())
        .startsWith("philly-jobs: 2 jobs");
  }

  @Test
  void traceCheckTellsAllThatIsWrongInATrace() throws IOException {
    assertThat(Transcript.of("trace", "check", trace).succeeded().out())
        .isEqualTo(trace + ": philly-jobs, 2 jobs, nothing wrong\n");
    Path broken =
        Files.writeString(folder.resolve("broken.csv"), TRACE.replace(",60,", ",sixty,") + "x\n");

    Transcript checked = Transcript.of("trace", "check", broken).failed(ExitCodes.INVALID);
    assertThat(checked.err())
        .contains(broken + ":3: duration_s is not a number: 'sixty' (")
        .contains(broken + ":4: the row has 1 values, the header 5 columns (")
        .endsWith("2 problems\n");
    Transcript json = Transcript.of("trace", "check", broken, "--json");
    assertThat(json.code()).isEqualTo(ExitCodes.INVALID);
    assertThat(json.json().path("problems")).hasSize(2);
    Transcript info = Transcript.of("trace", "info", broken, "--json").failed(ExitCodes.INVALID);
    assertThat(info.json().path("problems")).hasSize(2);
  }

  @Test
  void schemaPrintsWhatEditorsRead() {
    for (String kind : List.of("scenario", "accelerator", "node")) {
      JsonNode schema = Transcript.of("schema", kind).succeeded().json();
      assertThat(schema.path("$schema").asText()).contains("2020-12");
      assertThat(schema.path("properties")).isNotEmpty();
    }
    assertThat(Transcript.of("schema", "cluster").failed(ExitCodes.INVALID).err())
        .contains("there is no schema of \"cluster\"; there are [");
  }

  @Test
  void completionKnowsEveryVerb() {
    String script = Transcript.of("completion").succeeded().out();

    for (String verb : Verbs.topLevel()) {
      assertThat(script).contains("_picocli_opisim_" + verb + "()");
    }
    assertThat(Transcript.of("completion", "zsh").failed(ExitCodes.INVALID).err())
        .startsWith("error: \"zsh\" is one argument too many\n");
  }

  @Test
  void validateRunsACaseAndGivesItsErrors() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("queues.csv"), String.join("\n", queueingRows().subList(0, 2)) + "\n");

    Transcript told = Transcript.of("validate", "queueing", "--table", table);
    assertThat(told.code()).as(told.out() + told.err()).isZero();
    JsonNode json =
        Transcript.of("validate", "queueing", "--table", table, "--json").succeeded().json();
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "case",
            "rows",
            "metric",
            "median_error",
            "p90_error",
            "max_error",
            "band",
            "pass",
            "fitted_on",
            "points");
    assertThat(json.path("points").get(0).fieldNames())
        .toIterable()
        .contains("key", "published", "predicted", "error");
    assertThat(json.path("pass").asBoolean()).isTrue();
  }

  private static List<String> queueingRows() throws IOException {
    try (var table =
        io.opisim.hwvalidate.compare.ValidationCases.class.getResourceAsStream("queueing.csv")) {
      List<String> lines = new ArrayList<>(new String(table.readAllBytes()).lines().toList());
      lines.removeIf(line -> line.startsWith("#"));
      return lines;
    }
  }

  @Test
  void validateNamesItsCases() {
    for (Object[] bad :
        List.of(
            new Object[] {"validate"},
            new Object[] {"validate", "nothing"},
            new Object[] {"validate", "queueing", "--all"})) {
      assertThat(Transcript.of(bad).failed(ExitCodes.INVALID).err())
          .contains("the cases are [")
          .contains("queueing");
    }
    for (Path table : List.of(folder, folder.resolve("none.csv"), scenario)) {
      assertThat(
              Transcript.of("validate", "queueing", "--table", table)
                  .failed(ExitCodes.INVALID)
                  .err())
          .contains(table.toString());
    }
  }

  @Test
  void fitSyntheticRefusesATraceThatIsTooShort() throws IOException {
    Path law = folder.resolve("law.json");

    assertThat(
            Transcript.of("calibrate", "fit-synthetic", "--trace", trace, "-o", law)
                .failed(ExitCodes.INVALID)
                .err())
        .isEqualTo(
            "error: job list: a fit needs at least 100 jobs with GPUs and run time, not 2"
                + " (fit to a longer trace)\n");
    assertThat(law).doesNotExist();
    assertThat(
            Transcript.of("calibrate", "fit-synthetic", "--trace", scenario)
                .failed(ExitCodes.INVALID)
                .err())
        .contains("column 'submit_time' is missing");
  }

  @Test
  void fitSyntheticWritesTheSameLawToAFileAndToStandardOutput() throws IOException {
    StringBuilder rows = new StringBuilder(SmallScenario.PHILLY_HEADER);
    for (int i = 0; i < 400; i++) {
      String clock =
          io.opisim.tracereplay.philly.PhillyReader.TIME_ZERO
              .plusSeconds(i * 977L)
              .format(java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
      rows.append(clock).append(',').append(i * 977L).append(',');
      rows.append(60 + i * 7919L % 5000).append(',').append(1 << (i % 4)).append(",vc\n");
    }
    Path long400 = Files.writeString(folder.resolve("long.csv"), rows);
    Path law = folder.resolve("law400.json");
    Object[] fit = {"calibrate", "fit-synthetic", "--trace", long400, "--date", "2026-01-31"};

    String printed = Transcript.of(fit).succeeded().out();
    Object[] toFile = {fit[0], fit[1], fit[2], fit[3], fit[4], fit[5], "-o", law};
    assertThat(Transcript.of(toFile).succeeded().out()).isEqualTo(law + " written\n");
    assertThat(law).hasContent(printed);
    assertThat(printed).contains("2026-01-31");
  }

  @Test
  void versionIsOneLine() {
    assertThat(Transcript.of("--version").succeeded().out())
        .matches("opisim \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @Test
  void aCatalogFolderThatIsNotThereIsAnError() {
    for (Object[] use :
        List.of(
            new Object[] {"check", scenario, "--catalog", folder.resolve("mine")},
            new Object[] {"list", "nodes", "--catalog", folder.resolve("mine")})) {
      assertThat(Transcript.of(use).failed(ExitCodes.INVALID).err())
          .contains("mine: there is no such catalog folder (it holds accelerators/*.yaml");
    }
  }
}
