package io.opisim.models.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.workload.SpeedUp.Amdahl;
import io.opisim.models.workload.SpeedUp.Measured;
import io.opisim.models.workload.SpeedUp.Measured.Point;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Speed by number of GPUs, and the shape of a job on more or fewer of them. */
class ElasticityTest {
  private static final Measured MEASURED =
      new Measured(
          List.of(new Point(1, 100), new Point(2, 190), new Point(4, 350), new Point(8, 300)));

  private static Job job(int tasks, int gpus, int lastGpus, long cpuMilli, Elasticity elasticity) {
    TaskDemand demand = new TaskDemand(gpus, 1000, cpuMilli, 0, List.of());
    TaskDemand last = new TaskDemand(lastGpus, 1000, cpuMilli, 0, List.of());
    return new Job("job", "", 0, 100, tasks, demand, last, GpuSpeeds.SAME, elasticity);
  }

  @Test
  void betweenTwoMeasuredPointsSpeedIsAStraightLine() {
    assertThat(MEASURED.at(1)).isEqualTo(100);
    assertThat(MEASURED.at(3)).isEqualTo(190 + (350 - 190) / 2.0);
    assertThat(MEASURED.at(5)).isEqualTo(350 - (350 - 300) / 4.0);
    assertThat(MEASURED.at(8)).isEqualTo(300);
  }

  @Test
  void beyondTheMeasuredPointsNothingIsKnown() {
    assertThatThrownBy(() -> MEASURED.at(9)).hasMessage("9 GPUs, measured up to 8");
    Measured fromTwo = new Measured(List.of(new Point(2, 1), new Point(4, 2)));
    assertThatThrownBy(() -> fromTwo.at(1)).hasMessage("1 GPUs, measured from 2");
    assertThatThrownBy(() -> new Elasticity(1, 4, 2, 8, fromTwo, 0))
        .hasMessageContaining("speeds known from 2 to 4");
  }

  @Test
  void amdahlsLawIsOneOverTheSerialPartAndTheRestSharedOut() {
    // s = 0.1 on 4 GPUs: 1 / (0.1 + 0.9 / 4).
    assertThat(new Amdahl(0.1).at(4)).isCloseTo(1 / 0.325, within(1e-12));
    assertThat(new Amdahl(0).at(64)).isEqualTo(64);
    assertThat(new Amdahl(1).at(64)).isEqualTo(1);
  }

  @Test
  void speedIsAgainstThatOnTheNumberAskedFor() {
    Elasticity asksForTwo = new Elasticity(1, 8, 2, 8, MEASURED, 0);

    assertThat(asksForTwo.relativeSpeed(2)).isEqualTo(1);
    assertThat(asksForTwo.relativeSpeed(4)).isEqualTo(350.0 / 190);
    assertThat(asksForTwo.relativeSpeed(1)).isEqualTo(100.0 / 190);
  }

  @Test
  void theLargestSpeedAndTheLeastGpuTimeAreThoseOfAllNumbersOfGpus() {
    for (int seed = 0; seed < 1000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SpeedUp speedUp = random.nextInt(4) == 0 ? new Amdahl(random.nextDouble()) : points(random);
      int least = speedUp.least() + random.nextInt(3);
      int most = Math.min(speedUp.most(), least + random.nextInt(20));
      least = Math.min(least, most);
      int asked = random.nextInt(least, most + 1);
      Elasticity terms = new Elasticity(least, most, asked, 8, speedUp, 0);

      IntStream all = IntStream.rangeClosed(least, most);
      assertThat(terms.largestSpeed())
          .as("seed %d", seed)
          .isCloseTo(all.mapToDouble(terms::relativeSpeed).max().orElseThrow(), within(1e-12));
      IntStream again = IntStream.rangeClosed(least, most);
      assertThat(terms.leastGpuSeconds())
          .as("seed %d", seed)
          .isCloseTo(
              again.mapToDouble(gpus -> gpus / terms.relativeSpeed(gpus)).min().orElseThrow(),
              within(1e-9));
    }
  }

  private static Measured points(SplittableRandom random) {
    Point[] points = new Point[random.nextInt(1, 6)];
    int gpus = 0;
    for (int point = 0; point < points.length; point++) {
      gpus += random.nextInt(1, 8);
      points[point] = new Point(gpus, random.nextDouble(0.1, 30));
    }
    return new Measured(List.of(points));
  }

  @Test
  void aJobOfOneTaskIsCutWhereTheLargestNodeEnds() {
    Job asksForFour = job(1, 4, 4, 6000, new Elasticity(1, 32, 4, 8, new Amdahl(0.1), 0));

    assertThat(asksForFour.atWidth(4)).isSameAs(asksForFour);
    assertThat(asksForFour.atWidth(3).tasks()).isEqualTo(1);
    assertThat(asksForFour.atWidth(3).demand())
        .isEqualTo(new TaskDemand(3, 1000, 4500, 0, List.of()));
    Job onTwenty = asksForFour.atWidth(20);
    assertThat(onTwenty.gpus()).isEqualTo(20);
    assertThat(onTwenty.tasks()).isEqualTo(3);
    assertThat(onTwenty.demandOf(1)).isEqualTo(new TaskDemand(8, 1000, 12_000, 0, List.of()));
    assertThat(onTwenty.demandOf(2)).isEqualTo(new TaskDemand(4, 1000, 6000, 0, List.of()));
    assertThat(onTwenty.durationNanos()).isEqualTo(asksForFour.durationNanos());
  }

  @Test
  void onFewerGpusEachTaskAsksForNoMoreThanTheOneInItsPlaceDid() {
    for (int seed = 0; seed < 2000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int tasks = random.nextInt(1, 5);
      int gpus = random.nextInt(1, 9);
      int last = tasks == 1 ? gpus : random.nextInt(1, gpus + 1);
      int asked = (tasks - 1) * gpus + last;
      int taskGpus = tasks == 1 ? random.nextInt(gpus, 9) : gpus;
      Elasticity terms = new Elasticity(1, asked + 16, asked, taskGpus, new Amdahl(0.1), 0);
      Job asks = job(tasks, gpus, last, random.nextInt(10_000), terms);

      for (int width = 1; width <= asked; width++) {
        Job narrower = asks.atWidth(width);
        assertThat(narrower.gpus()).as("seed %d", seed).isEqualTo(width);
        assertThat(narrower.tasks()).as("seed %d", seed).isLessThanOrEqualTo(tasks);
        for (int task = 0; task < narrower.tasks(); task++) {
          TaskDemand now = narrower.demandOf(task);
          assertThat(now.gpus())
              .as("seed %d", seed)
              .isLessThanOrEqualTo(asks.demandOf(task).gpus());
          assertThat(now.cpuMilli())
              .as("seed %d, %d GPUs", seed, width)
              .isLessThanOrEqualTo(asks.demandOf(task).cpuMilli());
        }
      }
      for (int width = asked + 1; width <= asked + 16; width++) {
        assertThat(asks.atWidth(width).gpus()).as("seed %d", seed).isEqualTo(width);
      }
    }
  }

  @Test
  void aJobThatIsNotElasticHasOneWidth() {
    Job fixed = job(1, 4, 4, 0, Elasticity.NONE);

    assertThat(fixed.isElastic()).isFalse();
    assertThat(fixed.leastGpus()).isEqualTo(4);
    assertThat(fixed.mostGpus()).isEqualTo(4);
    assertThatThrownBy(() -> fixed.atWidth(5)).hasMessage("job job runs on 4 to 4 GPUs, not 5");
  }
}
