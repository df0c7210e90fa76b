package io.opisim.models.storage.backend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * Bytes that are stored in a card's memory and forwarded from there.
 *
 * <p>Models: passes over memory. Ignores: how long they stay. Valid for: cards on the way of every
 * byte whose services look at the data.
 *
 * @param place its name
 * @param site whose memory
 * @param passes of each byte
 */
public record MemoryTransit(String place, ClientSite site, double passes) implements StorageStage {
  @Override
  public String name() {
    return place + " memory";
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    site.of(shape.client()).memory(passes, above, needs);
  }
}
