package io.opisim.scenarios.scenario;

/** Where storage servers stand in the fabric of training jobs. */
public enum StoragePlace {
  /** In racks behind those of the nodes. */
  OWN_RACKS,
  /** Spread evenly over the racks of the nodes. */
  SPREAD
}
