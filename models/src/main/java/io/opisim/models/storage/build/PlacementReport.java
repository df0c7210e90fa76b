package io.opisim.models.storage.build;

import io.opisim.models.offload.SharedResources;
import io.opisim.models.offload.Site;
import io.opisim.models.storage.ChainReport;
import io.opisim.models.storage.ResourceUse;
import io.opisim.simcore.sharing.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a placement of services gave in a run; two of them say what an offload brings.
 *
 * <p>Models: power of a card on a straight line from idle to full by its busiest part. Ignores: all
 * that the run did not use. Valid for: one chain on resources that no other work used.
 *
 * @param bytesPerSecond read and written
 * @param operationsPerSecond read and written
 * @param meanLatencySeconds of an operation
 * @param hostCores of all clients together that were busy
 * @param dpuWatts of all clients' cards together
 * @param serverDpuWatts of all servers' cards together
 * @param binding the resource that binds, or what binds instead
 */
public record PlacementReport(
    double bytesPerSecond,
    double operationsPerSecond,
    double meanLatencySeconds,
    double hostCores,
    double dpuWatts,
    double serverDpuWatts,
    String binding) {
  private static final String CLIENT = "client-";
  private static final String CARD = ".dpu.";
  private static final String SERVER_CARDS = ".server-dpus.";

  /**
   * Of a run that began at time 0 and has lasted so long.
   *
   * @param seconds more than 0
   */
  public static PlacementReport of(
      StorageDescription description,
      SharedResources resources,
      ChainReport report,
      double seconds) {
    double cores = 0;
    double busiestOfServers = 0;
    Map<String, Double> busiestOfCard = new TreeMap<>();
    for (Resource resource : resources.all()) {
      String name = resource.name();
      if (name.startsWith(CLIENT) && name.endsWith(".host.cores")) {
        cores += resource.given() / seconds;
      } else if (name.startsWith(CLIENT) && name.contains(CARD)) {
        String card = name.substring(0, name.indexOf(CARD));
        busiestOfCard.merge(card, resource.utilisation(), Math::max);
      } else if (name.startsWith(description.name() + SERVER_CARDS)) {
        busiestOfServers = Math.max(busiestOfServers, resource.utilisation());
      }
    }
    double watts = 0;
    for (double busy : busiestOfCard.values()) {
      watts += description.site(Site.DPU).orElseThrow().watts(busy);
    }
    double serverWatts = 0;
    if (description.site(Site.STORAGE_DPU).isPresent()) {
      double each = description.site(Site.STORAGE_DPU).get().watts(busiestOfServers);
      serverWatts = each * description.servers().orElseThrow().servers();
    }
    return new PlacementReport(
        (report.readBytes() + report.writtenBytes()) / seconds,
        (report.reads() + report.writes()) / seconds,
        report.meanLatencySeconds(),
        cores,
        watts,
        serverWatts,
        report.binding().map(PlacementReport::words).orElse("delays and queue depths"));
  }

  private static String words(ResourceUse use) {
    double percent = 100 * use.utilisation();
    return String.format(Locale.ROOT, "%s (%.1f %%)", use.resource().name(), percent);
  }

  /** Cores of the clients that the other placement needs for what this one does. */
  public double hostCoresFreedAgainst(PlacementReport other) {
    return other.hostCores / other.bytesPerSecond * bytesPerSecond - hostCores;
  }
}
