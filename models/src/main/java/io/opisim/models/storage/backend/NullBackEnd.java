package io.opisim.models.storage.backend;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * A device that keeps nothing and takes no time: what is left is the way to it.
 *
 * @param volume its name
 */
public record NullBackEnd(String volume) implements StorageStage {
  @Override
  public String name() {
    return "null " + volume;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    // Nothing is needed.
  }
}
