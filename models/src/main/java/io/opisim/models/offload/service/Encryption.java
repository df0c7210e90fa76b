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
 * Encrypts what goes to storage and decrypts what comes back.
 *
 * <p>Models: cycles for each byte with the instructions for ciphers, or an engine in the way of the
 * data. Ignores: key changes, authentication tags. Valid for: blocks of 512 bytes and more. Source:
 * estimated: AES-XTS and AES-GCM run at about one cycle for a byte on cores with cipher
 * instructions; CBC cannot be encrypted in parallel and takes about four times that.
 */
public final class Encryption implements Offload {
  @Override
  public String id() {
    return "encryption";
  }

  @Override
  public String description() {
    return "Encrypts writes and decrypts reads.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU, Site.STORAGE, Site.STORAGE_DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with(
            "aes-cbc",
            ServiceCost.cores(500, 4, CoreClass.CRYPTO)
                .moving(2, 0)
                .orEngine(EngineKind.CRYPTO, 200))
        .with(
            "aes-xts",
            ServiceCost.cores(500, 1, CoreClass.CRYPTO)
                .moving(2, 0)
                .orEngine(EngineKind.CRYPTO, 200))
        .with(
            "ipsec-inline",
            ServiceCost.cores(1500, 1.3, CoreClass.CRYPTO).orInlineEngine(EngineKind.CRYPTO, 0))
        .all();
  }
}
