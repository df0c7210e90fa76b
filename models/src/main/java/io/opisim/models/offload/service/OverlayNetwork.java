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
 * An overlay network with a firewall on the way of every packet.
 *
 * <p>Models: cycles for each packet of 1500 bytes, spread over its bytes; a packet pipeline does
 * without cores. Ignores: packets of other sizes, table misses, connection set-up, header bytes.
 * Valid for: large transfers. Source: kernel: 1600 cycles a packet, fitted so that eight
 * BlueField-2 cores at a slowdown of 3 carry half of 100 Gbit/s (arXiv 2105.06619 says about half);
 * dpdk: estimated 200.
 */
public final class OverlayNetwork implements Offload {
  private static final double PACKET_BYTES = 1500;

  @Override
  public String id() {
    return "overlay-network";
  }

  @Override
  public String description() {
    return "Tunnels, routes and filters packets.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU, Site.SWITCH, Site.STORAGE_DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with(
            "dpdk",
            ServiceCost.cores(0, 200 / PACKET_BYTES, CoreClass.GENERAL)
                .moving(1, 0)
                .orInlineEngine(EngineKind.PACKET_PIPELINE, 0))
        .with(
            "kernel",
            ServiceCost.cores(0, 1600 / PACKET_BYTES, CoreClass.GENERAL)
                .moving(2, 0)
                .orInlineEngine(EngineKind.PACKET_PIPELINE, 0))
        .all();
  }
}
