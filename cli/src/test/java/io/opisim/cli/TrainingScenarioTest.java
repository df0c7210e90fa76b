package io.opisim.cli;

import static io.opisim.cli.RunFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Training jobs that share a fabric, from the file to the tables. */
class TrainingScenarioTest extends ScenarioFiles {
  private static final String TEXT =
      """
      question: Do two jobs get in each other's way?
      seed: 3
      runs: 2
      cluster:
        nodes: [{shape: dgx-a100, count: 8}]
        nodes_per_rack: 2
        fabric: {kind: leaf-spine, oversubscription: 4}
      workload:
        training:
          - name: gpt
            count: 3
            gap: 0.2 s
            accelerators: 32
            global_batch: 64
            steps: 6
            transformer: {layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024}
            plan: {tensor: 2, zero: optimizer}
            training_profile: a100-megatron
            straggler: {mean: 0.02}
      scheduling: {policy: shortest-remaining-first}
      sweep: {scheduling.placement: [consolidated, random]}
      record: [tasks, waits, links, steps, attribution, contention, trace]
      """;

  @Test
  void theTimeOfEveryRankAddsUpToTheNanosecond() throws IOException {
    Path run = result(TEXT).resolve("runs/random-3");

    List<Map<String, String>> rows = rows(run.resolve("attribution.csv"));
    assertThat(rows).hasSize(3 * 32);
    Map<String, String> jct = new LinkedHashMap<>();
    rows(run.resolve("jobs.csv")).forEach(row -> jct.put(row.get("job"), row.get("jct_s")));
    for (Map<String, String> row : rows) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Map.Entry<String, String> field : row.entrySet()) {
        if (field.getKey().endsWith("_s") && !field.getKey().equals("wall_s")) {
          sum = sum.add(new BigDecimal(field.getValue()));
        }
      }
      assertThat(sum).isEqualByComparingTo(row.get("wall_s"));
      assertThat(row.get("wall_s")).isEqualTo(jct.get(row.get("job")));
    }
    assertThat(rows.stream().anyMatch(row -> !row.get("queued_s").equals("0"))).isTrue();
    assertThat(rows.stream().anyMatch(row -> !row.get("straggler_wait_s").equals("0"))).isTrue();
  }

  @Test
  void bytesThatEnterASpineLeaveItAgain() throws IOException {
    Path run = result(TEXT).resolve("runs/random-3");

    long in = 0;
    long out = 0;
    for (Map<String, String> row : rows(run.resolve("links.csv"))) {
      in += row.get("link").contains("-> spine-") ? Long.parseLong(row.get("bytes")) : 0;
      out += row.get("link").startsWith("spine-") ? Long.parseLong(row.get("bytes")) : 0;
      assertThat(Double.parseDouble(row.get("utilisation_ratio"))).isBetween(0.0, 1.0);
    }
    assertThat((double) in).isPositive().isEqualTo(out, within(1000.0));
  }

  @Test
  void stepsOfAJobFollowEachOtherAndSumToItsClasses() throws IOException {
    Path run = result(TEXT).resolve("runs/consolidated-3");

    List<Map<String, String>> steps = rows(run.resolve("steps.csv"));
    assertThat(steps).hasSizeGreaterThanOrEqualTo(3 * 6);
    for (Map<String, String> row : steps) {
      BigDecimal sum = BigDecimal.ZERO;
      for (String name : row.keySet()) {
        if (name.endsWith("_s") && !name.equals("start_s") && !name.equals("end_s")) {
          sum = sum.add(new BigDecimal(row.get(name)));
        }
      }
      assertThat(sum)
          .isEqualByComparingTo(
              new BigDecimal(row.get("end_s")).subtract(new BigDecimal(row.get("start_s"))));
    }
  }

  @Test
  void theTraceIsWhatPerfettoReads() throws IOException {
    Path run = result(TEXT).resolve("runs/random-3");
    JsonNode trace;
    try (InputStream bytes =
        new GZIPInputStream(Files.newInputStream(run.resolve("trace.json.gz")))) {
      trace = new ObjectMapper().readTree(bytes);
    }

    Map<String, BigDecimal> stepTime = new LinkedHashMap<>();
    Map<String, BigDecimal> classTime = new LinkedHashMap<>();
    int steps = 0;
    List<String> processes = new ArrayList<>();
    for (JsonNode event : trace.path("traceEvents")) {
      String pid = event.path("pid").asText();
      if (event.path("ph").asText().equals("M")) {
        if (event.path("name").asText().equals("process_name")) {
          processes.add(event.path("args").path("name").asText());
        }
        continue;
      }
      assertThat(event.path("ph").asText()).isEqualTo("X");
      assertThat(event.path("ts").isNumber() && event.path("dur").isNumber()).isTrue();
      assertThat(event.path("dur").decimalValue()).isPositive();
      if (event.path("cat").asText().equals("step")) {
        steps++;
        stepTime.merge(pid, event.path("dur").decimalValue(), BigDecimal::add);
      } else if (!event.path("name").asText().equals("queued")) {
        classTime.merge(pid, event.path("dur").decimalValue(), BigDecimal::add);
      }
    }
    assertThat(processes).containsExactly("job gpt-0", "job gpt-1", "job gpt-2");
    assertThat(steps).isEqualTo(rows(run.resolve("steps.csv")).size());
    assertThat(stepTime).hasSize(3);
    stepTime.forEach((pid, time) -> assertThat(classTime.get(pid)).isEqualByComparingTo(time));
  }

  @Test
  void theSameBytesTwiceAndOnAnyThreads() throws IOException {
    Path scenario = scenario(TEXT);
    List<SortedMap<String, String>> trees = new ArrayList<>();
    for (Object[] more : new Object[][] {{}, {"-j", 1}, {"-j", 2}}) {
      Path results = folder.resolve("again-" + trees.size());
      List<Object> words = new ArrayList<>(List.of("run", scenario, "-q", "-o", results));
      words.addAll(List.of(more));
      Transcript.of(words.toArray()).succeeded();
      trees.add(Tree.compared(results));
    }

    assertThat(trees.get(0).keySet()).anyMatch(path -> path.endsWith("/trace.json.gz"));
    assertThat(trees.get(1)).isEqualTo(trees.get(0));
    assertThat(trees.get(2)).isEqualTo(trees.get(0));
  }

  @Test
  void aJobAloneInItsRackRunsAsTheClosedFormSays() throws IOException {
    String alone =
        TEXT.replace("count: 3\n      gap: 0.2 s", "count: 1")
            .replaceAll("(?m)^ *straggler.*\n", "")
            .replace("accelerators: 32", "accelerators: 16")
            .replaceAll("(?m)^sweep.*\n", "")
            .replace("runs: 2", "runs: 1");
    Path summary = result(alone).resolve("runs.csv");

    Map<String, Double> values = new LinkedHashMap<>();
    for (Map<String, String> row : rows(summary)) {
      if (row.get("case").equals("default")) {
        values.put(row.get("metric"), Double.valueOf(row.get("value")));
      }
    }
    assertThat(values.get("run_slowdown_mean_ratio")).isEqualTo(1, within(1e-6));
    assertThat(values.get("goodput_ratio")).isEqualTo(1);
    assertThat(values.get("mfu_ratio")).isBetween(0.05, 0.8);
    assertThat(rows(summary))
        .filteredOn(row -> row.get("metric").equals("makespan_s"))
        .allSatisfy(
            row ->
                assertThat(Double.parseDouble(row.get("value")))
                    .isEqualTo(values.get("makespan_s"), within(1e-6)));
  }

  @Test
  void withoutAFabricEveryJobRunsAsIfAlone() throws IOException {
    String closed =
        TEXT.replaceAll("(?m)^ *fabric:.*\n", "")
            .replaceAll("(?m)^record.*\n", "record: [tasks]\n");
    Path result = result(closed);

    for (Map<String, String> row : rows(result.resolve("runs/random-3/jobs.csv"))) {
      assertThat(row.get("run_s"))
          .isEqualTo(rows(result.resolve("runs/oracle-3/jobs.csv")).get(0).get("run_s"));
    }
  }

  @Test
  void explainNamesTheLinksTheJobsAndWhereTheTimeWent() throws IOException {
    Path result = result(TEXT);

    String told = Transcript.of("explain", result, "--case", "random").succeeded().out();

    assertThat(told)
        .contains("where the ranks' time went in the run with seed 3, arrival to finish:")
        .contains("exposed_collective_s", "straggler_wait_s", "all 3 jobs", "100 %")
        .contains("links on which jobs lost most")
        .containsPattern("gpt-\\d +(leaf|spine)-\\d -> (leaf|spine)-\\d #\\d+ ");
    assertThat(Transcript.of("explain", result, "--case", "oracle").succeeded().out())
        .doesNotContain("ranks' time");
  }

  @Test
  void whatOnlyTheCatalogShowsIsToldWithItsLine() throws IOException {
    assertThat(refused("dgx-a100", "cpu-8-core"))
        .contains("jobs.yaml:5: cluster.nodes[0].shape: nodes of shape cpu-8-core have no accel");
    assertThat(refused("dgx-a100", "dgx-h100"))
        .contains("jobs.yaml:18: workload.training[0].training_profile: a100-megatron was fitted")
        .contains("(take h100-megatron-core)");
    assertThat(refused("layers: 24, hidden: 2048", "layers: 96, hidden: 12288"))
        .contains("jobs.yaml:17: workload.training[0].plan: does not fit, needs ")
        .contains("ignore_memory: true");
    assertThat(refused("kind: leaf-spine, oversubscription: 4", "kind: torus, sizes: [4, 4]"))
        .contains("jobs.yaml:7: cluster.fabric.sizes: a torus of 16 places does not hold 64 NICs");
    assertThat(
            refused(
                "oversubscription: 4", "oversubscription: 4, faults: [{name: leaf-9, share: 0.5}]"))
        .contains("jobs.yaml:7: cluster.fabric.faults[0].name: nothing on this fabric is named")
        .contains("did you mean \"leaf-0\"");
  }

  @Test
  void aMeasuredModelSaysWhichOfItsSystemsIsMeantAndHowFarItWasMeasured() throws IOException {
    String measured =
        TEXT.replaceAll("(?m)^ *(plan|training_profile|straggler):.*\n", "")
            .replaceAll("transformer: .*", "measured: {model: resnet, gradient_bytes: 51 MB}");
    assertThat(refusedText(measured))
        .contains("jobs.yaml:16: workload.training[0].measured: more than one thing measured of")
        .contains("known: NVIDIA A100-SXM-40GB in round v2.0");
    String one =
        measured.replace("resnet,", "resnet, accelerator: NVIDIA A100-SXM4-80GB, round: v2.0,");
    assertThat(refusedText(one.replace("accelerators: 32", "accelerators: 2")))
        .contains("jobs.yaml:13: workload.training[0].accelerators: resnet was measured on 4 to");
    assertThat(refusedText(one.replace("accelerators: 32", "accelerators: 12")))
        .contains("12 do not fill nodes of 8");
    assertThat(result(one).resolve("runs/random-3/attribution.csv")).exists();
  }

  @Test
  void memoryCanBeIgnored() throws IOException {
    String large =
        TEXT.replace("layers: 24, hidden: 2048", "layers: 48, hidden: 8192")
            .replace("record: [tasks, waits, links, steps, attribution, contention, trace]", "");
    assertThat(refusedText(large)).contains("does not fit");
    result(large.replace("straggler:", "ignore_memory: true\n      straggler:"), "--set", "runs=1");
  }

  @Test
  void deadLinksThatCutAJobOffFailTheRunAndNameBothEnds() throws IOException {
    Path scenario =
        scenario(
            TEXT.replace("oversubscription: 4", "oversubscription: 4, faults: [{name: leaf-0}]"));

    assertThat(
            Transcript.of("run", scenario, "-o", folder.resolve("none"))
                .failed(ExitCodes.FAILED)
                .err())
        .containsPattern("job gpt-0: accelerator-\\d+-\\d+ is cut off from accelerator-\\d+-\\d+");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void listsNameWhatATrainingJobCanBeMadeOf() {
    assertThat(Transcript.of("list", "fabrics").succeeded().out())
        .contains("leaf-spine ", "rail-optimised ", "dragonfly ", "torus ");
    assertThat(Transcript.of("list", "training-profiles").succeeded().out())
        .contains("h100-megatron-core ", "a100-sxm-80gb");
    assertThat(Transcript.of("list", "measured-models").succeeded().out())
        .contains("resnet ", "NVIDIA A100-SXM4-80GB v2.0");
    assertThat(Transcript.of("list", "tables").succeeded().out())
        .contains("attribution ", "contention ", "trace ");
  }

  @Test
  void calibrateTrainingWritesTheProfilesOfTheCatalogAnew() throws IOException {
    Path data = DataSets.folder();
    Path written = folder.resolve("catalog");

    Transcript.of("calibrate", "training", "-o", written, "--date", "2026-11-22", "--data", data)
        .succeeded();

    for (String name : List.of("training/h100-megatron-core.yaml", "measured-speeds/resnet.yaml")) {
      assertThat(written.resolve(name))
          .hasSameTextualContentAs(Path.of("../scenarios/catalog").resolve(name));
    }
    assertThat(
            Transcript.of("calibrate", "training", "-o", written, "--data", folder)
                .failed(ExitCodes.INVALID)
                .err())
        .contains("mlperf-training/results.csv: data file not found");
  }

  private String refused(String what, String by) throws IOException {
    return refused(TEXT, what, by);
  }
}
