package io.opisim.scenarios.scenario;

import java.util.Locale;

/** How the nodes of a cluster speak to their storage. */
public enum StorageProtocol {
  /** NVMe over TCP. */
  NVME_TCP,
  /** NVMe over RDMA. */
  NVME_RDMA,
  /** Files over NFS. */
  NFS,
  /** Files of a parallel file system. */
  PARALLEL_FILES,
  /** Objects over HTTP. */
  OBJECT,
  /** Drives in the nodes themselves. */
  LOCAL;

  /** The word for it in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether block commands cross the network. */
  public boolean isNvmeOf() {
    return this == NVME_TCP || this == NVME_RDMA;
  }
}
