package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job list of the Gavel study in a scenario, with speeds from the study's own table. */
class GavelReplayTest {
  private static final Map<String, String> MODELS =
      Map.of("v100", "v100-sxm-16gb", "p100", "p100-16gb", "k80", "k80-12gb");

  @TempDir private Path folder;

  private static Path data(String name) {
    return DataSets.folder().resolve("gavel-table").resolve(name);
  }

  /** Steps per second against those on a V100, by kind and GPU type; what fits no GPU is absent. */
  private static Map<String, Map<String, Double>> speeds() throws IOException {
    Map<String, Map<String, Double>> steps = new TreeMap<>();
    for (String line : Files.readAllLines(data("throughputs.csv"))) {
      String[] fields = line.split(",", -1);
      if (fields[1].equals("1") && fields[4].equals("1") && Double.parseDouble(fields[5]) > 0) {
        String kind = fields[3].isEmpty() ? fields[2] : fields[2] + "-" + fields[3];
        steps
            .computeIfAbsent(kind.toLowerCase(Locale.ROOT), unseen -> new TreeMap<>())
            .put(fields[0], Double.valueOf(fields[5]));
      }
    }
    steps.values().forEach(on -> on.replaceAll((type, rate) -> rate / on.get("v100")));
    return steps;
  }

  private Path scenario(Map<String, Map<String, Double>> speeds) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            question: How long do the first jobs of the Gavel study take when each is alone?
            cluster:
              nodes:
                - {shape: gavel-v100, count: 36, name: v100}
                - {shape: gavel-p100, count: 36, name: p100}
                - {shape: gavel-k80, count: 36, name: k80}
            workload:
              trace: {files: [gavel-table/jobs_single_seed0.csv.gz], format: gavel-jobs}
              window: {limit: 300}
              time_scale: 9000
              speeds:
            """);
    speeds.forEach(
        (kind, on) -> {
          text.append("    - name: ").append(kind).append("\n      on:\n");
          on.forEach(
              (type, speed) ->
                  text.append("        - {gpu: ")
                      .append(MODELS.get(type))
                      .append(", speed: ")
                      .append(speed)
                      .append("}\n"));
        });
    text.append(
        """
        scheduling: {policy: fifo, placement: first-fit}
        sweep: {scheduling.policy: [fifo, fifo-heterogeneous]}
        oracle: false
        """);
    return Files.writeString(folder.resolve("gavel.yaml"), text);
  }

  @Test
  void onAnIdleClusterOfAllTypesEveryJobTakesItsTimeOnItsOwnGpu() throws IOException {
    Map<String, Map<String, Double>> speeds = speeds();
    double onV100 = 0;
    double onFastest = 0;
    try (BufferedReader list =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data("jobs_single_seed0.csv.gz"))),
                StandardCharsets.UTF_8))) {
      list.readLine();
      for (int job = 0; job < 300; job++) {
        String[] fields = list.readLine().split(",", -1);
        String kind = fields[4].isEmpty() ? fields[3] : fields[3] + "-" + fields[4];
        double seconds = Double.parseDouble(fields[5]);
        onV100 += seconds / 300;
        onFastest +=
            seconds
                / 300
                / speeds.get(kind.toLowerCase(Locale.ROOT)).values().stream()
                    .mapToDouble(speed -> speed)
                    .max()
                    .orElseThrow();
      }
    }

    Transcript run =
        Transcript.of(
            "run",
            scenario(speeds),
            "--json",
            "--data",
            DataSets.folder(),
            "-o",
            folder.resolve("results"));

    var cases = run.succeeded().json().path("cases");
    // First fit takes the first GPU of the cluster, a V100, while there are free ones.
    assertThat(mean(cases.get(0))).isCloseTo(onV100, within(1e-6 * onV100));
    // In rounds a job waits for the next computation of shares and then takes its fastest GPU.
    assertThat(mean(cases.get(1))).isBetween(onFastest, onFastest + 2 * 1920);
  }

  private static double mean(JsonNode one) {
    return one.path("metrics").path("jct_mean_s").path("mean").asDouble();
  }

  @Test
  void aKindThatIsMissingIsToldByItsName() throws IOException {
    Map<String, Map<String, Double>> speeds = speeds();
    speeds.remove("lm-20");

    assertThat(
            Transcript.of(
                    "run",
                    scenario(speeds),
                    "--data",
                    DataSets.folder(),
                    "-o",
                    folder.resolve("none"))
                .failed(ExitCodes.INVALID)
                .err())
        .contains("workload.speeds: jobs of group \"lm-20\" have no kind")
        .contains("add {name: lm-20, on: [...]}");
  }
}
