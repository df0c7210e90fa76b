package io.opisim.models.storage.backend;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.SiteResources;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * A device in memory.
 *
 * <p>Models: one copy by a core, a read and a write of memory. Ignores: engines that copy. Valid
 * for: SPDK's malloc device. Source: estimated, a quarter of a cycle for a byte.
 *
 * @param volume its name
 * @param site whose memory
 */
public record MallocBackEnd(String volume, SiteResources site) implements StorageStage {
  private static final ServiceCost COPY =
      ServiceCost.cores(300, 0.25, CoreClass.MEMORY_STREAMING).moving(2, 0);

  @Override
  public String name() {
    return "malloc " + volume;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    site.run(COPY, shape.commands(), above, 1, needs);
  }
}
