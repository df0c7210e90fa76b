package io.opisim.models.storage.backend;

import io.opisim.models.offload.Direction;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/** Stages that are alike, one in each client, such as its own drives. */
public final class PerClientStage implements StorageStage {
  private final String name;
  private final StorageStage[] stages;

  /** At least one stage. */
  public PerClientStage(String name, StorageStage[] stages) {
    this.name = name;
    this.stages = stages.clone();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long bytesBelow(Direction direction, long bytesAbove) {
    return stages[0].bytesBelow(direction, bytesAbove);
  }

  @Override
  public String sizeReason() {
    return stages[0].sizeReason();
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    stages[shape.client()].needs(shape, above, below, needs);
  }
}
