package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.result.Metric;
import io.opisim.tracereplay.format.OpenTrace;
import io.opisim.tracereplay.format.TraceFormats;
import io.opisim.tracereplay.replay.JobCutter;
import io.opisim.tracereplay.replay.ReplayOptions;
import io.opisim.tracereplay.replay.TraceReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The figures that the simulator of Tiresias (Gu et al., NSDI 2019) prints for its list of 60 jobs,
 * to the last digit. Its scheme {@code count} takes any free GPUs, so 2 nodes of 8 are one of 16.
 */
class TiresiasTableTest {
  @Test
  void fifoOnTwoNodesOfEightAgrees() throws IOException {
    Map<String, Double> figures = figures("fifo", 16);

    assertThat(printed(figures, "jct_mean_s")).isEqualTo("200.82");
    assertThat(printed(figures, "makespan_s")).isEqualTo("3335.00");
    assertThat(printed(figures, "queue_wait_mean_s")).isEqualTo("22.40");
  }

  @Test
  void leastAttainedServiceOnTwoNodesOfEightAgrees() throws IOException {
    Map<String, Double> figures = figures("least-attained-service", 16);

    assertThat(printed(figures, "jct_mean_s")).isEqualTo("190.68");
    assertThat(printed(figures, "makespan_s")).isEqualTo("3271.00");
    assertThat(printed(figures, "queue_wait_mean_s")).isEqualTo("12.27");
  }

  @Test
  void onThirtyTwoNodesOfFourNobodyWaits() throws IOException {
    // 128 GPUs; two nodes of 64, since no job has more than 8 GPUs and nobody waits for them.
    for (String policy : List.of("fifo", "least-attained-service")) {
      Map<String, Double> figures = figures(policy, 64, 64);

      assertThat(printed(figures, "jct_mean_s")).isEqualTo("178.42");
      assertThat(printed(figures, "makespan_s")).isEqualTo("3271.00");
      assertThat(printed(figures, "queue_wait_mean_s")).isEqualTo("0.00");
    }
  }

  private static String printed(Map<String, Double> figures, String metric) {
    return String.format(Locale.ROOT, "%.2f", figures.get(metric));
  }

  private static Map<String, Double> figures(String policy, int... gpus) throws IOException {
    List<Job> jobs;
    try (OpenTrace trace =
        TraceFormats.load().open(file("tiresias-60/60_job.csv"), "tiresias-jobs")) {
      jobs =
          TraceReplay.read(List.of(trace.reader()), ReplayOptions.AS_RECORDED)
              .cut(new JobCutter(gpus[0]));
    }
    return Metric.of(
        HandMade.onNodesOf(gpus).jobs(jobs).queueLimits(3250, 7200, 18000).under(policy).outcome());
  }

  private static Path file(String relative) {
    String folder = System.getenv("OPISIM_DATA");
    boolean there =
        folder != null && !folder.isBlank() && Files.isReadable(Path.of(folder, relative));
    String reason = "there is no " + relative + " in OPISIM_DATA, which is " + folder;
    if (!there && "true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    Assumptions.assumeTrue(there, reason);
    return Path.of(folder, relative);
  }
}
