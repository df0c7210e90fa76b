package io.opisim.models.topology.fabric;

/**
 * The k-ary fat-tree: three levels of switches that all have k ports.
 *
 * <p>Models: k pods of k/2 edge and k/2 aggregation switches, (k/2)² core switches: k³/4 endpoints,
 * 5k²/4 switches, 3k³/4 cables; 2 links under one edge switch, 4 in a pod (k/2 ways), 6 between
 * pods ((k/2)² ways); full bisection, k³/8 links each way. Core switch j joins aggregation switch
 * ⌊j/(k/2)⌋ of every pod. Ignores: partly populated trees. Valid for: even k from 2. Source:
 * Al-Fares, Loukissas, Vahdat, "A Scalable, Commodity Data Center Network Architecture", SIGCOMM
 * 2008.
 *
 * @param ports k, ports of every switch
 * @param link every cable
 */
public record FatTree(int ports, LinkSpec link) implements FabricPlan {
  /** Checks that k is even. */
  public FatTree {
    Sizes.atLeast(2, ports, "ports of a fat-tree's switches");
    if (ports % 2 != 0) {
      throw new IllegalArgumentException("a fat-tree's switches have an even number of ports");
    }
    Sizes.product(3, ports, ports / 2, ports / 2);
  }

  /** The smallest fat-tree for so many endpoints. */
  public static FatTree holding(int endpoints, LinkSpec link) {
    int ports = 2;
    while (Sizes.product(ports, ports / 2, ports / 2) < endpoints) {
      ports += 2;
    }
    return new FatTree(ports, link);
  }

  private int half() {
    return ports / 2;
  }

  @Override
  public int endpoints() {
    return ports * half() * half();
  }

  @Override
  public int switches() {
    return 2 * ports * half() + half() * half();
  }

  @Override
  public int cables() {
    return 3 * endpoints();
  }

  /** Bytes per second that one half of the pods can send to the other. */
  public double bisectionBytesPerSecond() {
    return endpoints() / 2 * link.rate().bytesPerSecond();
  }

  @Override
  public Fabric build() {
    int half = half();
    int endpoints = endpoints();
    int firstEdge = endpoints;
    int firstAggregation = firstEdge + ports * half;
    int firstCore = firstAggregation + ports * half;
    Fabric.Builder builder = new Fabric.Builder(endpoints, switches(), cables(), link);
    for (int endpoint = 0; endpoint < endpoints; endpoint++) {
      builder.cable(endpoint, firstEdge + endpoint / half, 0);
    }
    for (int edge = 0; edge < ports * half; edge++) {
      int pod = edge / half;
      for (int up = 0; up < half; up++) {
        builder.cable(firstEdge + edge, firstAggregation + pod * half + up, 0);
      }
    }
    for (int aggregation = 0; aggregation < ports * half; aggregation++) {
      for (int up = 0; up < half; up++) {
        int core = aggregation % half * half + up;
        builder.cable(firstAggregation + aggregation, firstCore + core, 0);
      }
    }
    return builder.build(new FatTreeWiring(ports));
  }

  private static final class FatTreeWiring implements Wiring {
    private final int half;
    private final int endpoints;
    private final int firstAggregation;
    private final int firstCore;

    FatTreeWiring(int ports) {
      half = ports / 2;
      endpoints = ports * half * half;
      firstAggregation = endpoints + ports * half;
      firstCore = firstAggregation + ports * half;
    }

    @Override
    public void next(int source, int at, int destination, LinkList out) {
      int edgeThere = destination / half;
      int podThere = edgeThere / half;
      if (at < endpoints) {
        out.add(2 * at);
      } else if (at < firstAggregation) {
        int edge = at - endpoints;
        if (edge == edgeThere) {
          out.add(2 * destination + 1);
        } else {
          allUp(endpoints + edge * half, out);
        }
      } else if (at < firstCore) {
        int aggregation = at - firstAggregation;
        if (aggregation / half == podThere) {
          out.add(2 * (endpoints + edgeThere * half + aggregation % half) + 1);
        } else {
          allUp(2 * endpoints + aggregation * half, out);
        }
      } else {
        int core = at - firstCore;
        int aggregation = podThere * half + core / half;
        out.add(2 * (2 * endpoints + aggregation * half + core % half) + 1);
      }
    }

    private void allUp(int firstCable, LinkList out) {
      for (int up = 0; up < half; up++) {
        out.add(2 * (firstCable + up));
      }
    }

    @Override
    public String name(int vertex) {
      if (vertex < endpoints) {
        return Integer.toString(vertex);
      }
      if (vertex >= firstCore) {
        return "core-" + (vertex - firstCore);
      }
      boolean edge = vertex < firstAggregation;
      int index = vertex - (edge ? endpoints : firstAggregation);
      return "pod-" + index / half + (edge ? "-edge-" : "-aggregation-") + index % half;
    }
  }
}
