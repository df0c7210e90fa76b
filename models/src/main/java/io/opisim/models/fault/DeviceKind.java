package io.opisim.models.fault;

/** What a fault belongs to; its rate grows with how many there are. */
public enum DeviceKind {
  /** An accelerator with its memory. */
  ACCELERATOR,
  /** A node with all that is not listed apart. */
  NODE,
  /** A NIC with its cable and its share of the switches. */
  NIC,
  /** A DPU or IPU. */
  DPU,
  /** A drive. */
  DRIVE,
  /** A switch. */
  SWITCH,
  /** A server of the storage. */
  STORAGE_SERVER
}
