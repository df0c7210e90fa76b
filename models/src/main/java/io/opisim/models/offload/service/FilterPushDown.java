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
 * Reads all rows and passes on those that match.
 *
 * <p>Models: cycles for each byte scanned; a tenth is passed on. Ignores: indices, column stores
 * that skip bytes. Valid for: scans; another selectivity by resizing the cost. Source: estimated;
 * at the host the same work is done after all bytes have crossed the network.
 */
public final class FilterPushDown implements Offload {
  @Override
  public String id() {
    return "filter-push-down";
  }

  @Override
  public String description() {
    return "Scans and filters where data lie and sends what is left.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU, Site.STORAGE, Site.STORAGE_DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with("rows", ServiceCost.cores(1000, 2, CoreClass.GENERAL).moving(1, 0).resizing(0.1))
        .with(
            "pattern",
            ServiceCost.cores(1000, 6, CoreClass.GENERAL)
                .moving(1, 0)
                .resizing(0.1)
                .orEngine(EngineKind.PATTERN_MATCHING, 200))
        .all();
  }

  @Override
  public String sizeReason() {
    return "filtered";
  }

  @Override
  public Set<Direction> directions(String variant) {
    return EnumSet.of(Direction.READ);
  }

  @Override
  public boolean perCommand() {
    return false;
  }

  @Override
  public boolean inProgram() {
    return true;
  }

  @Override
  public boolean changesContent() {
    return true;
  }
}
