package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code optimize} from the file to the plan that beats, or does not beat, the pairs. */
class OptimizeVerbTest {
  /** Six jobs of one node and two of four on four nodes in two racks; the long ones come first. */
  private static final String TEXT =
      """
      scenario: plan
      question: Does a plan beat the policies?
      seed: 3
      runs: 2
      cluster:
        nodes: [{shape: dgx-a100, count: 4}]
        nodes_per_rack: 2
        fabric: {kind: leaf-spine, oversubscription: 4}
      workload:
        training:
          - {name: long, count: 2, gap: 1 s, accelerators: 32, global_batch: 64, steps: 12,
             transformer: {layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024},
             plan: {zero: optimizer}, training_profile: a100-megatron}
          - {name: short, count: 6, arrival: 0.1 s, gap: 0.1 s, accelerators: 8, global_batch: 64,
             steps: 2,
             transformer: {layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024},
             plan: {zero: optimizer}, training_profile: a100-megatron}
      scheduling: {policy: fifo}
      """;

  @TempDir private Path folder;

  private Object[] words(Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), TEXT);
    Object[] fixed = {
      "optimize",
      file,
      "--steps",
      50,
      "--best",
      2,
      "--policies",
      "fifo,optimizer",
      "--placements",
      "consolidated,spread",
      "-o",
      folder.resolve("results")
    };
    Object[] all = new Object[fixed.length + more.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return all;
  }

  @Test
  void planIsNoWorseThanFifoAndNothingIsBelowTheBound() throws IOException {
    JsonNode document = Transcript.of(words("--json")).succeeded().json();
    double bound = document.path("bound_s").asDouble();
    double plan = document.path("plans").path(0).path("simulated").path("mean").asDouble();
    assertThat(document.path("plans")).hasSize(2);
    assertThat(document.path("pairs")).hasSize(4);
    assertThat(plan).isGreaterThanOrEqualTo(bound);
    for (JsonNode pair : document.path("pairs")) {
      double mean = pair.path("simulated").path("mean").asDouble();
      assertThat(mean).isGreaterThanOrEqualTo(bound);
      if (pair.path("policy").asText().equals("fifo")) {
        assertThat(plan).isLessThanOrEqualTo(mean + 1e-6);
      }
      assertThat(pair.path("plan_less_pair").path("mean").asDouble())
          .isBetween(plan - mean - 1e-9, plan - mean + 1e-9);
    }
    Path result = Path.of(document.path("result_dir").asText());
    List<String> rows = Files.readAllLines(result.resolve("plan.csv"));
    assertThat(rows).hasSize(9);
    assertThat(result.resolve("summary.csv")).exists();
    assertThat(result.resolve("runs/plan-1-3/jobs.csv")).exists();
  }

  @Test
  void equalStepsGiveEqualBytesOnAnyNumberOfThreads() throws IOException {
    Path one =
        Path.of(
            Transcript.of(words("--json", "-j", 1)).succeeded().json().path("result_dir").asText());
    String plan = Files.readString(one.resolve("plan.csv"));
    String summary = Files.readString(one.resolve("summary.csv"));
    Transcript.of(words("--json", "-j", 3)).succeeded();
    assertThat(Files.readString(one.resolve("plan.csv"))).isEqualTo(plan);
    assertThat(Files.readString(one.resolve("summary.csv"))).isEqualTo(summary);
  }

  @Test
  void whatCannotBeAskedIsSaid() throws IOException {
    assertThat(Transcript.of(words("--objective", "fun")).failed(2).err())
        .contains("--objective: jct or makespan, not fun");
    assertThat(Transcript.of(words("--case", "none")).failed(2).err())
        .contains("--case: there is no none; known: ");
    assertThat(Transcript.of(words("--time", "soon")).failed(2).err()).contains("--time: ");
    assertThat(Transcript.of(words("--best", 0)).failed(2).err()).contains("--best");
  }

  @Test
  void layoutsAreChosenAmongThoseThatFitOnRequest() throws IOException {
    JsonNode document = Transcript.of(words("--json", "--layouts")).succeeded().json();
    assertThat(document.path("pairs")).hasSize(8);
    assertThat(document.path("pairs").findValuesAsText("ways"))
        .containsOnly("as-written", "fastest-alone");
    Path result = Path.of(document.path("result_dir").asText());
    List<String> rows = Files.readAllLines(result.resolve("plan.csv"));
    assertThat(rows.get(0)).endsWith(",way");
    for (String row : rows.subList(1, rows.size())) {
      assertThat(row).matches(".*,t(1|2|4|8)-p\\d+-d\\d+-m\\d+");
    }
    double plain =
        Transcript.of(words("--json")).succeeded().json().at("/plans/0/score_s").asDouble();
    assertThat(document.at("/plans/0/score_s").asDouble()).isLessThanOrEqualTo(plain);
  }

  /** Two jobs on one node: one DPU's engine decompresses for one of them, not for both. */
  private static final String SITES =
      """
      scenario: sites
      question: Who decompresses where?
      seed: 3
      runs: 2
      cluster:
        nodes: [{shape: dgx-h100, count: 1}]
        dpu: bluefield-3
        storage:
          parts: {drive: generic-gen4-read, drives: 16, servers: 1}
          protocol: nvme-tcp
          server: {dpu: bluefield-3}
      services:
        chain:
          - {service: compression, variant: deflate-decompress}
          - {service: nvme-of-initiator}
          - {service: nvme-of-target}
      workload:
        emulated_training:
          - {name: unet3d, count: 2, workload: unet3d-h100, accelerators: 4, epochs: 1, steps: 40,
             reads: per-batch}
      scheduling: {policy: fifo}
      """;

  private JsonNode sites(Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("sites.yaml"), SITES);
    List<Object> words =
        new ArrayList<>(List.of("optimize", file, "--steps", 100, "--json", "--policies"));
    words.addAll(List.of("fifo,shortest-remaining-first", "--placements", "consolidated"));
    words.addAll(List.of("-o", folder.resolve("results")));
    words.addAll(List.of(more));
    return Transcript.of(words.toArray()).succeeded().json();
  }

  @Test
  void sitesOfServicesAreChosenAndFixedOnesHaveTheSameFreedom() throws IOException {
    JsonNode document = sites();
    List<String> fixed = document.path("pairs").findValuesAsText("ways");
    // Two policies, eight combinations of sites and all of them in turn.
    assertThat(fixed).hasSize(2 * 9).contains("dpu+host+storage-dpu", "in-turn");
    double score = document.at("/plans/0/score_s").asDouble();
    double simulated = document.at("/plans/0/simulated/mean").asDouble();
    assertThat(score / simulated).isBetween(0.9, 1.1);
    for (JsonNode pair : document.path("pairs")) {
      assertThat(pair.at("/plan_less_pair/mean").asDouble()).isLessThan(0.02 * simulated);
    }
  }

  @Test
  void plansOfSitesAreTheSameOnAnyNumberOfThreads() throws IOException {
    Path one = Path.of(sites("-j", 1).path("result_dir").asText());
    String plan = Files.readString(one.resolve("plan.csv"));
    String scores = Files.readString(one.resolve("score.csv"));
    String summary = Files.readString(one.resolve("summary.csv"));
    sites("-j", 3);
    assertThat(Files.readString(one.resolve("plan.csv"))).isEqualTo(plan);
    assertThat(Files.readString(one.resolve("score.csv"))).isEqualTo(scores);
    assertThat(Files.readString(one.resolve("summary.csv"))).isEqualTo(summary);
  }

  @Test
  void scoresAreExplainedByConstraintAndByJob() throws IOException {
    Path result = Path.of(sites().path("result_dir").asText());
    String told = Transcript.of("explain", result, "score").succeeded().out();
    assertThat(told).contains(" against first come").contains("held up by others, s");
    assertThat(told).contains("unet3d-0").contains("unet3d-1");
    Transcript.of("explain", result, "score", "--case", "plan-9").failed(2);
    Transcript.of("explain", result, "weather").failed(2);
  }

  @Test
  void whatSwitchesCanDoIsAWayAmongOthers() throws IOException {
    String overlay = "{service: overlay-network, variant: dpdk, site: dpu}";
    String text =
        SITES
            .replace("{service: compression, variant: deflate-decompress}", overlay)
            .replace(
                "protocol: nvme-tcp",
                "protocol: nvme-tcp\n    network: {switch_pipeline: 12.8 Tbit/s}");
    Path file = Files.writeString(folder.resolve("switch.yaml"), text);
    List<Object> words = new ArrayList<>(List.of("optimize", file, "--json", "--steps", 20));
    words.addAll(List.of("--policies", "fifo", "--placements", "consolidated"));
    words.addAll(List.of("-o", folder.resolve("results")));
    JsonNode document = Transcript.of(words.toArray()).succeeded().json();
    // Host, DPU and switch for the overlay, two sites each for initiator and target, all in turn.
    assertThat(document.path("pairs").findValuesAsText("ways"))
        .hasSize(3 * 2 * 2 + 1)
        .contains("switch+dpu+storage-dpu", "dpu+host+storage");
  }

  @Test
  void onlyFixedWaysThatThereAreCanBeComparedWith() throws IOException {
    Path file = Files.writeString(folder.resolve("sites.yaml"), SITES);
    assertThat(Transcript.of("optimize", file, "--ways", "moon", "-q").failed(2).err())
        .contains("there is no fixed choice moon");
  }

  @Test
  void screeningRunsEveryPairOnceAndOnlyTheBestOnesWithAllSeeds() throws IOException {
    JsonNode all = sites();
    JsonNode document = sites("--screen", 5);
    JsonNode screening = document.path("screening");
    assertThat(all.path("screening").isMissingNode()).isTrue();
    assertThat(screening.path("seed").asLong()).isNotIn(3L, 4L);
    assertThat(document.path("pairs")).isNotEmpty();
    assertThat(screening.path("pairs_of_one_run")).isNotEmpty();
    assertThat(document.path("pairs").size() + screening.path("pairs_of_one_run").size())
        .isEqualTo(all.path("pairs").size());
    // What is compared is what it would have been without screening.
    for (JsonNode pair : document.path("pairs")) {
      assertThat(all.path("pairs")).contains(pair);
    }
    Path result = Path.of(document.path("result_dir").asText());
    List<String> rows = Files.readAllLines(result.resolve("screening.csv"));
    assertThat(rows.get(0)).isEqualTo("policy,placement,ways,seed,jct_mean_s,compared");
    assertThat(rows).hasSize(1 + all.path("pairs").size());
    double best = Double.parseDouble(rows.get(1).split(",")[4]);
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      assertThat(Double.parseDouble(cells[4]) <= 1.05 * best).isEqualTo(cells[5].equals("true"));
    }
  }

  @Test
  void screeningIsToldInTheTableAndNeedsAPercentage() throws IOException {
    Path file = Files.writeString(folder.resolve("sites.yaml"), SITES);
    Object[] words = {
      "optimize",
      file,
      "--steps",
      50,
      "--policies",
      "fifo",
      "--placements",
      "spread",
      "--screen",
      1,
      "-o",
      folder.resolve("results")
    };
    assertThat(Transcript.of(words).out())
        .contains("jct_mean_s, one run")
        .contains("Not compared: ");
    for (Object wrong : new Object[] {0, -1, "NaN", "Infinity"}) {
      words[9] = wrong;
      assertThat(Transcript.of(words).failed(2).err()).contains("--screen");
    }
  }

  @Test
  void refinedPlansAreTheSameOnAnyNumberOfThreadsAndWithAnyNumberOfJudges() throws IOException {
    JsonNode document = sites("--refine", 100, "-j", 1);
    assertThat(document.at("/plans/0/plan").asText()).isEqualTo("refined");
    assertThat(document.path("plans")).hasSize(4);
    Path one = Path.of(document.path("result_dir").asText());
    String plan = Files.readString(one.resolve("plan.csv"));
    String summary = Files.readString(one.resolve("summary.csv"));
    sites("--refine", 100, "-j", 3);
    assertThat(Files.readString(one.resolve("plan.csv"))).isEqualTo(plan);
    assertThat(Files.readString(one.resolve("summary.csv"))).isEqualTo(summary);
    // Nothing that the comparison runs has a say in the plan.
    JsonNode more = sites("--refine", 100, "--set", "runs=5");
    Path other = Path.of(more.path("result_dir").asText());
    assertThat(other).isNotEqualTo(one);
    assertThat(Files.readString(other.resolve("plan.csv"))).isEqualTo(plan);
  }

  @Test
  void refiningChangesNothingElse() throws IOException {
    JsonNode plain = sites();
    JsonNode refined = sites("--refine", 100);
    for (int plan = 0; plan < 3; plan++) {
      assertThat(refined.path("plans").get(plan + 1)).isEqualTo(plain.path("plans").get(plan));
    }
    assertThat(refined.path("pairs").findValues("simulated"))
        .isEqualTo(plain.path("pairs").findValues("simulated"));
  }

  @Test
  void tooFewRunsToRefineByAndJobsThatDifferAreRefused() throws IOException {
    assertThat(Transcript.of(words("--refine", 5)).failed(2).err()).contains("at least 100");
    Transcript.of(words("--refine", -1)).failed(2);
    Path file = Path.of("../scenarios/library/first.yaml");
    assertThat(
            Transcript.of("optimize", file, "--refine", 100, "--set", "runs=2", "-q")
                .failed(2)
                .err())
        .contains("seeds have different jobs");
  }

  @Test
  void pairsOfAPolicyThatNamesTheNodesAreRunOnceAndTheSameAsAlone() throws IOException {
    JsonNode both = Transcript.of(words("--json")).succeeded().json();
    List<JsonNode> together = new ArrayList<>();
    for (JsonNode pair : both.path("pairs")) {
      if (pair.path("policy").asText().equals("optimizer")) {
        together.add(pair.path("simulated"));
      }
    }
    Path runs = Path.of(both.path("result_dir").asText()).resolve("runs");
    assertThat(together).hasSize(2);
    for (String placement : List.of("consolidated", "spread")) {
      Object[] words = words("--json");
      words[7] = "optimizer";
      words[9] = placement;
      JsonNode alone = Transcript.of(words).succeeded().json();
      assertThat(together).contains(alone.at("/pairs/0/simulated"));
      String jobs = "optimizer+" + placement + "-3/jobs.csv";
      assertThat(runs.resolve(jobs))
          .hasSameTextualContentAs(
              Path.of(alone.path("result_dir").asText()).resolve("runs").resolve(jobs));
    }
  }
}
