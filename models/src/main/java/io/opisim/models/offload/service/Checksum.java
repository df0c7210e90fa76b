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
 * Computes or checks a sum of every block.
 *
 * <p>Models: cycles for each byte with the instructions for sums. Ignores: the bytes of the sums
 * themselves. Valid for: blocks of 512 bytes and more. Source: estimated: CRC32C with instructions
 * takes about a seventh of a cycle for a byte; SHA-256 with instructions about two.
 */
public final class Checksum implements Offload {
  @Override
  public String id() {
    return "checksum";
  }

  @Override
  public String description() {
    return "Sums data for integrity.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU, Site.STORAGE, Site.STORAGE_DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with(
            "crc32c",
            ServiceCost.cores(100, 0.15, CoreClass.CRYPTO)
                .moving(1, 0)
                .orEngine(EngineKind.CHECKSUM, 50))
        .with(
            "sha256",
            ServiceCost.cores(300, 2, CoreClass.CRYPTO)
                .moving(1, 0)
                .orEngine(EngineKind.CHECKSUM, 50))
        .all();
  }
}
