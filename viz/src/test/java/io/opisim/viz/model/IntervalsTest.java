package io.opisim.viz.model;

import static io.opisim.viz.model.JobCondition.BEHIND_HEAD;
import static io.opisim.viz.model.JobCondition.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalsTest {
  @Test
  void rowsGetTheirIntervalsInOrderOfTimeWhateverTheOrderOfAdding() {
    Intervals intervals =
        new Intervals.Builder()
            .add(1, 5, 9, RUNNING)
            .add(0, 3, 4, RUNNING)
            .add(1, 2, 5, BEHIND_HEAD)
            .build(3);

    assertThat(intervals.end(0) - intervals.first(0)).isEqualTo(1);
    assertThat(intervals.fromSeconds(intervals.first(1))).isEqualTo(2);
    assertThat(intervals.condition(intervals.first(1))).isEqualTo(BEHIND_HEAD);
    assertThat(intervals.toSeconds(intervals.first(1) + 1)).isEqualTo(9);
    assertThat(intervals.end(2)).isEqualTo(intervals.first(2)).isEqualTo(3);
  }

  @Test
  void tasksOfOneGangBecomeOneIntervalAndASecondSegmentStaysApart() {
    Intervals intervals =
        new Intervals.Builder()
            .add(0, 1, 3, RUNNING)
            .add(0, 1, 3, RUNNING)
            .add(0, 7, 8, RUNNING)
            .add(0, 2, 4, RUNNING)
            .build(1);

    assertThat(intervals.size()).isEqualTo(2);
    assertThat(intervals.toSeconds(0)).isEqualTo(4);
    assertThat(intervals.fromSeconds(1)).isEqualTo(7);
  }

  @Test
  void whatTakesNoTimeIsLeftOutAndTheBuilderGrows() {
    Intervals.Builder builder = new Intervals.Builder().add(0, 2, 2, RUNNING);
    for (int row = 0; row < 5000; row++) {
      builder.add(row, row, row + 1, RUNNING);
    }

    Intervals intervals = builder.build(5000);

    assertThat(intervals.size()).isEqualTo(5000);
    assertThat(intervals.fromSeconds(intervals.first(4321))).isEqualTo(4321);
  }
}
