package io.opisim.models.storage.build;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.offload.ServiceCost;

/**
 * What front-ends usually cost a host's cores.
 *
 * <p>Models: cycles of each command and byte. Ignores: versions, tuning. Valid for: starting values
 * of a calibration. Source: estimated by judgement: a kernel block request takes about a
 * microsecond of a core, a polled one a fifth of that, an NFS call some ten, an HTTP request some
 * tens, and a copy a quarter of a cycle for a byte, through a socket twice that.
 */
public final class UsualCosts {
  private UsualCosts() {}

  /** A block command through the kernel's NVMe or virtio-blk driver. */
  public static ServiceCost kernelBlock() {
    return ServiceCost.cores(3000, 0, CoreClass.GENERAL);
  }

  /** A block command of a program that polls its own queue pair. */
  public static ServiceCost polledBlock() {
    return ServiceCost.cores(500, 0, CoreClass.GENERAL);
  }

  /** Opening a file of a remote file system. */
  public static ServiceCost fileOpening() {
    return ServiceCost.cores(60_000, 0, CoreClass.GENERAL);
  }

  /** A call of a file system's client through the kernel's sockets, and the copies of its bytes. */
  public static ServiceCost fileTransfer() {
    return ServiceCost.cores(25_000, 0.5, CoreClass.MEMORY_STREAMING).moving(2, 0);
  }

  /** A range of an object over HTTP, and the copies of its bytes. */
  public static ServiceCost objectRange() {
    return ServiceCost.cores(100_000, 0.75, CoreClass.MEMORY_STREAMING).moving(3, 0);
  }

  /** A hit of a page cache: a copy to the program. */
  public static ServiceCost cacheHit() {
    return ServiceCost.cores(1000, 0.25, CoreClass.MEMORY_STREAMING).moving(2, 0);
  }
}
