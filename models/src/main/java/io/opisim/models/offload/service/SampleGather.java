package io.opisim.models.offload.service;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * Copies scattered samples into one batch.
 *
 * <p>Models: a look-up for each sample and a copy of its bytes. Ignores: cache misses beyond the
 * copy. Valid for: samples of 1 KiB and more. Source: estimated.
 */
public final class SampleGather implements Offload {
  @Override
  public String id() {
    return "sample-gather";
  }

  @Override
  public String description() {
    return "Shuffles and gathers samples into batches.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU, Site.STORAGE, Site.STORAGE_DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with("copy", ServiceCost.cores(2000, 0.25, CoreClass.MEMORY_STREAMING).moving(2, 0))
        .with("zero-copy", ServiceCost.cores(2500, 0, CoreClass.GENERAL))
        .all();
  }

  @Override
  public boolean perCommand() {
    return false;
  }

  @Override
  public boolean inProgram() {
    return true;
  }
}
