package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.List;

/**
 * A kind of nodes that quotas are counted in.
 *
 * @param name unique
 * @param gpuModels models of its GPUs; empty for all nodes
 */
public record FlavorSpec(
    @Key(value = "Name of the flavor.", example = "a100", kebabCase = true) String name,
    @Key(
            value = "GPU models of its nodes; all nodes if absent.",
            example = "[a100-sxm4-80gb]",
            byDefault = "[]")
        List<String> gpuModels) {
  /** Copies the models. */
  public FlavorSpec {
    gpuModels = List.copyOf(gpuModels);
  }
}
