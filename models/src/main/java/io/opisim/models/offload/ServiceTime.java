package io.opisim.models.offload;

import java.util.Locale;

/**
 * One service at one place in closed form.
 *
 * <p>Models: on an engine, an operation of s bytes takes c0 + s / min(engine, memory / passes, PCIe
 * / crossings); on k cores of clock f, slowdown σ, an operation of c cycles takes c·σ/f on one core
 * and k·f / (c·σ) are done a second. Ignores: waiting for others. Valid for: bounds, and a
 * simulation in which nothing contends. Source: roofline of each resource.
 *
 * @param latencySeconds of one operation alone
 * @param operationsPerSecond most
 * @param binding what limits them
 */
public record ServiceTime(double latencySeconds, double operationsPerSecond, String binding) {
  /**
   * A service at a place.
   *
   * @param bytes of one operation on its larger side
   */
  public static ServiceTime of(ServiceCost cost, SiteSpec site, double bytes) {
    double coreSeconds = site.coreSeconds(cost, 1, bytes);
    Bound bound = new Bound();
    bound.limit(site.name() + ".cores", site.cores() / coreSeconds);
    double memory = site.memoryBytesPerSecond() / site.memoryPasses(cost) / bytes;
    double pcie = 2 * site.pcieBytesPerSecond() / cost.pcieCrossings() / bytes;
    bound.limit(site.name() + ".memory", memory);
    bound.limit(site.name() + ".pcie", pcie);
    double transfer = Math.max(1 / memory, 1 / pcie);
    double fixed = cost.delaySeconds();
    if (site.engineFor(cost).isPresent()) {
      SiteSpec.Engine engine = site.engineFor(cost).get();
      double most = engine.bytesPerSecond() / bytes;
      String name = cost.engine().orElseThrow().name().toLowerCase(Locale.ROOT);
      bound.limit(site.name() + "." + name.replace('_', '-'), most);
      transfer = Math.max(transfer, 1 / most);
      fixed += engine.latencySeconds();
    }
    double latency = fixed + Math.max(transfer, coreSeconds);
    return new ServiceTime(latency, bound.perSecond, bound.name);
  }

  /** Bytes per second of operations of so many bytes. */
  public double bytesPerSecond(double bytes) {
    return operationsPerSecond * bytes;
  }

  private static final class Bound {
    private double perSecond = Double.POSITIVE_INFINITY;
    private String name = "nothing";

    void limit(String resource, double most) {
      if (most < perSecond) {
        perSecond = most;
        name = resource;
      }
    }
  }
}
