package io.opisim.models.storage.backend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * The kernel's asynchronous I/O in front of local drives.
 *
 * <p>Models: cycles of each command. Ignores: the page cache (direct I/O). Valid for: libaio and
 * io_uring. Source: the caller gives the cost.
 *
 * @param volume its name
 * @param cost of each command and byte
 * @param site whose kernel
 */
public record AioStage(String volume, ServiceCost cost, ClientSite site) implements StorageStage {
  @Override
  public String name() {
    return "aio " + volume;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    site.of(shape.client()).run(cost, shape.commands(), above, 1, needs);
  }
}
