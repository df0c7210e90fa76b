package io.opisim.models.topology.fabric;

/**
 * Leaf switches with endpoints below, each joined to every spine switch above.
 *
 * <p>Models: with L leaves of e endpoints, S spines and c cables from each leaf to each spine: L·e
 * endpoints, L + S switches, L·e + L·S·c cables; 2 links under one leaf, 4 across, S·c equal ways
 * across. Oversubscription o = e·endpoint rate ÷ (S·c·uplink rate); bisection (even L) = L·e/2 ·
 * endpoint rate ÷ max(1, o). Ignores: switch radix. Valid for: racks up to a few thousand
 * endpoints; two-tier cores. Source: Clos, "A study of non-blocking switching networks", 1953, in
 * its folded form.
 *
 * @param leaves leaf switches
 * @param endpointsPerLeaf endpoints below each
 * @param spines spine switches
 * @param cablesPerPair cables between each leaf and each spine
 * @param endpointLink the cable of each endpoint
 * @param uplink each cable between leaf and spine
 */
public record LeafSpine(
    int leaves,
    int endpointsPerLeaf,
    int spines,
    int cablesPerPair,
    LinkSpec endpointLink,
    LinkSpec uplink)
    implements FabricPlan {
  /** Checks that every part is there. */
  public LeafSpine {
    Sizes.atLeast(1, leaves, "leaves");
    Sizes.atLeast(1, endpointsPerLeaf, "endpoints per leaf");
    Sizes.atLeast(1, spines, "spines");
    Sizes.atLeast(1, cablesPerPair, "cables per pair");
    Sizes.product(leaves, endpointsPerLeaf);
    Sizes.product(leaves, spines, cablesPerPair);
  }

  /**
   * A plan whose uplinks together carry 1 ÷ {@code oversubscription} of what endpoints can send:
   * one cable to each spine, of the rate that this takes.
   */
  public static LeafSpine oversubscribed(
      int leaves,
      int endpointsPerLeaf,
      int spines,
      LinkSpec endpointLink,
      double oversubscription) {
    if (!(oversubscription > 0)) {
      throw new IllegalArgumentException(
          "oversubscription is a ratio above 0, not " + oversubscription);
    }
    double factor = endpointsPerLeaf / (oversubscription * spines);
    return new LeafSpine(
        leaves, endpointsPerLeaf, spines, 1, endpointLink, endpointLink.times(factor));
  }

  @Override
  public int endpoints() {
    return leaves * endpointsPerLeaf;
  }

  @Override
  public int switches() {
    return leaves + spines;
  }

  @Override
  public int cables() {
    return endpoints() + leaves * spines * cablesPerPair;
  }

  /** What the endpoints of a leaf can send over what its uplinks carry. */
  public double oversubscription() {
    return endpointsPerLeaf
        * endpointLink.rate().bytesPerSecond()
        / (spines * cablesPerPair * uplink.rate().bytesPerSecond());
  }

  /** Bytes per second that half of the leaves can send to the other half; for even numbers. */
  public double bisectionBytesPerSecond() {
    return leaves
        / 2
        * endpointsPerLeaf
        * endpointLink.rate().bytesPerSecond()
        / Math.max(1, oversubscription());
  }

  @Override
  public Fabric build() {
    int endpoints = endpoints();
    Fabric.Builder builder =
        new Fabric.Builder(endpoints, switches(), cables(), endpointLink, uplink);
    for (int endpoint = 0; endpoint < endpoints; endpoint++) {
      builder.cable(endpoint, endpoints + endpoint / endpointsPerLeaf, 0);
    }
    for (int leaf = 0; leaf < leaves; leaf++) {
      for (int way = 0; way < spines * cablesPerPair; way++) {
        builder.cable(endpoints + leaf, endpoints + leaves + way / cablesPerPair, 1);
      }
    }
    return builder.build(new LeafSpineWiring(this));
  }

  private record LeafSpineWiring(LeafSpine plan) implements Wiring {
    @Override
    public void next(int source, int at, int destination, LinkList out) {
      int endpoints = plan.endpoints();
      int ways = plan.spines * plan.cablesPerPair;
      int leafThere = destination / plan.endpointsPerLeaf;
      if (at < endpoints) {
        out.add(2 * at);
      } else if (at == endpoints + leafThere) {
        out.add(2 * destination + 1);
      } else if (at < endpoints + plan.leaves) {
        int first = endpoints + (at - endpoints) * ways;
        for (int way = 0; way < ways; way++) {
          out.add(2 * (first + way));
        }
      } else {
        int spine = at - endpoints - plan.leaves;
        int first = endpoints + leafThere * ways + spine * plan.cablesPerPair;
        for (int cable = 0; cable < plan.cablesPerPair; cable++) {
          out.add(2 * (first + cable) + 1);
        }
      }
    }

    @Override
    public String name(int vertex) {
      int endpoints = plan.endpoints();
      if (vertex < endpoints) {
        return Integer.toString(vertex);
      }
      return vertex < endpoints + plan.leaves
          ? "leaf-" + (vertex - endpoints)
          : "spine-" + (vertex - endpoints - plan.leaves);
    }
  }
}
