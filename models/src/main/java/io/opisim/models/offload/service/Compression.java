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
 * Stores fewer bytes than the host writes.
 *
 * <p>Models: cycles for each uncompressed byte, or an engine; a ratio of 2. Ignores: that data
 * differ in how well they compress, blocks that do not compress. Valid for: blocks of 4 KiB and
 * more; another ratio by resizing the cost. Source: estimated cycles and ratio; a read is
 * decompressed, a write compressed, and one variant stands for one of the two.
 */
public final class Compression implements Offload {
  @Override
  public String id() {
    return "compression";
  }

  @Override
  public String description() {
    return "Compresses writes and decompresses reads.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU, Site.STORAGE, Site.STORAGE_DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with(
            "deflate-compress",
            ServiceCost.cores(5000, 45, CoreClass.GENERAL)
                .moving(1.5, 0)
                .resizing(2)
                .orEngine(EngineKind.COMPRESSION, 400))
        .with(
            "deflate-decompress",
            ServiceCost.cores(2000, 8, CoreClass.GENERAL)
                .moving(1.5, 0)
                .resizing(2)
                .orEngine(EngineKind.DECOMPRESSION, 400))
        .with(
            "lz4-compress",
            ServiceCost.cores(1000, 5, CoreClass.GENERAL)
                .moving(1.5, 0)
                .resizing(2)
                .orEngine(EngineKind.COMPRESSION, 400))
        .with(
            "lz4-decompress",
            ServiceCost.cores(500, 1.5, CoreClass.MEMORY_STREAMING)
                .moving(1.5, 0)
                .resizing(2)
                .orEngine(EngineKind.DECOMPRESSION, 400))
        .all();
  }

  @Override
  public String sizeReason() {
    return "compressed";
  }

  @Override
  public Set<Direction> directions(String variant) {
    return EnumSet.of(variant.endsWith("-decompress") ? Direction.READ : Direction.WRITE);
  }
}
