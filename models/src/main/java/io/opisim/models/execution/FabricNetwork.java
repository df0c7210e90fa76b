package io.opisim.models.execution;

import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.Route;
import io.opisim.models.topology.fabric.Router;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sharing.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The links of a fabric as resources of a pool, each made when it is first used.
 *
 * <p>Models: every directed link as one resource with its rate in bytes per second. Ignores:
 * packets, buffers, the time to route. Valid for: flows that live much longer than a round trip.
 * Source: the fluid model of TCP and RDMA congestion control that flow-level simulators share.
 */
public final class FabricNetwork {
  /** How a flow chooses among equal ways. */
  public enum Routing {
    /** One way by a hash, for as long as the job runs. */
    ECMP,
    /** Every packet its own way: all equal ways carry equal parts. */
    IDEAL_SPREADING
  }

  /** Sees a link that carried something. */
  @FunctionalInterface
  public interface LinkVisitor {
    /** One link, in ascending order of its number. */
    void visit(int link, Resource resource);
  }

  private final ActivityPool pool;
  private final Fabric fabric;
  private final int acceleratorsPerNode;
  private final LinkState state;
  private final Router router;
  private final Routing routing;
  private final Resource[] ofLink;
  private final Map<Resource, Integer> links = new LinkedHashMap<>();
  private Optional<ContentionBook> contention = Optional.empty();

  /**
   * A network in which nothing flows.
   *
   * @param acceleratorsPerNode how many endpoints of the fabric, from 0 on, make a node
   */
  public FabricNetwork(
      ActivityPool pool,
      Fabric fabric,
      int acceleratorsPerNode,
      LinkState state,
      Router router,
      Routing routing) {
    this.pool = pool;
    this.fabric = fabric;
    this.acceleratorsPerNode = acceleratorsPerNode;
    this.state = state;
    this.router = router;
    this.routing = routing;
    ofLink = new Resource[fabric.links()];
  }

  /** From now on has all exchanges that are laid over it watched. */
  public void watch(ContentionBook book) {
    contention = Optional.of(book);
  }

  Optional<ContentionBook> contention() {
    return contention;
  }

  /** What it is made of. */
  public Fabric fabric() {
    return fabric;
  }

  /** Where its activities run. */
  public ActivityPool pool() {
    return pool;
  }

  /** The node of an accelerator. */
  public int nodeOf(int accelerator) {
    return accelerator / acceleratorsPerNode;
  }

  /**
   * The way of a flow.
   *
   * @param flow tells flows of one pair apart under {@link Routing#ECMP}
   * @throws IllegalStateException if dead links cut the two off from each other
   */
  public Route route(int source, int destination, long flow) {
    return routing == Routing.ECMP
        ? router.path(source, destination, flow).orThrow()
        : router.spread(source, destination).orThrow();
  }

  /** The resource of a link. */
  public Resource resource(int link) {
    if (ofLink[link] == null) {
      ofLink[link] = pool.resource(fabric.linkName(link), state.rateBytesPerSecond(fabric, link));
      links.put(ofLink[link], link);
    }
    return ofLink[link];
  }

  /** The link that a resource of the pool is, or -1 if it is something else. */
  public int linkOf(Resource resource) {
    return links.getOrDefault(resource, -1);
  }

  /** Shows every link that a flow was laid over, used yet or not. */
  public void visitUsedLinks(LinkVisitor visitor) {
    for (int link = 0; link < ofLink.length; link++) {
      if (ofLink[link] != null) {
        visitor.visit(link, ofLink[link]);
      }
    }
  }
}
