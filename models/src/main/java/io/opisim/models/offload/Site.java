package io.opisim.models.offload;

/** Where a service may run. */
public enum Site {
  /** The client's own cores. */
  HOST,
  /** The DPU or IPU of the client. */
  DPU,
  /** A switch on the way. */
  SWITCH,
  /** The storage server's own cores. */
  STORAGE,
  /** The DPU or IPU of the storage server. */
  STORAGE_DPU
}
