package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.RankLayout;
import io.opisim.simcore.sharing.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * An exchange of a job on given accelerators as flows: what the simulation carries out and the
 * closed form adds up.
 *
 * @param latencySeconds of one group before its bytes flow
 * @param channels of that group; none if it has nothing to send
 */
record ExchangeFlows(double latencySeconds, List<Channel> channels) {
  /**
   * One channel: flows that move in step.
   *
   * @param bytes of the vector that it carries
   * @param capBytesPerSecond its rate on an idle fabric, as the closed form has it
   * @param share its claim at a full link
   * @param links that it crosses, ascending
   * @param resources these links
   * @param weights bytes that cross each of them for one byte of the vector
   */
  record Channel(
      long bytes,
      double capBytesPerSecond,
      double share,
      int[] links,
      Resource[] resources,
      double[] weights) {}

  /** One entry for each group of ranks. */
  static List<ExchangeFlows> of(
      int job,
      FabricNetwork network,
      CollectiveModel collectives,
      Exchange exchange,
      int[] accelerators) {
    LinkLoads loads = new LinkLoads(network);
    List<ExchangeFlows> flows = new ArrayList<>();
    for (int[] members : groups(exchange, accelerators)) {
      flows.add(group(job, network, collectives, exchange, members, loads));
    }
    return flows;
  }

  /** The members of each group: ranks {@code stride} apart, group beside group. */
  private static List<int[]> groups(Exchange exchange, int[] accelerators) {
    int size = exchange.group().ranks();
    int stride = exchange.group().stride();
    int block = size * stride;
    if (accelerators.length % block != 0) {
      throw new IllegalArgumentException(
          "groups of " + size + " ranks, " + stride + " apart, do not fill " + accelerators.length);
    }
    List<int[]> groups = new ArrayList<>();
    for (int first = 0; first < accelerators.length; first += block) {
      for (int offset = 0; offset < stride; offset++) {
        int[] members = new int[size];
        for (int member = 0; member < size; member++) {
          members[member] = accelerators[first + offset + member * stride];
        }
        groups.add(members);
      }
    }
    return groups;
  }

  private static ExchangeFlows group(
      int job,
      FabricNetwork network,
      CollectiveModel collectives,
      Exchange exchange,
      int[] members,
      LinkLoads loads) {
    CollectiveOperation operation = exchange.operation();
    long size = exchange.sizeBytes();
    if (members.length == 1 || size == 0) {
      return new ExchangeFlows(0, List.of());
    }
    GroupChannels channels = new GroupChannels(network, members, job);
    int nodes = channels.nodes();
    RankLayout layout = new RankLayout(Math.max(1, members.length / nodes), nodes);
    double alone = seconds(collectives, operation, size, layout);
    double latency = Math.min(alone, seconds(collectives, operation, 0, layout));
    int count = channels.channels();
    double cap =
        alone > latency ? size / (double) count / (alone - latency) : Double.POSITIVE_INFINITY;
    double share = 1 / channels.sentPerByte(operation);
    List<Channel> made = new ArrayList<>();
    for (int channel = 0; channel < count; channel++) {
      channels.addTo(loads, operation, channel);
      int[] links = loads.links();
      double[] weights = loads.weights();
      Resource[] resources = loads.resources();
      loads.clear();
      long bytes = size / count + (channel < size % count ? 1 : 0);
      made.add(new Channel(bytes, cap, share, links, resources, weights));
    }
    return new ExchangeFlows(latency, made);
  }

  private static double seconds(
      CollectiveModel collectives, CollectiveOperation operation, long bytes, RankLayout layout) {
    return collectives.estimate(new CollectiveRequest(operation, bytes, layout)).seconds();
  }
}
