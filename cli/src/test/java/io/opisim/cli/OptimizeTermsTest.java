package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.opisim.scheduler.SchedulerServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plans are judged by besides their aim, and quotas, from the file to the report. */
class OptimizeTermsTest {
  /** Half nodes and whole ones; energy is known. */
  private static final String TEXT =
      """
      scenario: terms
      question: What else is a plan worth?
      seed: 3
      runs: 1
      cluster:
        nodes: [{shape: dgx-a100, count: 4, name: n}]
        nodes_per_rack: 2
        fabric: {kind: leaf-spine, oversubscription: 4}
      workload:
        training:
          - {name: wide, count: 2, gap: 1 s, accelerators: 16, global_batch: 64, steps: 12,
             transformer: {layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024},
             plan: {zero: optimizer}, training_profile: a100-megatron}
          - {name: half, count: 4, arrival: 0.1 s, gap: 0.1 s, accelerators: 4, global_batch: 64,
             steps: 4,
             transformer: {layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024},
             plan: {zero: optimizer}, training_profile: a100-megatron}
      scheduling: {policy: fifo}
      costs: {accelerator_power: a100-sxm}
      """;

  /** One job that holds the only node, whose drives are in it. */
  private static final String LOCAL =
      """
      scenario: local
      question: What does a job draw?
      seed: 3
      runs: 1
      cluster:
        nodes: [{shape: dgx-h100, count: 1}]
        storage:
          parts: {drive: generic-gen4-read, drives: 8}
          protocol: local
      workload:
        emulated_training:
          - {name: unet3d, workload: unet3d-h100, accelerators: 8, epochs: 2, steps: 40,
             reads: per-batch}
      scheduling: {policy: fifo}
      costs: {prices: owned-2025, accelerator_power: h100-sxm}
      """;

  @TempDir private Path folder;

  private Transcript optimize(String text, Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("file.yaml"), text);
    List<Object> words = new ArrayList<>(List.of("optimize", file, "--steps", 100, "--best", 1));
    words.addAll(List.of("--placements", "first-fit", "-o", folder.resolve("results")));
    if (!List.of(more).contains("--policies")) {
      words.addAll(List.of("--policies", "fifo"));
    }
    words.addAll(List.of(more));
    return Transcript.of(words.toArray());
  }

  @Test
  void energyAndCostAgreeWithThoseOfTheRunWhereOneJobHoldsTheWholeCluster() throws IOException {
    JsonNode document = optimize(LOCAL, "--json").succeeded().json();
    Path result = Path.of(document.path("result_dir").asText());
    JsonNode terms = document.at("/plans/0/terms");
    double share = document.at("/plans/0/score_s").asDouble() / figure(result, "jct_mean_s");
    double energy = terms.path("energy_kwh").asDouble();
    assertThat(energy / figure(result, "energy_kwh")).isCloseTo(1, within(0.02));
    // The price goes by the hour, so it is off as far as the score of the run time is.
    double cost = terms.path("cost_usd").asDouble();
    assertThat(cost / figure(result, "cost_usd")).isCloseTo(share, within(0.02));
    assertThat(terms.path("idle_gpu_s").asDouble()).isZero();
  }

  private static double figure(Path result, String metric) throws IOException {
    return Files.readAllLines(result.resolve("summary.csv")).stream()
        .filter(row -> row.startsWith("plan-1," + metric + ","))
        .mapToDouble(row -> Double.parseDouble(row.split(",")[2]))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void termsOfJobsAddUpToThoseOfThePlanAndAreExplained() throws IOException {
    JsonNode document = optimize(TEXT, "--json").succeeded().json();
    Path result = Path.of(document.path("result_dir").asText());
    List<String> rows = Files.readAllLines(result.resolve("score.csv"));
    List<String> heads = List.of(rows.get(0).split(","));
    for (String column : List.of("idle_gpu_s", "network_hops", "energy_kwh")) {
      double sum = 0;
      for (String row : rows) {
        String[] cells = row.split(",", -1);
        sum += cells[0].equals("plan-1") ? Double.parseDouble(cells[heads.indexOf(column)]) : 0;
      }
      double told = document.at("/plans/0/terms/" + column).asDouble();
      assertThat(sum).as(column).isCloseTo(told, within(1e-7 + 1e-6 * told));
    }
    assertThat(document.at("/plans/0/terms").has("cost_usd")).isFalse();
    assertThat(document.at("/plans/0").has("weighed_score_s")).isFalse();
    String told = Transcript.of("explain", result, "score").succeeded().out();
    assertThat(told).contains("energy, kWh").contains("network-distance, hops");
    assertThat(told).doesNotContain("cost, USD").doesNotContain("what is weighed");
  }

  @Test
  void whatIsWeighedIsInTheScoreAndTheResultIsAnother() throws IOException {
    JsonNode plain = optimize(TEXT, "--json").succeeded().json();
    JsonNode weighed =
        optimize(TEXT, "--json", "--weigh", "energy=1000,fragmentation=0.5").succeeded().json();
    JsonNode plan = weighed.at("/plans/0");
    double worth =
        1000 * plan.at("/terms/energy_kwh").asDouble()
            + 0.5 * plan.at("/terms/idle_gpu_s").asDouble();
    assertThat(plan.path("weighed_score_s").asDouble())
        .isCloseTo(plan.path("score_s").asDouble() + worth, within(1e-6 * worth));
    assertThat(weighed.path("result_dir")).isNotEqualTo(plain.path("result_dir"));
    double before =
        plain.at("/plans/0/score_s").asDouble()
            + 1000 * plain.at("/plans/0/terms/energy_kwh").asDouble()
            + 0.5 * plain.at("/plans/0/terms/idle_gpu_s").asDouble();
    assertThat(plan.path("weighed_score_s").asDouble()).isLessThan(before);
    Path result = Path.of(weighed.path("result_dir").asText());
    assertThat(Transcript.of("explain", result, "score").succeeded().out())
        .contains("what is weighed of these, s of the aim");
    assertThat(optimize(TEXT, "--weigh", "energy=1000").out())
        .contains("energy 1,000")
        .contains("without cost");
  }

  @Test
  void aJobMoreMovesNobodyWhereMovesAreDear() throws IOException {
    Path before =
        Path.of(
            optimize(TEXT, "--json", "--objective", "makespan")
                .succeeded()
                .json()
                .path("result_dir")
                .asText());
    String more = TEXT.replace("name: half, count: 4", "name: half, count: 5");
    JsonNode free = optimize(more, "--json", "--previous", before).succeeded().json();
    JsonNode dear =
        optimize(more, "--json", "--previous", before, "--weigh", "moves=1000").succeeded().json();
    assertThat(dear.at("/plans/0/terms/moved_jobs").asInt()).isZero();
    assertThat(free.at("/plans/0/terms").has("moved_jobs")).isTrue();
    assertThat(free.at("/plans/0/score_s").asDouble())
        .isLessThanOrEqualTo(dear.at("/plans/0/score_s").asDouble());
    List<String> old = nodes(before);
    List<String> now = nodes(Path.of(dear.path("result_dir").asText()));
    assertThat(now).hasSize(old.size() + 1).containsAll(old);
  }

  /** Jobs with the nodes that they stand on. */
  private static List<String> nodes(Path result) throws IOException {
    List<String> nodes = new ArrayList<>();
    for (String row : Files.readAllLines(result.resolve("plan.csv"))) {
      String[] cells = row.split(",");
      List<String> sorted = new ArrayList<>(List.of(cells[1].split(" ")));
      sorted.sort(null);
      nodes.add(cells[0] + " " + sorted);
    }
    nodes.sort(null);
    return nodes;
  }

  @Test
  void whatCannotBeWeighedIsSaid() throws IOException {
    assertThat(optimize(TEXT, "--weigh", "beauty=1").failed(2).err())
        .contains("there is no beauty")
        .contains("network-distance");
    assertThat(optimize(TEXT, "--weigh", "energy=0").failed(2).err()).contains("more than 0 s");
    assertThat(optimize(TEXT, "--weigh", "cost=1").failed(2).err())
        .contains("cost is weighed, but not known here")
        .contains("costs.prices");
    assertThat(optimize(TEXT, "--weigh", "moves=1").failed(2).err()).contains("--previous");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    optimize(TEXT, "--previous", empty).failed(2);
  }

  /** The long jobs' queue may hold one node, and borrow nothing. */
  private static final String QUOTAS =
      TEXT.replace("accelerators: 16", "accelerators: 8")
          .replace(
              "scheduling: {policy: fifo}",
              """
              scheduling:
                policy: quota
                quota:
                  flavors: [{name: any}]
                  queues:
                    - {name: wide, groups: [{group: wide}], quotas: [{flavor: any, nominal_gpus: 8}]}
                    - {name: rest, quotas: [{flavor: any, nominal_gpus: 8}]}""");

  @Test
  void aPlanKeepsQuotasAndIsComparedWithThePolicyThatDoes() throws IOException {
    JsonNode document =
        optimize(QUOTAS, "--json", "--policies", String.join(",", policies())).succeeded().json();
    assertThat(document.path("pairs").findValuesAsText("policy")).containsExactly("quota");
    Path result = Path.of(document.path("result_dir").asText());
    List<String> jobs = Files.readAllLines(result.resolve("runs/plan-1-3/jobs.csv"));
    List<String> heads = List.of(jobs.get(0).split(","));
    double[][] wide =
        jobs.stream()
            .map(row -> row.split(","))
            .filter(cells -> cells[heads.indexOf("job")].startsWith("wide"))
            .map(
                cells ->
                    new double[] {
                      Double.parseDouble(cells[heads.indexOf("start_s")]),
                      Double.parseDouble(cells[heads.indexOf("finish_s")])
                    })
            .toArray(double[][]::new);
    assertThat(wide).hasNumberOfRows(2);
    // Two nodes are idle meanwhile, but its queue has only one.
    assertThat(Math.max(wide[0][0], wide[1][0]))
        .isGreaterThanOrEqualTo(Math.min(wide[0][1], wide[1][1]));
    assertThat(optimize(QUOTAS.replace("nominal_gpus: 8", "nominal_gpus: 7")).failed(2).err())
        .contains("within their quotas");
  }

  private static List<String> policies() {
    return new ArrayList<>(SchedulerServices.policies().keySet());
  }
}
