package io.opisim.models.catalog;

/** How a storage system is spoken to. */
public enum StorageKind {
  /** Drives of the host itself. */
  LOCAL,
  /** Block devices over a fabric. */
  NVME_OF,
  /** Files over NFS. */
  FILER,
  /** Files over a client of its own, striped over servers. */
  PARALLEL_FILE_SYSTEM,
  /** Objects by key over HTTP. */
  OBJECT_STORE,
  /** Rows by query. */
  DATABASE
}
