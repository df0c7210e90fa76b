package io.opisim.viz.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimelineModelTest {
  private static final int WIDTH = 100;
  private static final int HEIGHT = 80;

  /** Four jobs over 100 s; the third waits longest. */
  private static RunModel four() {
    return new Runs()
        .job(0, 0, 40, 8)
        .job(10, 40, 60, 4)
        .job(20, 60, 100, 8, JobCondition.FRAGMENTED)
        .job(30, 60, 90, 4, JobCondition.BEHIND_HEAD)
        .build();
  }

  private static final Viewport EXACT = new Viewport(0, 100, 0, 4);

  @Test
  void withRoomForEachJobACellIsWhatTheJobDoesThen() {
    PixelGrid grid = new TimelineModel(four()).reduce(EXACT, WIDTH, HEIGHT);
    assertThat(grid.isAggregated()).isFalse();
    assertThat(grid.rows()).isEqualTo(4);
    assertThat(grid.condition(5, 0)).isEqualTo(JobCondition.RUNNING);
    assertThat(grid.condition(45, 0)).isNull();
    assertThat(grid.condition(9, 1)).isNull();
    assertThat(grid.condition(10, 1)).isEqualTo(JobCondition.NO_FREE_GPU);
    assertThat(grid.condition(39, 1)).isEqualTo(JobCondition.NO_FREE_GPU);
    assertThat(grid.condition(40, 1)).isEqualTo(JobCondition.RUNNING);
    assertThat(grid.condition(59, 2)).isEqualTo(JobCondition.FRAGMENTED);
    assertThat(grid.condition(89, 3)).isEqualTo(JobCondition.RUNNING);
    assertThat(grid.condition(90, 3)).isNull();
    assertThat(grid.share(50, 2)).isEqualTo(1f);
  }

  @Test
  void withMoreJobsThanPixelsACellIsWhatMostOfTheirTimeWentTo() {
    // Two pixel rows of two jobs each: jobs 0 and 1, jobs 2 and 3.
    PixelGrid grid = new TimelineModel(four()).reduce(EXACT, WIDTH, 2);
    assertThat(grid.isAggregated()).isTrue();
    assertThat(grid.jobsPerRow()).isEqualTo(2);
    assertThat(grid.condition(5, 0)).isEqualTo(JobCondition.RUNNING);
    assertThat(grid.share(5, 0)).isEqualTo(0.5f);
    assertThat(grid.share(20, 0)).isEqualTo(1f);
    assertThat(grid.condition(25, 1)).isEqualTo(JobCondition.FRAGMENTED);
    assertThat(grid.condition(70, 1)).isEqualTo(JobCondition.RUNNING);
    assertThat(grid.share(95, 1)).isEqualTo(0.5f);
  }

  @Test
  void aJobShorterThanAPixelIsStillThere() {
    RunModel run = new Runs().job(0, 0, 1000, 1).job(500, 500, 500.001, 1).build();
    PixelGrid grid = new TimelineModel(run).reduce(new Viewport(0, 1000, 0, 4), WIDTH, HEIGHT);
    assertThat(grid.condition(50, 1)).isEqualTo(JobCondition.RUNNING);
    assertThat(grid.condition(51, 1)).isNull();
  }

  @Test
  void nothingIsLeftBehindWhereIntervalsEnd() {
    Runs runs = new Runs();
    for (int i = 0; i < 1000; i++) {
      runs.job(i * 0.1, i * 0.1 + 3.3, i * 0.1 + 7.7, 1);
    }
    TimelineModel model = new TimelineModel(runs.build());
    Viewport view = new Viewport(-10, 200, 0, 1000);
    PixelGrid grid = model.reduce(view, 500, 100);
    for (int row = 0; row < grid.rows(); row++) {
      double arrival = row * 10 * 0.1;
      for (int x = 0; x < 500; x++) {
        boolean there =
            view.secondsAt(x + 1, 500) > arrival && view.secondsAt(x, 500) < arrival + 0.9 + 7.7;
        assertThat(grid.condition(x, row) != null).as("row %d column %d", row, x).isEqualTo(there);
      }
    }
  }

  @Test
  void theLongestWaitIsFoundWithItsReason() {
    LongestWait wait = new TimelineModel(four()).longestWait().orElseThrow();
    assertThat(wait.row()).isEqualTo(2);
    assertThat(wait.fromSeconds()).isEqualTo(20);
    assertThat(wait.toSeconds()).isEqualTo(60);
    assertThat(wait.headline()).isEqualTo("Longest wait: 40 s, job j2");
    assertThat(wait.reason()).isEqualTo("fragmented, asks for 8 GPUs");
  }

  @Test
  void aJobThatIsNeverPlacedIsToldOnlyWhenNobodyElseWaited() {
    RunModel waited = new Runs().neverPlaced(0, 50).job(1, 3, 50, 1).build();
    assertThat(new TimelineModel(waited).longestWait().orElseThrow().row()).isEqualTo(1);
    RunModel nobody = new Runs().neverPlaced(0, 50).job(1, 1, 50, 1).build();
    LongestWait wait = new TimelineModel(nobody).longestWait().orElseThrow();
    assertThat(wait.headline()).isEqualTo("Never placed: job j0");
    assertThat(wait.reason()).isEqualTo("unplaceable, asks for 999 GPUs");
    assertThat(new TimelineModel(new Runs().job(0, 0, 1, 1).build()).longestWait()).isEmpty();
  }

  @Test
  void theMouseFindsTheJobUnderItAndNothingWhereThereIsNone() {
    TimelineModel model = new TimelineModel(four());
    assertThat(model.hit(EXACT, 50, 50, WIDTH, HEIGHT)).contains(2);
    assertThat(model.hit(EXACT, 5, 10, WIDTH, HEIGHT)).contains(0);
    assertThat(model.hit(EXACT, 80, 10, WIDTH, HEIGHT)).isEmpty();
    assertThat(model.hit(EXACT, -1, 10, WIDTH, HEIGHT)).isEmpty();
  }

  @Test
  void ofTheJobsOfOnePixelTheMouseFindsTheOneThatWaitedLongest() {
    TimelineModel model = new TimelineModel(four());
    assertThat(model.hit(EXACT, 50, 1, WIDTH, 2)).contains(2);
  }

  @Test
  void theTooltipTellsArrivalWaitReasonRunAndJct() {
    assertThat(new TimelineModel(four()).describe(2))
        .isEqualTo(
            """
            job j2 (team): 8 GPUs
            arrival 20 s
            wait 40 s, longest for fragmented (40 s)
            run 40 s
            JCT 80 s, finished""");
  }

  @Test
  void fittingAJobShowsItFromArrivalToEndAmongItsNeighbours() {
    Runs runs = new Runs();
    for (int i = 0; i < 500; i++) {
      runs.job(i * 10, i * 10 + 5, i * 10 + 25, 1);
    }
    TimelineModel model = new TimelineModel(runs.build());
    Viewport view = model.fit(250);
    assertThat(view.fromSeconds()).isCloseTo(2497.5, within(1e-6));
    assertThat(view.toSeconds()).isCloseTo(2527.5, within(1e-6));
    assertThat(view.fromRow()).isEqualTo(230);
    assertThat(view.toRow()).isEqualTo(271);
  }

  @Test
  void keysMoveInsideTheRunAndHomeShowsAllOfIt() {
    TimelineModel model = new TimelineModel(four());
    Viewport view = model.all();
    for (int i = 0; i < 5; i++) {
      view = Navigation.ZOOM_IN.apply(model, view, 0.5, 0.5);
    }
    assertThat(view.seconds()).isCloseTo(102 / Math.pow(1.25, 5), within(1e-9));
    Viewport later = Navigation.LATER.apply(model, view, 0.5, 0.5);
    assertThat(later.fromSeconds()).isGreaterThan(view.fromSeconds());
    for (int i = 0; i < 100; i++) {
      later = Navigation.LATER.apply(model, later, 0.5, 0.5);
    }
    assertThat(later.toSeconds()).isCloseTo(101, within(1e-9));
    assertThat(Navigation.ALL.apply(model, later, 0, 0)).isEqualTo(model.all());
  }
}
