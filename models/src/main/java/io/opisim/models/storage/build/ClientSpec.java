package io.opisim.models.storage.build;

import io.opisim.models.offload.SiteSpec;
import java.util.Optional;

/**
 * The hosts that mount the storage, all alike.
 *
 * @param hosts how many
 * @param host each; its ports and PCIe count where there is no DPU
 * @param dpu on the way of every byte, if there is one
 */
public record ClientSpec(int hosts, SiteSpec host, Optional<SiteSpec> dpu) {
  /** Checks that there is a host. */
  public ClientSpec {
    if (hosts < 1) {
      throw new IllegalArgumentException("somebody must read, not " + hosts + " hosts");
    }
  }
}
