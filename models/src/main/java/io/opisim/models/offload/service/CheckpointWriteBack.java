package io.opisim.models.offload.service;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.catalog.EngineKind;
import io.opisim.models.offload.Direction;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * Keeps a checkpoint in memory on the way and stores it behind the back of the program.
 *
 * <p>Models: one copy in and one out of memory. Ignores: memory that is full (the caller bounds
 * what is in flight). Valid for: checkpoints smaller than the memory of the place. Source:
 * estimated: a copy of a core takes a quarter of a cycle for a byte.
 */
public final class CheckpointWriteBack implements Offload {
  @Override
  public String id() {
    return "checkpoint-write-back";
  }

  @Override
  public String description() {
    return "Takes checkpoints into memory and drains them later.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with("copy", ServiceCost.cores(5000, 0.25, CoreClass.MEMORY_STREAMING).moving(2, 0))
        .with(
            "rdma",
            ServiceCost.cores(5000, 0.25, CoreClass.MEMORY_STREAMING)
                .moving(2, 0)
                .orEngine(EngineKind.RDMA, 2000))
        .all();
  }

  @Override
  public Set<Direction> directions(String variant) {
    return EnumSet.of(Direction.WRITE);
  }

  @Override
  public boolean perCommand() {
    return false;
  }
}
