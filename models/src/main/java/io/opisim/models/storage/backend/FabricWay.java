package io.opisim.models.storage.backend;

import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.Route;
import io.opisim.simcore.sharing.Resource;
import java.util.function.IntFunction;

/**
 * Where clients and storage servers stand in a fabric, and how bytes get from one to the other.
 *
 * @param fabric the graph
 * @param routes the way of each flow
 * @param links the resource of each link, by number
 * @param hosts vertex of each client's host
 * @param ports vertices of each client's ports to the fabric, as many for each; without any, the
 *     client's vertex is its port
 * @param servers vertex of each port of the storage servers
 */
public record FabricWay(
    Fabric fabric,
    Routes routes,
    IntFunction<Resource> links,
    int[] hosts,
    int[][] ports,
    int[] servers) {
  /** Says which links a flow crosses. */
  @FunctionalInterface
  public interface Routes {
    /**
     * The way of a flow.
     *
     * @param flow tells flows of one pair apart
     * @throws IllegalStateException if dead links cut the two off from each other
     */
    Route route(int source, int destination, long flow);
  }

  /** Sees a link on the way, with the share of the bytes that crosses it. */
  @FunctionalInterface
  interface LinkVisitor {
    void visit(Resource link, double share);
  }

  /** Checks that both ends are there. */
  public FabricWay {
    if (servers.length == 0 || hosts.length != ports.length) {
      throw new IllegalArgumentException(
          servers.length
              + " ports of servers for "
              + hosts.length
              + " hosts with ports of "
              + ports.length);
    }
  }

  /** Ports that every byte stream of one read is spread over at the end that has fewer. */
  int narrowest(int client) {
    return Math.min(servers.length, Math.max(1, ports[client].length));
  }

  /**
   * Shows the links between a client and all servers.
   *
   * <p>Part k of the bytes goes between port k of the servers and port k + i of client i, each
   * counted round and round, in as few equal parts as use all ports of both ends equally.
   *
   * @return mean latency one way of the slowest part, in nanoseconds
   */
  double visit(int client, boolean toClient, LinkVisitor visitor) {
    int[] own = ports[client].length == 0 ? new int[] {hosts[client]} : ports[client];
    int parts = leastCommonMultiple(servers.length, own.length);
    double slowest = 0;
    for (int part = 0; part < parts; part++) {
      int server = servers[part % servers.length];
      int port = own[(part + client) % own.length];
      double nanos = leg(server, port, toClient, part, 1.0 / parts, visitor);
      nanos += leg(port, hosts[client], toClient, part, 1.0 / parts, visitor);
      slowest = Math.max(slowest, nanos);
    }
    return slowest;
  }

  private double leg(
      int far, int near, boolean toClient, long flow, double share, LinkVisitor visitor) {
    if (far == near) {
      return 0;
    }
    Route route = routes.route(toClient ? far : near, toClient ? near : far, flow);
    for (int index = 0; index < route.size(); index++) {
      visitor.visit(links.apply(route.link(index)), share * route.share(index));
    }
    return route.latencyNanos(fabric);
  }

  private static int leastCommonMultiple(int one, int other) {
    int a = one;
    int b = other;
    while (b != 0) {
      int rest = a % b;
      a = b;
      b = rest;
    }
    return one / a * other;
  }
}
