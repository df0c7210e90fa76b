package io.opisim.cli;

import static io.opisim.cli.RunFiles.metrics;
import static io.opisim.cli.RunFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.cost.PriceList;
import io.opisim.models.energy.PowerCurve;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clusters draw and cost under jobs that emulate nothing, from the file to the tables. */
class CostScenarioTest extends ScenarioFiles {
  private static final double KILOWATT_HOUR = 3.6e6;
  private static final double HOUR = 3600;
  private static final int NODES = 4;
  private static final int GPUS = 8 * NODES;

  private static final String REPLAY =
      """
      question: What do these jobs draw and cost?
      cluster:
        nodes: [{shape: dgx-a100, count: 4}]
      workload:
        synthetic: {law: philly, jobs: 60, load: 0.7, gpus_max: 8, duration_max: 2 h}
      scheduling: {policy: fifo, placement: consolidated}
      costs: {prices: owned-2025, accelerator_power: a100-sxm}
      oracle: true
      """;

  private static final String TRAINING =
      """
      question: What does this training draw and cost?
      cluster:
        nodes: [{shape: dgx-a100, count: 4}]
        nodes_per_rack: 2
        fabric: {kind: leaf-spine}
      workload:
        training:
          - name: gpt-2b
            accelerators: 16
            global_batch: 64
            steps: 3
            transformer: {layers: 24, hidden: 2304, heads: 24, vocabulary: 51200, sequence: 2048}
            plan: {tensor: 4}
            training_profile: a100-megatron
      scheduling: {policy: fifo, placement: consolidated}
      costs: {prices: owned-2025, accelerator_power: a100-sxm}
      oracle: false
      record: [attribution]
      """;

  private static final String READING =
      TRAINING
          .replace(
              "  fabric: {kind: leaf-spine}\n",
              """
                fabric: {kind: leaf-spine}
                dpu: bluefield-3
                storage:
                  parts: {drive: generic-gen4-read, drives: 3, servers: 2}
                  protocol: nvme-tcp
                  server: {cores: 32}
                  network: {place: own-racks}
              services:
                site: host
                chain:
                  - {service: nvme-of-initiator}
                  - {service: nvme-of-target, site: storage}
                  - {service: checksum, variant: crc32c}
              """)
          .replace(
              "training_profile: a100-megatron\n",
              "training_profile: a100-megatron\n      input: {sample_size: 4 MB}\n")
          .replace("[attribution]", "[attribution, resources]");

  private static Catalog catalog() throws IOException {
    return Catalog.builtIn();
  }

  private static PowerCurve power(String id) throws IOException, CatalogException {
    return catalog().power(id).curve();
  }

  @Test
  void powerFollowsTheGpusAndCoresThatJobsHoldAndCostTheHoursAndTheEnergy() throws Exception {
    Map<String, Double> run = metrics(result(REPLAY), "default");
    PriceList prices = catalog().prices("owned-2025");

    double held = run.get("gpu_utilisation_ratio");
    double watts =
        GPUS * power("a100-sxm").watts(held)
            + NODES * power("host-two-socket").watts(run.get("cpu_utilisation_ratio"));
    assertThat(run.get("power_w")).isCloseTo(watts, within(1e-6 * watts));
    double seconds = run.get("makespan_s");
    double energy = watts * seconds * prices.powerUsageEffectiveness().value() / KILOWATT_HOUR;
    assertThat(run.get("energy_kwh")).isCloseTo(energy, within(1e-6 * energy));
    double cost =
        GPUS * prices.perHour("a100-sxm-80gb").usDollars() * seconds / HOUR
            + energy * prices.perKilowattHour().value().usDollars();
    assertThat(run.get("cost_usd")).isCloseTo(cost, within(1e-6 * cost));
    double hours = GPUS * held * seconds / HOUR;
    assertThat(run.get("cost_per_useful_accelerator_hour_usd"))
        .isCloseTo(cost / hours, within(1e-6 * cost / hours));
  }

  @Test
  void theOracleCostsNothingAndTheScreenShowsWhatTheOthersDo() throws IOException {
    Path result = result(REPLAY);

    assertThat(metrics(result, "oracle")).containsKey("makespan_s").doesNotContainKey("cost_usd");
    String shown = Transcript.of("run", scenario(REPLAY), "-o", folder.resolve("shown")).out();
    assertThat(shown).contains("power_w").contains("cost_usd");
  }

  @Test
  void workThatIsLostMakesAnHourThatCountsDearer() throws IOException {
    String failing =
        REPLAY
            + """
            faults: {profile: llama3-16384-h100, rate: 1000}
            checkpoints: {interval: 10 min, write: 20 s, restart: 60 s}
            """;

    Map<String, Double> run = metrics(result(failing), "default");

    assertThat(run.get("goodput_ratio")).isLessThan(1);
    double hours =
        GPUS * run.get("gpu_utilisation_ratio") * run.get("goodput_ratio") * run.get("makespan_s");
    double expected = run.get("cost_usd") / hours * HOUR;
    assertThat(run.get("cost_per_useful_accelerator_hour_usd"))
        .isCloseTo(expected, within(1e-6 * expected));
  }

  @Test
  void acceleratorsOfTrainingJobsDrawByTheTimeTheirRanksCompute() throws Exception {
    Path result = result(TRAINING);
    Map<String, Double> run = metrics(result, "default");

    double computed = computed(result);
    double seconds = run.get("makespan_s");
    assertThat(computed).isPositive().isLessThan(16 * seconds);
    double watts =
        GPUS * power("a100-sxm").watts(computed / (GPUS * seconds))
            + NODES * power("host-two-socket").watts(run.get("cpu_utilisation_ratio"));
    assertThat(run.get("power_w")).isCloseTo(watts, within(1e-6 * watts));
    assertThat(run.get("cost_per_useful_accelerator_hour_usd"))
        .isCloseTo(
            run.get("cost_usd") / computed * HOUR, within(1e-6 * run.get("cost_usd") * HOUR));
  }

  private static double computed(Path result) throws IOException {
    double computed = 0;
    for (Map<String, String> rank : rows(result.resolve("runs/default-1/attribution.csv"))) {
      computed += Double.parseDouble(rank.get("compute_s"));
    }
    return computed;
  }

  @Test
  void whatTrainingJobsReadDrawsOnHostsDpusAndStorageServers() throws Exception {
    Path result = result(READING);
    Map<String, Double> run = metrics(result, "default");

    double busiest = 0;
    for (Map<String, String> resource : rows(result.resolve("runs/default-1/resources.csv"))) {
      String name = resource.get("resource");
      if (!name.startsWith("client-") && !name.equals("own limit")) {
        busiest = Math.max(busiest, Double.parseDouble(resource.get("utilisation_ratio")));
      }
    }
    assertThat(busiest).isBetween(0.01, 1.0);
    assertThat(run.get("host_cores_busy")).isPositive();
    double cores = catalog().node("dgx-a100").cpuCores().value().milli() / 1000.0;
    double busy = run.get("cpu_utilisation_ratio") + run.get("host_cores_busy") / (NODES * cores);
    double computing = computed(result) / (GPUS * run.get("makespan_s"));
    double watts =
        GPUS * power("a100-sxm").watts(computing)
            + NODES * power("host-two-socket").watts(busy)
            + 2 * power("storage-server").watts(busiest)
            + run.get("dpu_power_w");
    assertThat(run.get("power_w")).isCloseTo(watts, within(1e-6 * watts));
    PriceList prices = catalog().prices("owned-2025");
    double hourly =
        GPUS * prices.perHour("a100-sxm-80gb").usDollars()
            + NODES * prices.perHour("bluefield-3").usDollars()
            + 2 * prices.perHour("storage-server").usDollars();
    double cost =
        hourly * run.get("makespan_s") / HOUR
            + run.get("energy_kwh") * prices.perKilowattHour().value().usDollars();
    assertThat(run.get("cost_usd")).isCloseTo(cost, within(1e-6 * cost));
  }

  @Test
  void costsOfOneAcceleratorAreRefusedWhereTheClusterHasAnotherOrNone() throws IOException {
    String one = "[{shape: dgx-a100, count: 4}]";
    assertThat(refused(REPLAY, one, "[{shape: dgx-a100, count: 2}, {shape: dgx-h100, count: 2}]"))
        .contains(
            "jobs.yaml:7: costs.accelerator_power: speaks of one kind of accelerator, and the")
        .contains("a100-sxm-80gb and h100-sxm")
        .contains("leave costs out");
    assertThat(refused(REPLAY, "owned-2025", "nobody-2025")).contains("nobody-2025");
  }

  @Test
  void costsKeepTheBytesOfEveryOtherFigure() throws IOException {
    Map<String, Double> without = metrics(result(REPLAY.replaceAll("costs:.*\n", "")), "default");
    Map<String, Double> with = metrics(result(REPLAY), "default");

    with.keySet().removeAll(List.of("power_w", "energy_kwh", "cost_usd"));
    with.remove("cost_per_useful_accelerator_hour_usd");
    assertThat(with).isEqualTo(without);
  }
}
