package io.opisim.models.offload.service;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.catalog.EngineKind;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * Adds gradients on the way, so that accelerators send and receive once.
 *
 * <p>Models: one addition for each number, reading two and writing one. Ignores: the schedule of
 * the collective, which the closed forms of collectives have. Valid for: large vectors. Source:
 * estimated: vector units add half precision at about half a cycle for a byte when data come from
 * memory.
 */
public final class CollectiveAggregation implements Offload {
  @Override
  public String id() {
    return "collective-aggregation";
  }

  @Override
  public String description() {
    return "Adds vectors for the accelerators.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU, Site.SWITCH);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with(
            "bf16",
            ServiceCost.cores(2000, 0.5, CoreClass.MEMORY_STREAMING)
                .moving(3, 0)
                .orEngine(EngineKind.AGGREGATION, 100))
        .with(
            "fp32",
            ServiceCost.cores(2000, 0.35, CoreClass.MEMORY_STREAMING)
                .moving(3, 0)
                .orEngine(EngineKind.AGGREGATION, 100))
        .all();
  }

  @Override
  public boolean perCommand() {
    return false;
  }
}
