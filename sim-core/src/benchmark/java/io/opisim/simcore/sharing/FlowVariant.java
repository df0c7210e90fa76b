package io.opisim.simcore.sharing;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;

/**
 * What the flows of a list ask for beyond their bytes: nothing, or random shares and weights, caps,
 * delays. Drawn before the clock runs; the streams' names are their seeds.
 */
record FlowVariant(double[] shares, double[][] weights, double[] caps, long[] delayNanos) {
  private static final double[] PAIR = {1, 1};
  private static final double[] FOUR = {1, 1, 1, 1};

  /**
   * Flows that want what the name says.
   *
   * @param name any of {@code shares} (claims of 0.5 to 2), {@code weights} (0.5 to 1.5 on each
   *     link, so that the load stays what it was on average), {@code caps} (5 % to 100 % of a
   *     link), {@code delays} (1 µs a link and up to 1 ms), joined by a plus, or {@code plain}
   */
  static FlowVariant of(String name, FlowList flows) {
    int count = flows.sizes().length;
    RandomStreams streams = new RandomStreams(7);
    RandomStream shareStream = streams.stream("shares");
    RandomStream weightStream = streams.stream("weights");
    double[] shares = new double[count];
    double[][] weights = new double[count][];
    double[] caps = new double[count];
    long[] delays = new long[count];
    RandomStream capStream = streams.stream("caps");
    RandomStream delayStream = streams.stream("delays");
    for (int flow = 0; flow < count; flow++) {
      int links = flows.routes()[flow].length;
      shares[flow] = name.contains("shares") ? 0.5 + 1.5 * shareStream.nextUniform() : 1;
      weights[flow] = links == 2 ? PAIR : FOUR;
      caps[flow] = Double.POSITIVE_INFINITY;
      if (name.contains("weights")) {
        weights[flow] = new double[links];
        for (int link = 0; link < links; link++) {
          weights[flow][link] = 0.5 + weightStream.nextUniform();
        }
      }
      if (name.contains("caps")) {
        caps[flow] = flows.bytesPerSecond() * (0.05 + 0.95 * capStream.nextUniform());
      }
      if (name.contains("delays")) {
        delays[flow] = 1_000L * links + delayStream.nextInt(1_000_000);
      }
    }
    return new FlowVariant(shares, weights, caps, delays);
  }
}
