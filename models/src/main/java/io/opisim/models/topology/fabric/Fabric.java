package io.opisim.models.topology.fabric;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An immutable graph of endpoints, switches and directed links.
 *
 * <p>Models: vertices of a kind, links with a rate and a latency. Endpoints are the vertices from 0
 * on, everything else follows. Links are numbered from 0 without gaps and come in cables: link
 * {@code 2c} and its reverse {@code 2c + 1} are the two directions of cable {@code c}. Names and
 * routes are computed by the plan's rule, so that 100,000 endpoints take megabytes. Ignores:
 * buffers, queues, switch radix and backplane. Valid for: flow-level sharing of links. Source: each
 * plan names its own.
 */
public final class Fabric {
  private static final VertexKind[] KINDS = VertexKind.values();

  private final int endpoints;
  private final byte[] kinds;
  private final int[] from;
  private final int[] to;
  private final byte[] specOf;
  private final List<LinkSpec> specs;
  private final double[] rateBytesPerSecond;
  private final long[] latencyNanos;
  private final Wiring wiring;

  private Fabric(
      int endpoints,
      byte[] kinds,
      int[] from,
      int[] to,
      byte[] specOf,
      List<LinkSpec> specs,
      Wiring wiring) {
    this.endpoints = endpoints;
    this.kinds = kinds;
    this.from = from;
    this.to = to;
    this.specOf = specOf;
    this.specs = specs;
    rateBytesPerSecond = specs.stream().mapToDouble(spec -> spec.rate().bytesPerSecond()).toArray();
    latencyNanos = specs.stream().mapToLong(spec -> spec.latency().nanos()).toArray();
    this.wiring = wiring;
  }

  /** The number of endpoints: vertices 0 to this, exclusive. */
  public int endpoints() {
    return endpoints;
  }

  /** The number of vertices, endpoints included. */
  public int vertices() {
    return kinds.length;
  }

  /** The number of directed links: twice the number of cables. */
  public int links() {
    return from.length;
  }

  /** How many vertices are of a kind. */
  public int count(VertexKind kind) {
    int count = 0;
    for (byte ordinal : kinds) {
      count += ordinal == kind.ordinal() ? 1 : 0;
    }
    return count;
  }

  /** What stands at a vertex. */
  public VertexKind kind(int vertex) {
    return KINDS[kinds[vertex]];
  }

  /** The name of a vertex, such as {@code accelerator-12} or {@code pod-3-edge-0}. */
  public String name(int vertex) {
    Objects.checkIndex(vertex, kinds.length);
    String name = wiring.name(vertex);
    return vertex < endpoints ? kind(vertex).word() + "-" + name : name;
  }

  /** The name of a link: its ends, and its number, since cables may lie side by side. */
  public String linkName(int link) {
    return name(from[link]) + " -> " + name(to[link]) + " #" + link;
  }

  /** The vertex a link leaves. */
  public int from(int link) {
    return from[link];
  }

  /** The vertex a link enters. */
  public int to(int link) {
    return to[link];
  }

  /** The other direction of the same cable. */
  public int reverse(int link) {
    Objects.checkIndex(link, from.length);
    return link ^ 1;
  }

  /** The rate of a link in good order. */
  public double rateBytesPerSecond(int link) {
    return rateBytesPerSecond[specOf[link]];
  }

  /** The latency of a link. */
  public long latencyNanos(int link) {
    return latencyNanos[specOf[link]];
  }

  /** The same fabric with another kind at some endpoints, such as storage targets at the end. */
  public Fabric withEndpoints(VertexKind kind, int first, int count) {
    Objects.checkFromIndexSize(first, count, endpoints);
    byte[] changed = kinds.clone();
    Arrays.fill(changed, first, first + count, (byte) kind.ordinal());
    return new Fabric(endpoints, changed, from, to, specOf, specs, wiring);
  }

  int spec(int link) {
    return specOf[link];
  }

  List<LinkSpec> specs() {
    return specs;
  }

  Wiring wiring() {
    return wiring;
  }

  /** Collects vertices and cables of a plan; sizes are known beforehand. */
  static final class Builder {
    private final int endpoints;
    private final byte[] kinds;
    private final int[] from;
    private final int[] to;
    private final byte[] specOf;
    private final List<LinkSpec> specs;
    private int links;

    /** All endpoints are accelerators, all other vertices switches, until told otherwise. */
    Builder(int endpoints, int otherVertices, int cables, LinkSpec... specs) {
      this.endpoints = endpoints;
      this.specs = List.of(specs);
      kinds = new byte[Math.addExact(endpoints, otherVertices)];
      Arrays.fill(kinds, 0, endpoints, (byte) VertexKind.ACCELERATOR.ordinal());
      Arrays.fill(kinds, endpoints, kinds.length, (byte) VertexKind.SWITCH.ordinal());
      from = new int[Math.multiplyExact(2, cables)];
      to = new int[from.length];
      specOf = new byte[from.length];
    }

    void kind(int vertex, VertexKind kind) {
      kinds[vertex] = (byte) kind.ordinal();
    }

    /** Adds a cable; its link from {@code lower} to {@code upper} has the even number. */
    void cable(int lower, int upper, int spec) {
      link(lower, upper, spec);
      link(upper, lower, spec);
    }

    private void link(int start, int end, int spec) {
      from[links] = start;
      to[links] = end;
      specOf[links] = (byte) spec;
      links++;
    }

    Fabric build(Wiring wiring) {
      if (links != from.length) {
        throw new IllegalStateException(
            links / 2 + " cables were laid where the plan counts " + from.length / 2);
      }
      return new Fabric(endpoints, kinds, from, to, specOf, specs, wiring);
    }
  }
}
