package io.opisim.models.offload.recipe;

import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.Site;
import java.util.List;

/**
 * A recipe of IPDK.
 *
 * <p>Models: the services of the recipe on the IPU. Ignores: its control plane (P4Runtime, gNMI,
 * SPDK calls). Valid for: what it asks of an IPU in steady state. Source: ipdk-io/ipdk 24.01 and
 * opiproject, as read in their repositories.
 *
 * @param id kebab-case
 * @param description one sentence
 * @param services in the order of a request from the host
 */
public record IpdkRecipe(String id, String description, List<PlacedService> services) {
  /** Copies the list. */
  public IpdkRecipe {
    services = List.copyOf(services);
  }

  /** The same services on the host's cores, where they may run there. */
  public IpdkRecipe onHost() {
    return new IpdkRecipe(
        id + "-on-host",
        description,
        services.stream()
            .map(one -> one.service().sites().contains(Site.HOST) ? one.at(Site.HOST) : one)
            .toList());
  }
}
