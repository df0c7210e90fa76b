package io.opisim.models.storage;

import io.opisim.models.offload.OperationNeeds;

/** A stage that answers some reads itself. */
public interface CacheLayer extends StorageStage {
  /** Whether the object is here; counts and notes the use. */
  boolean look(int client, long object);

  /** The object has passed on its way to the client or to storage. */
  void passed(int client, long object, long bytes);

  /** Adds what a read needs that is answered here. */
  void hitNeeds(OperationShape shape, long bytes, OperationNeeds needs);

  /** Reads answered here. */
  long hits();

  /** Reads that had to go on. */
  long misses();
}
