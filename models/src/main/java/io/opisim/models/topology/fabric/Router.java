package io.opisim.models.topology.fabric;

import io.opisim.simcore.random.RandomStreams;
import java.util.Arrays;
import java.util.Objects;

/**
 * Answers which links a flow crosses in a fabric whose links are in a given state.
 *
 * <p>Models: ECMP, where each vertex picks one way on by a hash of flow, source, destination and
 * itself; and ideal spreading, where each vertex divides what it gets equally over its ways on.
 * Either leaves out links that are dead or lead only to dead ends, as routing does once it has
 * converged. Where the rule has no live way, fabrics whose plan says so (torus, dragonfly) are
 * searched for the shortest live one; the others are valley-free and the pair is cut off. Ignores:
 * congestion (degraded links draw as much as others), adaptive routing, the time to converge. Valid
 * for: minimal routing, and Valiant's where the plan asks for it. Source: RFC 2992 for hash-based
 * choice.
 *
 * <p>One thread at a time: it keeps scratch space. Answers depend on the arguments only, never on
 * what was asked before.
 */
public final class Router {
  private static final String STREAM = "fabric ecmp";

  private final Fabric fabric;
  private final LinkState state;
  private final Wiring wiring;
  private final long seed;
  private final LinkList candidates = new LinkList();
  private final LinkList path = new LinkList();
  private final LinkList touched = new LinkList();
  private final DetourSearch detourSearch;
  private double[] shareOfLink = new double[0];

  /** A router whose hash is seeded by the run's streams. */
  public Router(Fabric fabric, LinkState state, RandomStreams streams) {
    this.fabric = fabric;
    this.state = state;
    this.wiring = fabric.wiring();
    this.seed = streams.child(STREAM).masterSeed();
    this.detourSearch = new DetourSearch(fabric, state);
  }

  /**
   * The one path of a flow under ECMP.
   *
   * @param flow tells flows of the same pair apart, as ports do
   */
  public RouteAnswer path(int source, int destination, long flow) {
    check(source, destination);
    candidates.truncate(0);
    path.truncate(0);
    long hash = mix(mix(seed ^ flow) + mix((long) source << 32 | destination));
    int vias = wiring.viaCount(source, destination);
    boolean found = vias == 0 && extend(source, source, destination, hash);
    int first = vias == 0 ? 0 : choose(mix(hash), vias);
    for (int attempt = 0; attempt < vias && !found; attempt++) {
      int via = wiring.via(source, destination, (first + attempt) % vias);
      path.truncate(0);
      found = extend(source, source, via, hash) && extend(via, via, destination, mix(hash));
    }
    if (found) {
      return new Route(path.toArray(), null);
    }
    return detour(source, destination);
  }

  /** All links of a flow under ideal spreading, with their shares. */
  public RouteAnswer spread(int source, int destination) {
    check(source, destination);
    candidates.truncate(0);
    touched.truncate(0);
    if (shareOfLink.length == 0) {
      shareOfLink = new double[fabric.links()];
    }
    int vias = wiring.viaCount(source, destination);
    if (vias == 0) {
      if (!reaches(source, source, destination)) {
        return detour(source, destination);
      }
      divide(source, source, destination, 1);
      return collect();
    }
    int live = 0;
    for (int index = 0; index < vias; index++) {
      live += passes(source, wiring.via(source, destination, index), destination) ? 1 : 0;
    }
    for (int index = 0; index < vias; index++) {
      int via = wiring.via(source, destination, index);
      if (passes(source, via, destination)) {
        divide(source, source, via, 1.0 / live);
        divide(via, via, destination, 1.0 / live);
      }
    }
    return live == 0 ? detour(source, destination) : collect();
  }

  private boolean passes(int source, int via, int destination) {
    return reaches(source, source, via) && reaches(via, via, destination);
  }

  /** Appends to the path; where a choice leads to a dead end, chooses again among the others. */
  private boolean extend(int source, int at, int destination, long hash) {
    if (at == destination) {
      return true;
    }
    int start = candidates.size();
    wiring.next(source, at, destination, candidates);
    keepLive(start);
    int depth = path.size();
    boolean found = false;
    while (!found && candidates.size() > start) {
      int choice = start + choose(mix(hash + at), candidates.size() - start);
      int link = candidates.get(choice);
      path.add(link);
      found = extend(source, fabric.to(link), destination, hash);
      if (!found) {
        path.truncate(depth);
        remove(choice);
      }
    }
    candidates.truncate(start);
    return found;
  }

  private boolean reaches(int source, int at, int destination) {
    if (at == destination) {
      return true;
    }
    int start = candidates.size();
    wiring.next(source, at, destination, candidates);
    int end = candidates.size();
    boolean found = false;
    for (int index = start; index < end && !found; index++) {
      int link = candidates.get(index);
      found = !state.isDown(link) && reaches(source, fabric.to(link), destination);
    }
    candidates.truncate(start);
    return found;
  }

  private void divide(int source, int at, int destination, double share) {
    if (at == destination) {
      return;
    }
    int start = candidates.size();
    wiring.next(source, at, destination, candidates);
    keepReaching(start, source, destination);
    int end = candidates.size();
    double part = share / (end - start);
    for (int index = start; index < end; index++) {
      int link = candidates.get(index);
      if (shareOfLink[link] == 0) {
        touched.add(link);
      }
      shareOfLink[link] += part;
      divide(source, fabric.to(link), destination, part);
    }
    candidates.truncate(start);
  }

  private void keepLive(int start) {
    int kept = start;
    for (int index = start; index < candidates.size(); index++) {
      int link = candidates.get(index);
      if (!state.isDown(link)) {
        candidates.set(kept++, link);
      }
    }
    candidates.truncate(kept);
  }

  private void keepReaching(int start, int source, int destination) {
    if (state.isHealthy()) {
      return;
    }
    int kept = start;
    for (int index = start; index < candidates.size(); index++) {
      int link = candidates.get(index);
      if (!state.isDown(link) && reaches(source, fabric.to(link), destination)) {
        candidates.set(kept++, link);
      }
    }
    candidates.truncate(kept);
  }

  private void remove(int index) {
    for (int next = index + 1; next < candidates.size(); next++) {
      candidates.set(next - 1, candidates.get(next));
    }
    candidates.truncate(candidates.size() - 1);
  }

  private Route collect() {
    int[] links = touched.toArray();
    Arrays.sort(links);
    double[] shares = new double[links.length];
    for (int index = 0; index < links.length; index++) {
      shares[index] = shareOfLink[links[index]];
      shareOfLink[links[index]] = 0;
    }
    return new Route(links, shares);
  }

  private RouteAnswer detour(int source, int destination) {
    int[] links = wiring.detours() ? detourSearch.shortest(source, destination) : null;
    if (links != null) {
      return new Route(links, null);
    }
    return new CutOff(
        source,
        destination,
        fabric.name(source)
            + " is cut off from "
            + fabric.name(destination)
            + (wiring.detours()
                ? ": no live links connect them"
                : ": every route that the fabric's rule allows has a dead link"));
  }

  private void check(int source, int destination) {
    checkAddress(source);
    checkAddress(destination);
  }

  private void checkAddress(int vertex) {
    Objects.checkIndex(vertex, fabric.vertices());
    switch (fabric.kind(vertex)) {
      case SWITCH, PCIE_SWITCH, NVLINK_SWITCH ->
          throw new IllegalArgumentException(
              "no flow begins or ends at " + fabric.name(vertex) + ", a switch");
      default -> {}
    }
  }

  private static int choose(long hash, int count) {
    return (int) Long.remainderUnsigned(hash, count);
  }

  /** Steele, Lea and Flood's SplitMix64 finaliser: every bit out depends on every bit in. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
