package io.opisim.scenarios.scenario;

import io.opisim.models.offload.Site;
import io.opisim.simcore.units.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Services on the way between nodes and storage, and where they run unless a job says otherwise.
 *
 * @param site of all services that name none
 * @param chain in the order of a request from the node to the bytes
 */
public record ServicesSpec(
    @Key(
            value = "Where services run that name no site: on the node's cores or on its DPU.",
            example = "dpu",
            byDefault = "host")
        Site site,
    @Key(
            value =
                "The services, in the order of a request from the node to the bytes. Those of"
                    + " NVMe-oF and of block devices stand on the way of such storage only.",
            example = "[{service: nvme-of-initiator}, {service: checksum, variant: crc32c}]",
            byDefault = "[]")
        List<ServiceSpec> chain)
    implements Checked {
  /** No services. */
  public static final ServicesSpec NONE = new ServicesSpec(Site.HOST, List.of());

  /** Copies the list. */
  public ServicesSpec {
    chain = List.copyOf(chain);
  }

  @Override
  public List<Violation> violations() {
    if (site != Site.HOST && site != Site.DPU) {
      return List.of(
          new Violation("site", "is a client's: host or dpu", "give such a service its own site"));
    }
    Set<String> seen = new LinkedHashSet<>();
    for (ServiceSpec one : chain) {
      if (!seen.add(one.id() + "/" + one.variant().orElse(""))) {
        String message = one.id() + " stands there twice";
        return List.of(new Violation("chain", message, "keep one, or name another variant"));
      }
    }
    return List.of();
  }
}
