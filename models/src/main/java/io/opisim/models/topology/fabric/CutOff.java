package io.opisim.models.topology.fabric;

/**
 * No live links lead from one vertex to another by the rule of the fabric.
 *
 * @param source where the flow would begin
 * @param destination where it would end
 * @param reason a sentence with both names
 */
public record CutOff(int source, int destination, String reason) implements RouteAnswer {
  @Override
  public Route orThrow() {
    throw new IllegalStateException(reason);
  }
}
