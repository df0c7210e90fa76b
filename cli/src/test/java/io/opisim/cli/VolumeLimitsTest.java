package io.opisim.cli;

import static io.opisim.cli.RunFiles.column;
import static io.opisim.cli.RunFiles.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits of volumes, from the file to the tables. */
class VolumeLimitsTest extends ScenarioFiles {
  private static final double MIB = 1 << 20;

  private static final String TEXT =
      """
      question: What do limits of a volume do to training?
      cluster:
        nodes: [{shape: dgx-h100, count: 2}]
        storage:
          parts: {drive: generic-gen4-read, drives: 32, servers: 2}
          protocol: nvme-tcp
          server: {cores: 32, polling_cores: 8}
      services:
        chain:
          - {service: nvme-of-initiator}
          - {service: nvme-of-target, site: storage}
      workload:
        emulated_training:
          - {name: free, workload: unet3d-h100, accelerators: 8, epochs: 2, steps: 10}
          - {name: limited, workload: unet3d-h100, accelerators: 8, epochs: 2, steps: 10}
      scheduling: {policy: fifo}
      costs: {accelerator_power: h100-sxm}
      oracle: false
      record: [volumes, resources]
      """;

  private static String limited(String limits) {
    String last = "accelerators: 8, epochs: 2, steps: 10}\nscheduling";
    assertThat(TEXT).contains(last);
    return TEXT.replace(last, last.replace("}", ", limits: {" + limits + "}}"));
  }

  private static double seconds(Path result, String job) throws IOException {
    return column(result.resolve("runs/default-1/jobs.csv"), "job", "run_s").get(job);
  }

  private static double bytesOf(Path result, String loader) throws IOException {
    return column(result.resolve("runs/default-1/volumes.csv"), "stage", "out_bytes")
        .get("loader of " + loader);
  }

  @Test
  void aLimitedVolumeGivesItsRateAndTheOthersAreNoSlower() throws IOException {
    Path free = result(TEXT);
    Path result = result(limited("read_rate: 4096 MiB/s"));

    double rate = bytesOf(result, "limited") / seconds(result, "limited");
    assertThat(rate / (4096 * MIB)).isBetween(0.95, 1.0);
    assertThat(seconds(free, "limited")).isLessThan(0.5 * seconds(result, "limited"));
    assertThat(seconds(result, "free")).isLessThanOrEqualTo(seconds(free, "free"));
  }

  @Test
  void theLimitIsNamedWhereItBindsAndIsNoDeviceThatDraws() throws IOException {
    Path result = result(limited("rate: 4096 MiB/s"));

    assertThat(Transcript.of("explain", result).succeeded().out())
        .contains("binding: qos limited bytes.flow");
    // The servers are hardly busy: they draw little more than at rest, whatever the limit is.
    Map<String, Double> busy =
        column(result.resolve("runs/default-1/resources.csv"), "resource", "utilisation_ratio");
    assertThat(busy.get("qos limited bytes.flow")).isGreaterThan(0.9);
    double most =
        busy.entrySet().stream()
            .filter(one -> one.getKey().startsWith("storage."))
            .mapToDouble(Map.Entry::getValue)
            .max()
            .orElseThrow();
    assertThat(most).isLessThan(0.3);
    double freer = metrics(result(limited("rate: 40960 MiB/s")), "default").get("power_w");
    assertThat(metrics(result, "default").get("power_w")).isLessThan(freer);
  }

  @Test
  void commandsAreRoundedUpToThousandsAndCountedByTheLargestOne() throws IOException {
    Path result = result(limited("commands_per_second: 29500"));

    // 128 KiB a command; the last one of a file may be smaller.
    double rate = bytesOf(result, "limited") / seconds(result, "limited");
    assertThat(rate / (30_000 * 131_072.0)).isBetween(0.95, 1.0);
  }

  @Test
  void aLimitOfWritesLeavesReadsAlone() throws IOException {
    Path free = result(TEXT);
    Path result = result(limited("write_rate: 1 MiB/s"));

    assertThat(seconds(result, "limited")).isCloseTo(seconds(free, "limited"), within(1e-3));
  }

  @Test
  void stepsOfTrainingWaitForAVolumeThatIsSlowerThanThey() throws IOException {
    String training =
        """
        question: What does a limit do to steps?
        cluster:
          nodes: [{shape: dgx-a100, count: 2}]
          fabric: {kind: star}
          storage:
            parts: {drive: generic-gen4-read, drives: 8, servers: 2}
            protocol: nvme-tcp
            server: {cores: 32}
        services:
          chain:
            - {service: nvme-of-initiator}
            - {service: nvme-of-target, site: storage}
        workload:
          training:
            - name: gpt-2b
              accelerators: 16
              global_batch: 64
              steps: 20
              transformer: {layers: 24, hidden: 2304, heads: 24, vocabulary: 51200, sequence: 2048}
              training_profile: a100-megatron
              input: {sample_size: 32 MiB, limits: {read_rate: 256 MiB/s}}
        scheduling: {policy: fifo}
        oracle: false
        """;
    Map<String, Double> run = metrics(result(training), "default");

    // 64 samples of 32 MiB take 8 s at that rate; the first steps were read ahead.
    assertThat(run.get("step_mean_s")).isCloseTo(8, within(0.4));
    assertThat(run.get("data_stall_ratio")).isGreaterThan(0.5);
  }

  @Test
  void whatSpdkCannotLimitIsRefusedWithTheReason() throws IOException {
    assertThat(refusedText(limited("read_rate: 1 GB/s")))
        .contains("limits.read_rate: is no whole number of MiB/s (as 954 MiB/s)");
    assertThat(refusedText(limited(""))).contains("commands_per_second, rate, read_rate");
    assertThat(refusedText(limited("commands_per_second: 0"))).contains("commands_per_second");
    String filer =
        limited("rate: 100 MiB/s")
            .replaceAll("parts: .*", "system: nutanix-files-32")
            .replaceAll(" *protocol: .*\n| *server: .*\n", "")
            .replaceAll("(?s)services:.*?\\nworkload:", "workload:");
    assertThat(refusedText(filer))
        .contains("workload.emulated_training[1].limits: are of a block volume");
  }
}
