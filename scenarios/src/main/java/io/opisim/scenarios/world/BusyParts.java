package io.opisim.scenarios.world;

import io.opisim.simcore.sharing.Resource;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reads keep busy of the nodes that they go to, for what nodes draw.
 *
 * <p>Of a card, the part of its DPU that is busy the longest; where nothing of a DPU is used, the
 * port into the host. Resources bear the names that {@code StorageBuilder} gives them.
 *
 * @param coreSeconds time of cores of all nodes together
 * @param cardSeconds time of cards of all nodes together
 */
record BusyParts(double coreSeconds, double cardSeconds) {
  /** Nothing is read. */
  static final BusyParts NONE = new BusyParts(0, 0);

  private static final String CLIENT = "client-";
  private static final String HOST = ".host.";
  private static final String DPU = ".dpu.";

  /**
   * By resource.
   *
   * @param secondsByResource how long each would be busy if it did nothing else
   */
  static BusyParts of(Map<Resource, Double> secondsByResource) {
    double cores = 0;
    Map<String, Double> dpus = new TreeMap<>();
    Map<String, Double> ports = new TreeMap<>();
    for (Map.Entry<Resource, Double> one : secondsByResource.entrySet()) {
      String name = one.getKey().name();
      if (!name.startsWith(CLIENT)) {
        continue;
      }
      if (name.contains(DPU)) {
        dpus.merge(name.substring(0, name.indexOf(DPU)), one.getValue(), Math::max);
      } else if (name.endsWith(".host.cores")) {
        cores += one.getValue() * one.getKey().capacityPerSecond();
      } else if (name.endsWith(".host.network-in")) {
        ports.merge(name.substring(0, name.indexOf(HOST)), one.getValue(), Math::max);
      }
    }
    Map<String, Double> cards = dpus.isEmpty() ? ports : dpus;
    return new BusyParts(cores, cards.values().stream().mapToDouble(each -> each).sum());
  }
}
