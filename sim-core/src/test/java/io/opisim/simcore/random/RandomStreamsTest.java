package io.opisim.simcore.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
  @Test
  void theGeneratorIsTheOneOfThePaper() {
    // L'Ecuyer 1999 and the package RngStreams: first output of MRG32k3a for six seeds of 12345.
    RandomStream stream = new RandomStream(new long[] {12345, 12345, 12345, 12345, 12345, 12345});

    assertThat(stream.nextUniform()).isEqualTo(0.127011122046577, within(5e-16));
  }

  @Test
  void aStreamDependsOnItsNameAndTheMasterSeedOnly() {
    double[] first = draw(new RandomStreams(7).stream("arrivals"), 100);

    RandomStreams again = new RandomStreams(7);
    again.stream("service").nextUniform();
    again.child("other").stream("arrivals").nextUniform();

    assertThat(draw(again.stream("arrivals"), 100)).isEqualTo(first);
    assertThat(draw(again.stream("service"), 100)).isNotEqualTo(first);
    assertThat(draw(new RandomStreams(8).stream("arrivals"), 100)).isNotEqualTo(first);
    assertThat(draw(again.child("arrivals").stream("arrivals"), 100)).isNotEqualTo(first);
  }

  @Test
  void streamsMadeOnManyThreadsAreThoseMadeOnOne() {
    RandomStreams streams = new RandomStreams(11);
    double[][] oneThread = firstNumbers(streams, IntStream.range(0, 2000));
    double[][] manyThreads = firstNumbers(streams, IntStream.range(0, 2000).parallel());

    assertThat(Arrays.deepEquals(manyThreads, oneThread)).isTrue();
  }

  @Test
  void theNumbersOfTwoNamesAreNotCorrelated() {
    RandomStreams streams = new RandomStreams(3);
    RandomStream a = streams.stream("job/1");
    RandomStream b = streams.stream("job/2");
    int count = 100_000;
    double covariance = 0;
    for (int i = 0; i < count; i++) {
      covariance += (a.nextUniform() - 0.5) * (b.nextUniform() - 0.5);
    }
    // Under independence the sum is normal with variance count / 144.
    assertThat(covariance / Math.sqrt(count / 144.0)).as("master seed 3").isBetween(-5.0, 5.0);
  }

  @Test
  void wholeNumbersFillTheirRangeEvenly() {
    RandomStream stream = new RandomStreams(5).stream("dice");
    int[] seen = new int[10];
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      seen[stream.nextInt(seen.length)]++;
    }
    double chiSquare = 0;
    for (int observed : seen) {
      chiSquare += Math.pow(observed - count / 10.0, 2) / (count / 10.0);
    }
    // 9 degrees of freedom: above 47 with probability 4e-7.
    assertThat(chiSquare).as("master seed 5").isLessThan(47);
    assertThatThrownBy(() -> stream.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyBitOfALongIsSetHalfTheTime() {
    RandomStream stream = new RandomStreams(9).stream("bits");
    int[] ones = new int[64];
    int count = 10_000;
    for (int i = 0; i < count; i++) {
      long bits = stream.nextLong();
      for (int bit = 0; bit < 64; bit++) {
        ones[bit] += (int) (bits >>> bit & 1);
      }
    }
    // Binomial with standard deviation 50: 6 of them on either side.
    assertThat(Arrays.stream(ones).boxed())
        .as("master seed 9")
        .allSatisfy(n -> assertThat(n).isBetween(4700, 5300));
  }

  private static double[][] firstNumbers(RandomStreams streams, IntStream names) {
    return names.mapToObj(i -> draw(streams.stream("s" + i), 3)).toArray(double[][]::new);
  }

  private static double[] draw(RandomStream stream, int count) {
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> stream.nextUniform());
    return numbers;
  }
}
