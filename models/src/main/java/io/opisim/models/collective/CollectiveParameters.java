package io.opisim.models.collective;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A value for every {@link CollectiveParameter}, and what the wiring adds. Immutable.
 *
 * <p>Models: latency per launch and hop, rates per rank inside and between nodes, protocols.
 * Ignores: other jobs, placement beyond the node, message order. Valid for: the range of ranks and
 * sizes behind the numbers. Source: a catalog file, or NCCL's constants and the links' rates.
 */
public final class CollectiveParameters {
  /** Of the rate that a link is sold with, what rings reach: 0.97 of NICs, 0.8 of NVLink. */
  private static final double NIC_EFFICIENCY = 0.97;

  private static final double SCALE_UP_EFFICIENCY = 0.8;

  /** A fit may try losses that would leave nothing. */
  private static final double LEAST_LEFT = 0.2;

  private final double[] values;
  private final ScaleUpFabric fabric;
  private final Optional<NetworkAggregation> aggregation;

  private CollectiveParameters(
      double[] values, ScaleUpFabric fabric, Optional<NetworkAggregation> aggregation) {
    this.values = values;
    this.fabric = fabric;
    this.aggregation = aggregation;
  }

  /**
   * The defaults, with some values of one's own. Rates of single messages and of all-to-all that
   * are not given are those of rings over the same links.
   */
  public static CollectiveParameters of(Map<CollectiveParameter, Double> own) {
    double[] values = new double[CollectiveParameter.values().length];
    for (CollectiveParameter parameter : CollectiveParameter.values()) {
      CollectiveParameter from = own.containsKey(parameter) ? parameter : standIn(parameter);
      double value = own.getOrDefault(from, from.byDefault());
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(parameter.key() + " is " + value);
      }
      values[parameter.ordinal()] = value;
    }
    return new CollectiveParameters(values, ScaleUpFabric.SWITCHED, Optional.empty());
  }

  private static CollectiveParameter standIn(CollectiveParameter parameter) {
    return switch (parameter) {
      case SEND_RATE -> CollectiveParameter.SCALE_UP_RATE;
      case ALL_TO_ALL_RATE, SEND_NODE_RATE -> CollectiveParameter.NIC_RATE;
      default -> parameter;
    };
  }

  /**
   * What to assume of a system that nobody measured: NCCL's latencies, and of both kinds of links
   * the share that rings usually reach.
   *
   * @param scaleUpBytesPerSecond of one accelerator, one direction, as sold
   * @param nicBytesPerSecond NICs of a node ÷ its accelerators, one direction, as sold
   */
  public static CollectiveParameters ofLinks(
      double scaleUpBytesPerSecond, double nicBytesPerSecond) {
    double scaleUp = SCALE_UP_EFFICIENCY * scaleUpBytesPerSecond;
    double nic = NIC_EFFICIENCY * nicBytesPerSecond;
    return of(
        Map.of(CollectiveParameter.SCALE_UP_RATE, scaleUp, CollectiveParameter.NIC_RATE, nic));
  }

  /** The same values in a node wired otherwise. */
  public CollectiveParameters withFabric(ScaleUpFabric other) {
    return new CollectiveParameters(values, other, aggregation);
  }

  /** The same values, with something in the network that adds. */
  public CollectiveParameters withAggregation(NetworkAggregation added) {
    return new CollectiveParameters(values, fabric, Optional.of(added));
  }

  /** The same with one value changed. */
  public CollectiveParameters with(CollectiveParameter parameter, double value) {
    double[] copy = Arrays.copyOf(values, values.length);
    copy[parameter.ordinal()] = value;
    return new CollectiveParameters(copy, fabric, aggregation);
  }

  /** A value, in the parameter's unit. */
  public double get(CollectiveParameter parameter) {
    return values[parameter.ordinal()];
  }

  /** What adds in the network, if anything does. */
  public Optional<NetworkAggregation> aggregation() {
    return aggregation;
  }

  /** What one rank's ring sends inside a node. */
  double scaleUpBytesPerSecond(int ranksPerNode) {
    double loss = get(CollectiveParameter.SMALL_GROUP_LOSS) / ranksPerNode;
    return get(CollectiveParameter.SCALE_UP_RATE)
        * fabric.rings(ranksPerNode)
        * (fabric == ScaleUpFabric.SWITCHED ? Math.max(LEAST_LEFT, 1 - loss) : 1);
  }

  /**
   * What a ring through all nodes carries: each crosses a node's border on all of its NICs, and its
   * inside on the scale-up links.
   */
  double ringBytesPerSecond(RankLayout layout) {
    double inside = scaleUpBytesPerSecond(layout.ranksPerNode());
    if (layout.oneNode()) {
      return inside;
    }
    double border = get(CollectiveParameter.NIC_RATE) * layout.ranksPerNode();
    return layout.ranksPerNode() == 1 ? border : Math.min(inside, border);
  }

  /** What a reduction in the scale-up switches carries for each rank. */
  double scaleUpSwitchBytesPerSecond(int ranksPerNode) {
    double loss = get(CollectiveParameter.SCALE_UP_SWITCH_LOSS) / ranksPerNode;
    return get(CollectiveParameter.SCALE_UP_RATE)
        * get(CollectiveParameter.SCALE_UP_SWITCH_RATE_SHARE)
        * Math.max(LEAST_LEFT, 1 - loss);
  }
}
