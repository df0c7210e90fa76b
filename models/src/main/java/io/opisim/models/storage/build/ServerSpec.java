package io.opisim.models.storage.build;

import io.opisim.models.offload.SiteSpec;
import java.util.Optional;

/**
 * The storage servers, all alike and seen as one place with the sum of their resources.
 *
 * @param servers how many
 * @param server each; its ports count where there is no DPU
 * @param dpu of each, if there is one
 */
public record ServerSpec(int servers, SiteSpec server, Optional<SiteSpec> dpu) {
  /** Checks that there is a server. */
  public ServerSpec {
    if (servers < 1) {
      throw new IllegalArgumentException("somebody must answer, not " + servers + " servers");
    }
  }
}
