package io.opisim.tracereplay.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyRhythmTest {
  private static final double WEEK_SECONDS = 604_800;

  @Test
  void anEvenRhythmIsTheWallClock() {
    WeeklyRhythm.Clock clock = WeeklyRhythm.EVEN.clock();

    assertThat(clock.busySeconds(1_234_567.5)).isCloseTo(1_234_567.5, offset(1e-6));
    assertThat(clock.wallSeconds(1_234_567.5)).isCloseTo(1_234_567.5, offset(1e-6));
  }

  @Test
  void anHourOfTripleRateTakesThreeTimesTheShareOfTheDay() {
    List<Double> hours = new ArrayList<>(Collections.nCopies(24, 1.0));
    hours.set(9, 3.0);
    WeeklyRhythm.Clock clock = new WeeklyRhythm(hours, Collections.nCopies(7, 1.0)).clock();

    // A day has 23 + 3 = 26 parts; 86,400 s of busy clock pass in it.
    double nine = clock.busySeconds(9 * 3600);
    double ten = clock.busySeconds(10 * 3600);
    assertThat(ten - nine).isCloseTo(86_400 * 3 / 26.0, offset(1e-6));
    assertThat(clock.busySeconds(WEEK_SECONDS)).isCloseTo(WEEK_SECONDS, offset(1e-6));
  }

  @Test
  void theTwoClocksAreInverseOverWeeks() {
    WeeklyRhythm.Clock clock =
        new WeeklyRhythm(Collections.nCopies(24, 2.0), List.of(0.5, 1.0, 2.0, 1.0, 1.0, 0.25, 0.1))
            .clock();

    for (double wall = 0; wall < 3 * WEEK_SECONDS; wall += 12_345.6) {
      assertThat(clock.wallSeconds(clock.busySeconds(wall))).isCloseTo(wall, offset(1e-5));
    }
  }
}
