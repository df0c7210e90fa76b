package io.opisim.models.workload.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.catalog.MeasuredSpeed;
import io.opisim.models.catalog.Provenance;
import io.opisim.models.catalog.Sourced;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasuredStepTest {
  private static final MeasuredSpeed SPEED =
      new MeasuredSpeed(
          "some accelerator",
          "v1",
          of(1000.0),
          of(10.0),
          of(40.0),
          Optional.empty(),
          of(8),
          of(64));

  @Test
  void aStepIsItsSamplesAndAFixedTime() {
    // B / (n s0) + fixed / s0: 800 samples on 8 at 1000/s, and 10 samples' worth.
    assertThat(MeasuredStep.seconds(SPEED, 8, 1, 800)).isEqualTo(0.1 + 0.01, within(1e-12));
    assertThat(MeasuredStep.seconds(SPEED, 16, 2, 800)).isEqualTo(0.05 + 0.05, within(1e-12));
  }

  @Test
  void theThinnerTheBatchTheSlowerAnAccelerator() {
    double before = Double.POSITIVE_INFINITY;
    for (int accelerators = 8; accelerators <= 1024; accelerators *= 2) {
      double each = MeasuredStep.samplesPerSecondEach(SPEED, accelerators, accelerators / 8, 8192);
      assertThat(each).isLessThan(before);
      before = each;
    }
  }

  @Test
  void nodesOfOneScaleUpDomainCountAsOne() {
    MeasuredSpeed rack =
        new MeasuredSpeed(
            "some rack", "v1", of(1000.0), of(10.0), of(40.0), Optional.of(of(72)), of(8), of(144));
    // 720 samples on 72 in 18 nodes: 10 ms and 10 samples' worth; on 144 it is 50 samples' worth.
    assertThat(MeasuredStep.seconds(rack, 72, 18, 720)).isEqualTo(0.01 + 0.01, within(1e-12));
    assertThat(MeasuredStep.seconds(rack, 144, 36, 1440)).isEqualTo(0.01 + 0.05, within(1e-12));
  }

  private static <T> Sourced<T> of(T value) {
    return new Sourced<>(value, Provenance.ESTIMATED, "made up", LocalDate.of(2026, 11, 22));
  }
}
