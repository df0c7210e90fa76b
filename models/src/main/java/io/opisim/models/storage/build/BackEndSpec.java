package io.opisim.models.storage.build;

import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.backend.SystemSpec;
import java.util.Optional;

/** Where the bytes live. */
public sealed interface BackEndSpec {
  /** Whether a network lies before it. */
  default boolean isRemote() {
    return true;
  }

  /**
   * Drives in each client.
   *
   * @param drives of one client
   * @param aio what the kernel costs for each command, if it is on the way
   */
  record Local(DrivesSpec drives, Optional<ServiceCost> aio) implements BackEndSpec {
    @Override
    public boolean isRemote() {
      return false;
    }
  }

  /**
   * Drives of the servers over NVMe-oF; initiator and target are among the services.
   *
   * @param drives of all servers together
   * @param pollingQueues polling cores of a target on the servers' cores to which streams are
   *     pinned; 0 for a target whose cores share all streams
   */
  record NvmeOf(DrivesSpec drives, int pollingQueues) implements BackEndSpec {}

  /**
   * A filer over NFS.
   *
   * @param system what it gives
   */
  record Filer(SystemSpec system) implements BackEndSpec {}

  /**
   * A parallel file system.
   *
   * @param system what its data servers give
   * @param opensPerSecond that its metadata servers do
   * @param stripes data servers of one file
   * @param stripeBytes on one of them before the next one's turn
   */
  record ParallelFiles(SystemSpec system, double opensPerSecond, int stripes, long stripeBytes)
      implements BackEndSpec {}

  /**
   * An object store.
   *
   * @param system what it gives
   * @param rangeBytesPerSecond most that one request streams
   */
  record Objects(SystemSpec system, double rangeBytesPerSecond) implements BackEndSpec {}

  /**
   * A database that scans.
   *
   * @param system whose read rate is that of scanning
   * @param matchingShare of the bytes scanned that a query returns
   */
  record Database(SystemSpec system, double matchingShare) implements BackEndSpec {}

  /** A device that takes no time, at the servers. */
  record Null() implements BackEndSpec {}

  /** Memory of each client itself; services that put bytes there tell what that costs. */
  record Memory() implements BackEndSpec {
    @Override
    public boolean isRemote() {
      return false;
    }
  }

  /** A device in the servers' memory. */
  record Malloc() implements BackEndSpec {}
}
