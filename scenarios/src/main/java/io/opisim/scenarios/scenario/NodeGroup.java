package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * Some nodes of one shape.
 *
 * @param shape catalog id
 * @param count how many
 * @param name prefix of their names, or empty for the shape's id
 */
public record NodeGroup(
    @Key(value = "Node shape of the catalog.", example = "dgx-a100", ids = KnownIds.NODE_SHAPE)
        String shape,
    @Key(value = "How many nodes of this shape.", example = "16", min = 1, max = 1_000_000)
        int count,
    @Key(
            value = "Prefix of the nodes' names; the shape's id if absent.",
            example = "a100",
            kebabCase = true)
        Optional<String> name) {
  /** The prefix of the nodes' names. */
  public String prefix() {
    return name.orElse(shape);
  }
}
