package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveEstimate;
import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.Router;
import io.opisim.models.workload.training.RankGroup;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;

/**
 * Times collectives by running their flows over a fabric on which nothing else runs.
 *
 * <p>Models: the closed form's latency, then its bytes on the links, no faster than the closed form
 * has it; ranks fill nodes from the first one on. Ignores: other traffic, which an execution in a
 * run has. Valid for: groups that fit the fabric. Source: {@link FabricExchange}. On a fabric whose
 * links give every rank its NIC's rate the answer is the closed form's; oversubscribed, degraded or
 * unluckily hashed links show as a longer time.
 */
public final class FlowCollectives implements CollectiveModel {
  private final Fabric fabric;
  private final int acceleratorsPerNode;
  private final LinkState state;
  private final FabricNetwork.Routing routing;
  private final CollectiveModel alone;

  /**
   * A fabric and what its systems reach at best.
   *
   * @param acceleratorsPerNode how many endpoints of the fabric, from 0 on, make a node
   * @param alone the closed form
   */
  public FlowCollectives(
      Fabric fabric,
      int acceleratorsPerNode,
      LinkState state,
      FabricNetwork.Routing routing,
      CollectiveModel alone) {
    this.fabric = fabric;
    this.acceleratorsPerNode = acceleratorsPerNode;
    this.state = state;
    this.routing = routing;
    this.alone = alone;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the ranks do not fit the fabric, or no algorithm can do it
   */
  @Override
  public CollectiveEstimate estimate(CollectiveRequest request) {
    RankLayout layout = request.layout();
    CollectiveEstimate closed = alone.estimate(request);
    if (layout.ranksPerNode() > acceleratorsPerNode
        || (long) layout.nodes() * acceleratorsPerNode > fabric.endpoints()) {
      throw new IllegalArgumentException(
          layout + " does not fit " + fabric.endpoints() + " accelerators");
    }
    Simulation simulation = new Simulation();
    ActivityPool pool = new ActivityPool(simulation, FabricExchange.PRIORITY);
    Router router = new Router(fabric, state, new RandomStreams(0));
    FabricNetwork network =
        new FabricNetwork(pool, fabric, acceleratorsPerNode, state, router, routing);
    long[] endNanos = {-1};
    FabricExchange exchange =
        new FabricExchange(
            0,
            simulation,
            network,
            alone,
            new Exchange(
                request.operation(), request.sizeBytes(), new RankGroup(layout.ranks(), 1)),
            accelerators(layout),
            () -> endNanos[0] = simulation.nowNanos());
    exchange.start();
    simulation.run();
    if (endNanos[0] < 0) {
      throw new IllegalStateException(request + " never ends: a link gives nothing");
    }
    return new CollectiveEstimate(
        closed.algorithm(), closed.protocol(), SimulatedTime.secondsFromNanos(endNanos[0]));
  }

  private int[] accelerators(RankLayout layout) {
    int[] endpoints = new int[layout.ranks()];
    for (int rank = 0; rank < endpoints.length; rank++) {
      int node = rank / layout.ranksPerNode();
      endpoints[rank] = node * acceleratorsPerNode + rank % layout.ranksPerNode();
    }
    return endpoints;
  }
}
