package io.opisim.hwvalidate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.energy.PowerLimitedTraining;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerLimitFitTest {
  private static final PowerLimitedTraining TRUTH =
      new PowerLimitedTraining(2000, 30, 0.01, 300, 0.8, 3, 1.5, 60, 3);

  @Test
  void aSyntheticTruthIsRecoveredBetweenTheRowsItWasFittedOn() {
    List<PowerLimitFit.Epoch> rows = new ArrayList<>();
    for (double batch = 8; batch <= 1024; batch *= 4) {
      for (double limit = 100; limit <= 300; limit += 50) {
        rows.add(measured(batch, limit));
      }
    }
    PowerLimitedTraining fit = PowerLimitFit.fit(rows);
    for (double batch = 16; batch <= 512; batch *= 4) {
      for (double limit = 125; limit <= 275; limit += 50) {
        PowerLimitFit.Epoch there = measured(batch, limit);
        PowerLimitedTraining.Epoch predicted = fit.epoch(batch, limit);
        assertThat(predicted.joules() / (there.seconds() * there.watts()))
            .as("batch %s, limit %s", batch, limit)
            .isEqualTo(1, within(0.02));
      }
    }
  }

  private static PowerLimitFit.Epoch measured(double batch, double limit) {
    PowerLimitedTraining.Epoch epoch = TRUTH.epoch(batch, limit);
    return new PowerLimitFit.Epoch(batch, limit, epoch.seconds(), epoch.watts());
  }
}
