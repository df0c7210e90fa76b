package io.opisim.models.offload.service;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.offload.Direction;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * Turns stored samples into those that a model takes, one variant a step.
 *
 * <p>Models: cycles for each byte of the larger side; decoding makes data larger, cropping and
 * resizing smaller. Ignores: that pictures differ, vector units of different width. Valid for:
 * images; other samples by resizing the cost. Source: estimated: a JPEG decoder gives about 250
 * MB/s a core; sizes of a photograph of 110 kB, decoded 8 times as large, cropped to a half,
 * resized to a half of that, then to float or back.
 */
public final class DataPreparation implements Offload {
  @Override
  public String id() {
    return "data-preparation";
  }

  @Override
  public String description() {
    return "Decodes, crops, resizes and augments samples.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU, Site.STORAGE, Site.STORAGE_DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with("augment", ServiceCost.cores(2000, 3, CoreClass.MEMORY_STREAMING).moving(2, 0))
        .with(
            "crop",
            ServiceCost.cores(1000, 1, CoreClass.MEMORY_STREAMING).moving(1.5, 0).resizing(0.5))
        .with("decode", ServiceCost.cores(20_000, 10, CoreClass.GENERAL).moving(1.1, 0).resizing(8))
        .with("resize", ServiceCost.cores(2000, 4, CoreClass.GENERAL).moving(1.5, 0).resizing(0.5))
        .all();
  }

  @Override
  public String sizeReason() {
    return "prepared";
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
