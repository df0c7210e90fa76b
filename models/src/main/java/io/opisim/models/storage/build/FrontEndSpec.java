package io.opisim.models.storage.build;

import io.opisim.models.offload.ServiceCost;

/** What the clients see. */
public sealed interface FrontEndSpec {
  /**
   * An NVMe device.
   *
   * @param queuePairs of one client
   * @param queueDepth requests of one queue pair in flight
   * @param transferBytes largest command
   * @param driver what a command costs the host
   */
  record Nvme(int queuePairs, int queueDepth, long transferBytes, ServiceCost driver)
      implements FrontEndSpec {}

  /**
   * A virtio-blk device.
   *
   * @param queues of one client
   * @param queueSize requests of one queue in flight
   * @param transferBytes largest request on the ring
   * @param driver what a request costs the host
   */
  record VirtioBlk(int queues, int queueSize, long transferBytes, ServiceCost driver)
      implements FrontEndSpec {}

  /**
   * Files.
   *
   * @param transferBytes of one remote call
   * @param callsInFlight of one file
   * @param opening once for each request
   * @param transfer for each call and byte
   */
  record Files(long transferBytes, int callsInFlight, ServiceCost opening, ServiceCost transfer)
      implements FrontEndSpec {}

  /**
   * Objects.
   *
   * @param rangeBytes of one range
   * @param rangesInFlight of one object
   * @param perRange for each range and byte
   */
  record Objects(long rangeBytes, int rangesInFlight, ServiceCost perRange)
      implements FrontEndSpec {}
}
