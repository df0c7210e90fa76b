package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The flows of one collective of one group, channel by channel.
 *
 * <p>Models: ranks of one node stand together; channel c leaves and enters every node at the rank
 * in place c, so that a group with m ranks on each node keeps m NICs busy and stays on its rails;
 * the flows of a channel move in step, as those of a pipelined ring do. All-reduce, reduce-scatter,
 * all-gather and broadcast are rings over the nodes; in an all-to-all every node sends to every
 * other; a send goes to the next rank. Ignores: trees (whose ranks send as much, to others), the
 * last hop inside a node. Valid for: large messages. Source: NCCL's channels, one ring per NIC.
 */
final class GroupChannels {
  private final FabricNetwork network;
  private final int[][] byNode;
  private final int ranks;
  private final long job;

  /**
   * A group.
   *
   * @param accelerators endpoints of its ranks, in rank order
   * @param job tells its flows apart from those of other jobs
   */
  GroupChannels(FabricNetwork network, int[] accelerators, long job) {
    this.network = network;
    this.job = job;
    ranks = accelerators.length;
    byNode = byNode(network, accelerators);
  }

  private static int[][] byNode(FabricNetwork network, int[] accelerators) {
    List<int[]> nodes = new ArrayList<>();
    int from = 0;
    for (int rank = 1; rank <= accelerators.length; rank++) {
      if (rank == accelerators.length
          || network.nodeOf(accelerators[rank]) != network.nodeOf(accelerators[from])) {
        nodes.add(Arrays.copyOfRange(accelerators, from, rank));
        from = rank;
      }
    }
    return nodes.toArray(new int[0][]);
  }

  /** Nodes that the group stands on. */
  int nodes() {
    return byNode.length;
  }

  /** Ranks on the fullest node: as many channels there are between nodes. */
  int channels() {
    if (byNode.length == 1) {
      return 1;
    }
    int most = 0;
    for (int[] node : byNode) {
      most = Math.max(most, node.length);
    }
    return most;
  }

  /**
   * What a rank sends out for each byte of its channel's part of the vector; its inverse is the
   * channel's share, so that at a full link every flow gets the same, whatever it belongs to.
   */
  double sentPerByte(CollectiveOperation operation) {
    return switch (operation) {
      case ALL_TO_ALL ->
          byNode.length == 1
              ? (ranks - 1.0) / ranks
              : channels() * (double) (ranks - byNode[0].length) / ranks;
      case SEND_RECEIVE -> channels();
      default -> operation.busFactor(ranks);
    };
  }

  /** Adds what one channel asks of the links, for each byte of its part of the vector. */
  void addTo(LinkLoads loads, CollectiveOperation operation, int channel) {
    switch (operation) {
      case ALL_TO_ALL -> everyNodeToEveryOther(loads, channel);
      case SEND_RECEIVE -> eachToNext(loads, channel);
      default -> ring(loads, channel, operation);
    }
  }

  private void ring(LinkLoads loads, int channel, CollectiveOperation operation) {
    double weight = operation.busFactor(ranks);
    boolean closed = operation != CollectiveOperation.BROADCAST;
    int last = byNode.length - 1;
    for (int node = 0; node <= last; node++) {
      int[] here = byNode[node];
      int edges = last == 0 && closed ? here.length : here.length - 1;
      for (int edge = 0; edge < edges; edge++) {
        loads.add(at(here, channel + edge), at(here, channel + edge + 1), flow(channel), weight);
      }
      if (last > 0 && (node < last || closed)) {
        int[] next = byNode[node == last ? 0 : node + 1];
        loads.add(at(here, channel), at(next, channel), flow(channel), weight);
      }
    }
  }

  /** Parts for ranks of another node travel on the sender's rail; those of its own on NVLink. */
  private void everyNodeToEveryOther(LinkLoads loads, int channel) {
    int channels = channels();
    for (int[] here : byNode) {
      for (int place = channel; place < here.length; place += channels) {
        for (int[] there : byNode) {
          if (there == here) {
            for (int other : here) {
              loads.add(here[place], other, flow(channel), (double) channels / ranks);
            }
          } else {
            double weight = (double) channels * there.length / ranks;
            loads.add(here[place], at(there, place), flow(channel), weight);
          }
        }
      }
    }
  }

  private void eachToNext(LinkLoads loads, int channel) {
    int channels = channels();
    for (int node = 0; node < byNode.length; node++) {
      int[] here = byNode[node];
      int[] next = byNode[(node + 1) % byNode.length];
      for (int place = channel; place < here.length; place += channels) {
        boolean inside = byNode.length == 1 || place + 1 < here.length;
        int to = inside ? at(here, place + 1) : next[0];
        loads.add(here[place], to, flow(channel), channels);
      }
    }
  }

  private static int at(int[] node, int place) {
    return node[place % node.length];
  }

  private long flow(int channel) {
    return job << 16 | channel;
  }
}
