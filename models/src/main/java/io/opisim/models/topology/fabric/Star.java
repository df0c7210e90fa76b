package io.opisim.models.topology.fabric;

/**
 * One switch and everything around it.
 *
 * <p>Models: n endpoints, 1 switch, n cables; 2 links between any two endpoints; bisection ⌊n/2⌋
 * links each way. Ignores: the switch's own limits. Valid for: a rack, an NVSwitch domain seen by
 * itself, a non-blocking core whose inside does not matter. Source: definition.
 *
 * @param endpoints how many
 * @param link the cable of each
 */
public record Star(int endpoints, LinkSpec link) implements FabricPlan {
  /** Checks that there is an endpoint. */
  public Star {
    Sizes.atLeast(1, endpoints, "endpoints of a star");
  }

  @Override
  public int switches() {
    return 1;
  }

  @Override
  public int cables() {
    return endpoints;
  }

  /** Bytes per second that one half can send to the other. */
  public double bisectionBytesPerSecond() {
    return endpoints / 2 * link.rate().bytesPerSecond();
  }

  @Override
  public Fabric build() {
    Fabric.Builder builder = new Fabric.Builder(endpoints, 1, endpoints, link);
    for (int endpoint = 0; endpoint < endpoints; endpoint++) {
      builder.cable(endpoint, endpoints, 0);
    }
    return builder.build(new StarWiring(endpoints));
  }

  private record StarWiring(int hub) implements Wiring {
    @Override
    public void next(int source, int at, int destination, LinkList out) {
      out.add(at == hub ? 2 * destination + 1 : 2 * at);
    }

    @Override
    public String name(int vertex) {
      return vertex == hub ? "switch-0" : Integer.toString(vertex);
    }
  }
}
