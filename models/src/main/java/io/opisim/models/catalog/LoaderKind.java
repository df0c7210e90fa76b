package io.opisim.models.catalog;

/** The data loader that a storage workload runs. */
public enum LoaderKind {
  /** Workers that read whole batches each. */
  PYTORCH,
  /** Readers that fill one batch together. */
  TENSORFLOW
}
