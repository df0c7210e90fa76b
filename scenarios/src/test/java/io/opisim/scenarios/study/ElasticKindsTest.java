package io.opisim.scenarios.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.workload.Elasticity;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scenarios.scenario.ElasticSpec;
import io.opisim.scenarios.scenario.MeasuredScaling;
import io.opisim.scenarios.scenario.SpeedPoint;
import io.opisim.scenarios.scenario.SpeedSpec;
import io.opisim.simcore.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what a scenario says about elastic jobs, and a table of step times, to speeds. */
class ElasticKindsTest {
  private static final String HEADER =
      "source,model,cluster,kind,placement,num_nodes,num_replicas,local_bsz,step_time_s,"
          + "sync_time_s\n";
  private static final String TABLE =
      HEADER
          + "made up,net,home,placement,1,,,10,0.10,0\n"
          + "made up,net,home,placement,2,,,10,0.11,0\n"
          + "made up,net,home,placement,11,,,10,0.20,0\n"
          + "made up,net,home,placement,31,,,10,0.16,0\n"
          + "made up,net,home,placement,22,,,10,0.24,0\n"
          + "made up,net,home,scalability,,2,8,10,0.25,0\n"
          + "made up,net,home,scalability,,4,8,10,0.20,0\n"
          + "made up,net,home,placement,1,,,20,9,0\n"
          + "made up,net,away,placement,1,,,10,9,0\n"
          + "made up,web,home,placement,1,,,10,9,0\n";

  @TempDir private Path folder;

  private static SpeedSpec kind(ElasticSpec elastic) {
    return new SpeedSpec("kind", 1, List.of(), Optional.of(elastic));
  }

  private static ElasticSpec points(int least, int most, SpeedPoint... points) {
    return new ElasticSpec(
        least, most, List.of(points), Optional.empty(), Optional.empty(), TimeSpan.parse("5 ns"));
  }

  private static ElasticSpec measured(int most, String model, String cluster, int batch) {
    return new ElasticSpec(
        1,
        most,
        List.of(),
        Optional.empty(),
        Optional.of(new MeasuredScaling("table.csv", model, cluster, batch)),
        TimeSpan.parse("0 s"));
  }

  private static Job asks(int gpus) {
    return Job.single("job", "", 0, 100, TaskDemand.wholeGpus(gpus));
  }

  private Elasticity terms(ElasticSpec spec, Job job) throws IOException {
    Files.writeString(folder.resolve("table.csv"), TABLE);
    return new ElasticKinds(List.of(kind(spec)), 8, folder::resolve).of(0, job);
  }

  @Test
  void theTermsAreThoseOfTheKindAndTheSpeedIsAgainstWhatTheJobAsksFor() throws IOException {
    Elasticity terms = terms(points(2, 8, new SpeedPoint(2, 190), new SpeedPoint(8, 490)), asks(4));

    assertThat(terms.least()).isEqualTo(2);
    assertThat(terms.most()).isEqualTo(8);
    assertThat(terms.asked()).isEqualTo(4);
    assertThat(terms.taskGpus()).isEqualTo(8);
    assertThat(terms.resizeNanos()).isEqualTo(5);
    assertThat(terms.relativeSpeed(8)).isCloseTo(490 / (190 + 2 * 50.0), within(1e-12));
  }

  @Test
  void aJobThatAsksForANumberOutsideTheRangeOrForAPartOfAGpuStaysAtThat() throws IOException {
    ElasticSpec twoToEight = points(2, 8, new SpeedPoint(2, 1), new SpeedPoint(8, 3));
    TaskDemand half = new TaskDemand(1, 500, 0, 0, List.of());

    assertThat(terms(twoToEight, asks(1))).isSameAs(Elasticity.NONE);
    assertThat(terms(twoToEight, asks(9))).isSameAs(Elasticity.NONE);
    assertThat(terms(points(1, 8, new SpeedPoint(1, 1), new SpeedPoint(8, 3)), asks(1)).isRange())
        .isTrue();
    assertThat(
            terms(
                points(1, 8, new SpeedPoint(1, 1), new SpeedPoint(8, 3)),
                Job.single("half", "", 0, 100, half)))
        .isSameAs(Elasticity.NONE);
  }

  @Test
  void measuredSpeedIsSamplesPerSecondOnTheFewestNodesAndTheirMean() throws IOException {
    Elasticity terms = terms(measured(8, "net", "home", 10), asks(1));

    // 2 GPUs on one node, not on two; 4 GPUs as 3 + 1 and as 2 + 2, mean 0.2 s; 8 on two nodes.
    double one = 10 / 0.10;
    assertThat(terms.relativeSpeed(2)).isCloseTo(2 * 10 / 0.11 / one, within(1e-12));
    assertThat(terms.relativeSpeed(4)).isCloseTo(4 * 10 / 0.20 / one, within(1e-12));
    assertThat(terms.relativeSpeed(8)).isCloseTo(8 * 10 / 0.25 / one, within(1e-12));
  }

  @Test
  void whatWasNotMeasuredIsToldWithItsKeyAndWhatWas() {
    assertThatThrownBy(() -> terms(measured(8, "nett", "home", 10), asks(1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("workload.speeds[0].elastic.measured.model")
        .hasMessageContaining("the table has no model \"nett\" (did you mean \"net\"?)");
    assertThatThrownBy(() -> terms(measured(8, "web", "away", 10), asks(1)))
        .hasMessageContaining("measured.cluster: the table has no cluster of web \"away\"");
    assertThatThrownBy(() -> terms(measured(8, "net", "home", 11), asks(1)))
        .hasMessageContaining("no step was measured with 11 samples on each GPU")
        .hasMessageContaining("measured were 10, 20");
    assertThatThrownBy(() -> terms(measured(9, "net", "home", 10), asks(1)))
        .hasMessageContaining("workload.speeds[0].elastic.most_gpus")
        .hasMessageContaining("measured were 1 to 8 GPUs");
  }
}
