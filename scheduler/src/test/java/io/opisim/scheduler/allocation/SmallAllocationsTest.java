package io.opisim.scheduler.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Allocations small enough to be solved on paper. */
class SmallAllocationsTest {
  private static final Offset<Double> CLOSE = offset(1e-7);

  @Test
  void eachJobGetsTheTypeOnWhichItIsRelativelyFaster() {
    // One GPU of each type. Speeds (4, 1) and (3, 2), means 2.5 and 2.5. On its better type job 0
    // has 4/2.5 = 1.6. Job 1 wants the first type for 3/2.5 = 1.2, but every bit of it that job 0
    // gives up costs 3 and gains 1. Let a be job 0's time on the first type, 1-a on the second, and
    // job 1 the other way round: levels (1 + 3a)/2.5 and (3 - a)/2.5, equal at a = 1/2: both 1. At
    // a = 1 they are 1.6 and 0.8, so the least is best at a = 1/2.
    double[][] shares = maxMin(new int[] {1, 1}, new double[][] {{4, 1}, {3, 2}});
    assertThat(shares[0]).containsExactly(new double[] {0.5, 0.5}, CLOSE);
    assertThat(shares[1]).containsExactly(new double[] {0.5, 0.5}, CLOSE);
  }

  @Test
  void jobsWhoseBestTypesDifferDoNotMeet() {
    double[][] shares = maxMin(new int[] {1, 1}, new double[][] {{4, 1}, {1, 4}});
    assertThat(shares[0]).containsExactly(new double[] {1, 0}, CLOSE);
    assertThat(shares[1]).containsExactly(new double[] {0, 1}, CLOSE);
  }

  @Test
  void jobsThatAreAlikeShareOneGpuEqually() {
    double[][] shares = maxMin(new int[] {1}, new double[][] {{2}, {2}, {2}, {2}});
    for (double[] share : shares) {
      assertThat(share[0]).isCloseTo(0.25, CLOSE);
    }
  }

  @Test
  void theFastTypeIsSplitSoThatBothGetTheSameOfTheirMeanSpeed() {
    // One GPU of the first type, two of the second; speeds (4, 1) and (2, 1), means 2 and 4/3. With
    // a as job 0's time on the first type and nobody idle: (1 + 3a)/2 = 3 (2 - a)/4, a = 4/9.
    double[][] shares = maxMin(new int[] {1, 2}, new double[][] {{4, 1}, {2, 1}});
    assertThat(shares[0]).containsExactly(new double[] {4 / 9.0, 5 / 9.0}, CLOSE);
    assertThat(shares[1]).containsExactly(new double[] {5 / 9.0, 4 / 9.0}, CLOSE);
  }

  @Test
  void whatTheWorstOffCannotUseGoesWhereItGivesTheMostSpeed() {
    // Two GPUs of the first type, one of the second. Job 0 is as fast on both: it has level 1 and
    // no more wherever it runs, so it goes to the slow type, and the others have the fast one.
    double[][] shares = maxMin(new int[] {2, 1}, new double[][] {{1, 1}, {4, 1}, {4, 1}});
    assertThat(shares[0]).containsExactly(new double[] {0, 1}, CLOSE);
    assertThat(shares[1]).containsExactly(new double[] {1, 0}, CLOSE);
    assertThat(shares[2]).containsExactly(new double[] {1, 0}, CLOSE);
  }

  @Test
  void aJobOnTwoGpusGetsHalfTheTimeOfAJobOnOneOfEqualSpeed() {
    // Two GPUs, equal speeds: 2 a = b, and 2 a + b = 2 GPUs, so a = 1/2 and b = 1.
    AllocationProblem problem =
        AllocationProblem.ofSpeeds(
            new int[] {2}, new int[] {2, 1}, new double[][] {{1}, {1}}, new double[] {1, 1});
    double[][] shares = new MaxMinHeterogeneous().shares(problem);
    assertThat(shares[0][0]).isCloseTo(0.5, CLOSE);
    assertThat(shares[1][0]).isCloseTo(1, CLOSE);
  }

  @Test
  void atFirstFinishTimesAreFairWhenSpeedsAreInProportionToEqualSplits() {
    // Nothing done, nobody has waited: rho is isolated speed / speed, whatever there is to do.
    AllocationProblem problem =
        AllocationProblem.ofSpeeds(
            new int[] {1, 1},
            new int[] {1, 1},
            new double[][] {{4, 1}, {3, 2}},
            new double[] {1000, 1});
    double[][] shares = new FinishTimeFairness().shares(problem);
    assertThat(shares[0]).containsExactly(new double[] {0.5, 0.5}, CLOSE);
    assertThat(shares[1]).containsExactly(new double[] {0.5, 0.5}, CLOSE);
  }

  @Test
  void whoHasWaitedLongerIsGivenMore() {
    // One GPU, two jobs of 100 s of work. Alone on half of it each takes 200 s. Job 0 has waited
    // 100 s for nothing: (100 + 100/a)/200 = (100/(1-a))/200 gives 1 + 1/a = 1/(1-a), so
    // a^2 + a - 1 = 0 and a = (sqrt 5 - 1)/2.
    AllocationProblem problem =
        new AllocationProblem(
            new int[] {1},
            new int[] {1, 1},
            new double[][] {{1}, {1}},
            new double[] {100, 100},
            new double[] {100, 0},
            new double[] {0, 0});
    double[][] shares = new FinishTimeFairness().shares(problem);
    double golden = (Math.sqrt(5) - 1) / 2;
    assertThat(shares[0][0]).isCloseTo(golden, CLOSE);
    assertThat(shares[1][0]).isCloseTo(1 - golden, CLOSE);
  }

  @Test
  void firstComeFirstServedTakesTheFastestFreeTypeAndStopsAtTheFirstThatDoesNotFit() {
    AllocationProblem problem =
        AllocationProblem.ofSpeeds(
            new int[] {1, 2},
            new int[] {1, 1, 2, 1},
            new double[][] {{4, 1}, {4, 1}, {4, 1}, {4, 1}},
            new double[] {1, 1, 1, 1});
    assertThat(new FifoHeterogeneous().shares(problem))
        .isDeepEqualTo(new double[][] {{1, 0}, {0, 1}, {0, 0}, {0, 0}});
  }

  @Test
  void nobodyIsSentWhereHeCannotRun() {
    double[][] shares = maxMin(new int[] {1, 1}, new double[][] {{1, 0}, {1, 0}});
    assertThat(shares[0]).containsExactly(new double[] {0.5, 0}, CLOSE);
    assertThat(shares[1]).containsExactly(new double[] {0.5, 0}, CLOSE);
  }

  @Test
  void aJobThatCanRunNowhereIsAnError() {
    assertThatThrownBy(() -> maxMin(new int[] {1}, new double[][] {{0}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("job 0 can run on none of the GPU types");
  }

  private static double[][] maxMin(int[] typeGpus, double[][] speeds) {
    int[] gpus = new int[speeds.length];
    Arrays.fill(gpus, 1);
    double[] steps = new double[speeds.length];
    Arrays.fill(steps, 1);
    return new MaxMinHeterogeneous()
        .shares(AllocationProblem.ofSpeeds(typeGpus, gpus, speeds, steps));
  }
}
