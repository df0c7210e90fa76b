package io.opisim.models.offload;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.catalog.DpuProfile;
import io.opisim.models.catalog.EngineKind;
import io.opisim.models.catalog.EngineProfile;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a place offers to services; immutable.
 *
 * <p>Models: cores with a clock and a slowdown by kind of work, memory bandwidth, PCIe and network
 * by direction, engines, idle and full power. Ignores: which core, sockets, caches. Valid for: one
 * host, one DPU, one storage server. Source: a catalog profile or the caller.
 *
 * @param name for resources and messages
 * @param cores that services may use
 * @param coreHertz clock
 * @param slowdowns time of a core over that of a host's core of the same clock, 1 where absent
 * @param memoryBytesPerSecond bandwidth, infinite if it does not matter
 * @param pcieBytesPerSecond one direction, infinite if it does not matter
 * @param networkBytesPerSecond one direction
 * @param engines fixed-function units
 * @param idleWatts drawn when nothing is asked of it
 * @param maxWatts most power
 */
public record SiteSpec(
    String name,
    double cores,
    double coreHertz,
    Map<CoreClass, Double> slowdowns,
    double memoryBytesPerSecond,
    double pcieBytesPerSecond,
    double networkBytesPerSecond,
    Map<EngineKind, Engine> engines,
    double idleWatts,
    double maxWatts) {
  private static final double GIGA = 1e9;

  /**
   * A fixed-function unit.
   *
   * @param bytesPerSecond taken in
   * @param latencySeconds of one operation, without its bytes
   */
  public record Engine(double bytesPerSecond, double latencySeconds) {}

  /** Copies the maps and checks the amounts. */
  public SiteSpec {
    slowdowns = Collections.unmodifiableMap(copy(CoreClass.class, slowdowns));
    engines = Collections.unmodifiableMap(copy(EngineKind.class, engines));
    boolean right =
        cores > 0
            && coreHertz > 0
            && memoryBytesPerSecond > 0
            && pcieBytesPerSecond > 0
            && networkBytesPerSecond > 0
            && idleWatts >= 0
            && maxWatts >= idleWatts;
    if (!right) {
      throw new IllegalArgumentException(
          name
              + " needs cores, clock and rates above 0 and power in order, not "
              + Arrays.asList(
                  cores,
                  coreHertz,
                  memoryBytesPerSecond,
                  pcieBytesPerSecond,
                  networkBytesPerSecond,
                  idleWatts,
                  maxWatts));
    }
  }

  private static <K extends Enum<K>, V> EnumMap<K, V> copy(Class<K> type, Map<K, V> map) {
    EnumMap<K, V> copy = new EnumMap<>(type);
    copy.putAll(map);
    return copy;
  }

  /** A host or storage server without engines; its power is not looked at. */
  public static SiteSpec server(
      String name,
      double cores,
      double gigahertz,
      double memoryBytesPerSecond,
      double pcieBytesPerSecond,
      double networkBytesPerSecond) {
    return new SiteSpec(
        name,
        cores,
        gigahertz * GIGA,
        Map.of(),
        memoryBytesPerSecond,
        pcieBytesPerSecond,
        networkBytesPerSecond,
        Map.of(),
        0,
        0);
  }

  /** A DPU of the catalog. Two engines of one kind count together, with the longer latency. */
  public static SiteSpec of(DpuProfile dpu) {
    EnumMap<CoreClass, Double> slowdowns = new EnumMap<>(CoreClass.class);
    for (CoreClass kind : CoreClass.values()) {
      slowdowns.put(kind, dpu.slowdown(kind));
    }
    EnumMap<EngineKind, Engine> engines = new EnumMap<>(EngineKind.class);
    for (EngineProfile engine : dpu.engines()) {
      engines.merge(
          engine.engine(),
          new Engine(engine.rate().value().bytesPerSecond(), engine.latency().value().seconds()),
          (one, other) ->
              new Engine(
                  one.bytesPerSecond() + other.bytesPerSecond(),
                  Math.max(one.latencySeconds(), other.latencySeconds())));
    }
    return new SiteSpec(
        dpu.dpu(),
        dpu.cores().value(),
        dpu.coreGigahertz().value() * GIGA,
        slowdowns,
        dpu.memoryRate().value().bytesPerSecond(),
        dpu.pcieRate().value().bytesPerSecond(),
        dpu.networkRate().value().bytesPerSecond(),
        engines,
        dpu.idlePower().value().watts(),
        dpu.maxPower().value().watts());
  }

  /** The engine of a service here, if the service can use one and the place has it. */
  public Optional<Engine> engineFor(ServiceCost cost) {
    return cost.engine().map(engines::get);
  }

  /** Seconds of one core here for so many cycles of a host's core. */
  public double coreSeconds(double hostCycles, CoreClass kind) {
    return hostCycles * slowdowns.getOrDefault(kind, 1.0) / coreHertz;
  }

  /** Seconds of cores that a service takes here for so many operations and bytes. */
  public double coreSeconds(ServiceCost cost, double operations, double bytes) {
    return engineFor(cost).isPresent()
        ? coreSeconds(cost.engineCycles(operations), CoreClass.GENERAL)
        : coreSeconds(cost.hostCycles(operations, bytes), cost.coreClass());
  }

  /** Times that each byte of a service passes the memory here. */
  public double memoryPasses(ServiceCost cost) {
    return engineFor(cost).isPresent() ? cost.engineMemoryPasses() : cost.memoryPasses();
  }

  /** Watts when a share of it is busy, on a straight line from idle to full. */
  public double watts(double busyShare) {
    return idleWatts + (maxWatts - idleWatts) * Math.min(1, Math.max(0, busyShare));
  }

  /** The same place without some engines, so that its cores do their work. */
  public SiteSpec without(List<EngineKind> absent) {
    EnumMap<EngineKind, Engine> left = copy(EngineKind.class, engines);
    absent.forEach(left::remove);
    return new SiteSpec(
        name,
        cores,
        coreHertz,
        slowdowns,
        memoryBytesPerSecond,
        pcieBytesPerSecond,
        networkBytesPerSecond,
        left,
        idleWatts,
        maxWatts);
  }
}
