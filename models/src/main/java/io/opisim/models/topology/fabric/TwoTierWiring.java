package io.opisim.models.topology.fabric;

import java.util.function.IntUnaryOperator;

/**
 * Ways in two tiers of switches, every lower one joined to every upper one.
 *
 * <p>Vertices: endpoints, lower switches, upper switches. Cables: one an endpoint, then, lower
 * switch by lower switch, those to each upper switch.
 */
final class TwoTierWiring implements Wiring {
  /** Names of endpoints and lower switches, which a plan numbers by its own rule. */
  interface Names {
    String endpoint(int endpoint);

    String lower(int index);
  }

  private final int endpoints;
  private final int lowers;
  private final int ways;
  private final int cablesPerPair;
  private final IntUnaryOperator lowerOf;
  private final Names names;

  TwoTierWiring(
      int endpoints,
      int lowers,
      int uppers,
      int cablesPerPair,
      IntUnaryOperator lowerOf,
      Names names) {
    this.endpoints = endpoints;
    this.lowers = lowers;
    this.ways = uppers * cablesPerPair;
    this.cablesPerPair = cablesPerPair;
    this.lowerOf = lowerOf;
    this.names = names;
  }

  /** Lays all cables: kind 0 below, kind 1 above the lower switches. */
  void lay(Fabric.Builder builder) {
    for (int endpoint = 0; endpoint < endpoints; endpoint++) {
      builder.cable(endpoint, endpoints + lowerOf.applyAsInt(endpoint), 0);
    }
    for (int lower = 0; lower < lowers; lower++) {
      for (int way = 0; way < ways; way++) {
        builder.cable(endpoints + lower, endpoints + lowers + way / cablesPerPair, 1);
      }
    }
  }

  @Override
  public void next(int source, int at, int destination, LinkList out) {
    int lowerThere = lowerOf.applyAsInt(destination);
    if (at < endpoints) {
      out.add(2 * at);
    } else if (at == endpoints + lowerThere) {
      out.add(2 * destination + 1);
    } else if (at < endpoints + lowers) {
      int first = endpoints + (at - endpoints) * ways;
      for (int way = 0; way < ways; way++) {
        out.add(2 * (first + way));
      }
    } else {
      int upper = at - endpoints - lowers;
      int first = endpoints + lowerThere * ways + upper * cablesPerPair;
      for (int cable = 0; cable < cablesPerPair; cable++) {
        out.add(2 * (first + cable) + 1);
      }
    }
  }

  @Override
  public String name(int vertex) {
    int index = vertex - endpoints;
    if (index < 0) {
      return names.endpoint(vertex);
    }
    return index < lowers ? names.lower(index) : "spine-" + (index - lowers);
  }
}
