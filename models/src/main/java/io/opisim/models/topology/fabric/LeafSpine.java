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
    TwoTierWiring wiring =
        new TwoTierWiring(
            endpoints(),
            leaves,
            spines,
            cablesPerPair,
            endpoint -> endpoint / endpointsPerLeaf,
            new LeafNames());
    Fabric.Builder builder =
        new Fabric.Builder(endpoints(), switches(), cables(), endpointLink, uplink);
    wiring.lay(builder);
    return builder.build(wiring);
  }

  private static final class LeafNames implements TwoTierWiring.Names {
    @Override
    public String endpoint(int endpoint) {
      return Integer.toString(endpoint);
    }

    @Override
    public String lower(int index) {
      return "leaf-" + index;
    }
  }
}
