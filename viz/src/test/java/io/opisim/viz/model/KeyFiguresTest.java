package io.opisim.viz.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KeyFiguresTest {
  private static final ResultFolder.ClusterSize EIGHT = new ResultFolder.ClusterSize(1, 8, 64_000);

  @Test
  void figuresAreThoseOfTheJobs() {
    RunModel run = new Runs().job(0, 0, 40, 8).job(10, 40, 60, 4).job(20, 60, 100, 8).build();
    KeyFigures figures = KeyFigures.of(run, UtilisationModel.of(run, EIGHT));
    assertThat(figures.jobs()).isEqualTo(3);
    assertThat(figures.meanJctSeconds()).isCloseTo((40 + 50 + 80) / 3.0, within(1e-9));
    assertThat(figures.meanWaitSeconds()).isCloseTo((0 + 30 + 40) / 3.0, within(1e-9));
    assertThat(figures.makespanSeconds()).isEqualTo(100);
    // (8*40 + 4*20 + 8*40) / (8*100)
    assertThat(figures.gpuUtilisationRatio()).isCloseTo(0.9, within(1e-12));
    assertThat(figures.line())
        .contains("3 jobs", "mean JCT 56.7 s", "makespan 100 s", "GPU utilisation 90.0 %")
        .doesNotContain("never placed");
  }

  @Test
  void jobsThatNeverRanAreCountedApartAndDoNotBendTheMeans() {
    RunModel run = new Runs().job(0, 0, 50, 8).neverPlaced(1, 50).build();
    KeyFigures figures = KeyFigures.of(run, UtilisationModel.of(run, EIGHT));
    assertThat(figures.meanJctSeconds()).isEqualTo(50);
    assertThat(figures.line()).startsWith("2 jobs (1 never placed)");
  }

  @Test
  void whereNothingFinishedTheFiguresAreDashesAndNotNumbers() {
    RunModel run = new Runs().neverPlaced(0, 10).build();
    KeyFigures figures = KeyFigures.of(run, UtilisationModel.of(run, EIGHT));
    assertThat(figures.line()).contains("mean JCT –", "makespan –").doesNotContain("NaN");
  }

  @Test
  void quantilesLieLinearlyBetweenNeighbours() {
    assertThat(KeyFigures.quantile(new double[] {1, 2, 3, 4, 5}, 0.99))
        .isCloseTo(4.96, within(1e-12));
    assertThat(KeyFigures.quantile(new double[] {7}, 0.99)).isEqualTo(7);
    assertThat(KeyFigures.quantile(new double[0], 0.99)).isNaN();
  }
}
