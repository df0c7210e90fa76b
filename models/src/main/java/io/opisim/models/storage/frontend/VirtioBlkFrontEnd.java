package io.opisim.models.storage.frontend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.FrontEnd;
import io.opisim.models.storage.OperationShape;

/**
 * A virtio-blk device as a host or a virtual machine sees it.
 *
 * <p>Models: request queues of a size, requests of at most the largest segment list, the driver's
 * cycles on the host. Ignores: notification suppression, exits of virtual machines as own events.
 * Valid for: block requests. Source: Virtual I/O Device Specification 1.2, section 5.2.
 *
 * @param volume name of the volume behind it
 * @param queues request queues of one client
 * @param queueSize requests of one queue in flight
 * @param largestRequestBytes of one request on the ring
 * @param host whose cores drive it
 * @param driver what a request costs them
 */
public record VirtioBlkFrontEnd(
    String volume,
    int queues,
    int queueSize,
    long largestRequestBytes,
    ClientSite host,
    ServiceCost driver)
    implements FrontEnd {
  /** Checks the limits of the specification. */
  public VirtioBlkFrontEnd {
    if (queues < 1 || queueSize < 1 || queueSize > 32_768 || largestRequestBytes < 512) {
      throw new IllegalArgumentException(
          "virtio-blk has queues of 1 to 32768 requests of 512 bytes or more, not "
              + queues
              + " of "
              + queueSize
              + " of "
              + largestRequestBytes);
    }
  }

  @Override
  public String name() {
    return "virtio-blk " + volume;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    host.of(shape.client()).run(driver, shape.commands(), above, 1, needs);
  }

  @Override
  public long commands(long bytes) {
    return (bytes - 1) / largestRequestBytes + 1;
  }

  @Override
  public long parallelCommands() {
    return queueSize;
  }

  @Override
  public int queueDepth() {
    return queueSize;
  }

  @Override
  public int queuePairs() {
    return queues;
  }
}
