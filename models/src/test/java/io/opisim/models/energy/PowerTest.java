package io.opisim.models.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PowerTest {
  private static final PowerCurve STRAIGHT = new PowerCurve(100, 700, 1);

  @Test
  void powerIsIdleAndTheRestByUtilisation() {
    assertThat(STRAIGHT.watts(0)).isEqualTo(100);
    assertThat(STRAIGHT.watts(0.5)).isEqualTo(400);
    assertThat(STRAIGHT.watts(1)).isEqualTo(700);
    assertThat(new PowerCurve(100, 700, 0.5).watts(0.25)).isEqualTo(400);
    assertThatThrownBy(() -> STRAIGHT.watts(1.1)).hasMessage("a utilisation is 0 to 1, not 1.1");
    assertThatThrownBy(() -> new PowerCurve(100, 50, 1))
        .hasMessage("from 100.0 W to 50.0 W with exponent 1.0");
  }

  @Test
  void aLimitThatLeavesAnEighthOfTheDynamicPowerHalvesTheClock() {
    assertThat(STRAIGHT.watts(1, 175)).isEqualTo(175);
    assertThat(STRAIGHT.speedShare(1, 175)).isEqualTo(0.5, within(1e-12));
    assertThat(STRAIGHT.speedShare(0.1, 175)).isEqualTo(1);
    assertThatThrownBy(() -> STRAIGHT.speedShare(1, 100))
        .hasMessage("a limit of 100.0 W is not above the 100.0 W at rest");
  }

  @Test
  void theLeastEnergyOfATaskLiesBelowTheLargestLimit() {
    // E = (idle + d f^3) / f has its minimum at f^3 = idle / (2 d) = 1/12: a limit of 150 W.
    double best = 700 / STRAIGHT.speedShare(1, 700);
    double limit = 0;
    for (double watts = 110; watts <= 700; watts += 10) {
      double energy = STRAIGHT.watts(1, watts) / STRAIGHT.speedShare(1, watts);
      if (energy < best) {
        best = energy;
        limit = watts;
      }
    }
    assertThat(limit).isEqualTo(150);
  }

  @Test
  void anEpochWithoutALimitIsHostAndGpuTimeAndItsPowerTheShareOfTheGpu() {
    // Batch 10: 200 s of host time and 300 s of GPU time one after the other, 60 % busy.
    PowerLimitedTraining model = new PowerLimitedTraining(2000, 250, 5, 400, 1, 3, 1, 50, 20);
    PowerLimitedTraining.Epoch free = model.epoch(10, 1e6);
    assertThat(free.seconds()).isEqualTo(500, within(1e-6));
    assertThat(free.watts()).isEqualTo(50 + 400 * 0.6, within(1e-6));
    assertThat(free.joules()).isEqualTo(500 * 290, within(1e-3));
    // An eighth of the dynamic power: half the clock, twice the GPU time.
    PowerLimitedTraining.Epoch limited = model.epoch(10, 80);
    assertThat(limited.seconds()).isEqualTo(800, within(0.5));
    assertThat(limited.watts()).isEqualTo(80, within(0.1));
    assertThat(limited.watts()).isLessThanOrEqualTo(80);
  }

  @Test
  void aSoftLimitGivesLessThanBothAndHarderOnesComeCloser() {
    double last = 0;
    for (double hardness : new double[] {1, 2, 8, 64}) {
      PowerLimitedTraining model =
          new PowerLimitedTraining(1, 1000, 1e-9, 200, 1, 3, 1, 50, hardness);
      double watts = model.epoch(1000, 250).watts();
      assertThat(watts).isGreaterThan(last).isLessThan(250);
      last = watts;
    }
    assertThat(last).isEqualTo(250, within(3.0));
  }

  @Test
  void theFacilityAddsItsShare() {
    EnergyUse use =
        new EnergyUse(
            List.of(
                new EnergyUse.Draw("gpu", STRAIGHT, 8, 0.5, 3600),
                new EnergyUse.Draw("dpu", new PowerCurve(60, 150, 1), 2, 0, 3600)),
            1.25);
    assertThat(use.deviceJoules()).isEqualTo((8 * 400 + 2 * 60) * 3600.0);
    assertThat(use.facilityKilowattHours()).isEqualTo(3.32 * 1.25, within(1e-12));
    assertThatThrownBy(() -> new EnergyUse(List.of(), 0.9)).hasMessageContaining("not 0.9");
  }
}
