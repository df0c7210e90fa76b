package io.opisim.models.storage.backend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * The PCIe link between a host and its card, with the host's memory behind it.
 *
 * <p>Models: every byte crosses the card's link once and is written to or read from host memory
 * once. Ignores: descriptors, doorbells, accelerators that read the card directly. Valid for: DMA.
 *
 * @param host whose memory
 * @param card whose link
 */
public record HostLink(ClientSite host, ClientSite card) implements StorageStage {
  @Override
  public String name() {
    return "pcie";
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    host.of(shape.client()).memory(1, above, needs);
    if (shape.isRead()) {
      card.of(shape.client()).pcieToHost(above, needs);
    } else {
      card.of(shape.client()).pcieFromHost(above, needs);
    }
  }
}
