package io.opisim.models.offload;

import io.opisim.models.catalog.EngineKind;
import io.opisim.simcore.sharing.Resource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The resources of one place in a run: cores in core-seconds a second, memory, PCIe, ports and
 * engines in bytes a second. Limits that do not matter (infinite ones) are no resources.
 */
public final class SiteResources {
  private final SiteSpec spec;
  private final Resource cores;
  private final Optional<Resource> memory;
  private final Optional<Resource> pcieToHost;
  private final Optional<Resource> pcieFromHost;
  private final Optional<Resource> networkIn;
  private final Optional<Resource> networkOut;
  private final Map<EngineKind, Resource> engines = new EnumMap<>(EngineKind.class);

  /**
   * Makes or finds them.
   *
   * @param spec what the place offers
   * @param place name of this one among equal places, such as {@code client-3.dpu}
   * @param count how many such places are seen as one, each with the same share of the work
   */
  public SiteResources(SiteSpec spec, String place, int count, SharedResources resources) {
    this.spec = spec;
    cores = resources.get(place + ".cores", spec.cores() * count);
    memory = limited(resources, place + ".memory", spec.memoryBytesPerSecond() * count);
    pcieToHost = limited(resources, place + ".pcie-to-host", spec.pcieBytesPerSecond() * count);
    pcieFromHost = limited(resources, place + ".pcie-from-host", spec.pcieBytesPerSecond() * count);
    networkIn = limited(resources, place + ".network-in", spec.networkBytesPerSecond() * count);
    networkOut = limited(resources, place + ".network-out", spec.networkBytesPerSecond() * count);
    spec.engines()
        .forEach(
            (kind, engine) ->
                engines.put(
                    kind,
                    resources.get(place + "." + word(kind), engine.bytesPerSecond() * count)));
  }

  private static Optional<Resource> limited(SharedResources all, String name, double capacity) {
    return capacity == Double.POSITIVE_INFINITY
        ? Optional.empty()
        : Optional.of(all.get(name, capacity));
  }

  private static String word(EngineKind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** What the place offers. */
  public SiteSpec spec() {
    return spec;
  }

  /** Its cores. */
  public Resource cores() {
    return cores;
  }

  /** Its engine of a kind. */
  public Optional<Resource> engine(EngineKind kind) {
    return Optional.ofNullable(engines.get(kind));
  }

  /** Adds bytes that pass its memory so many times. */
  public void memory(double passes, double bytes, OperationNeeds needs) {
    memory.ifPresent(bus -> needs.use(bus, passes * bytes));
  }

  /** Adds bytes that cross its PCIe link towards the host. */
  public void pcieToHost(double bytes, OperationNeeds needs) {
    pcieToHost.ifPresent(link -> needs.use(link, bytes));
  }

  /** Adds bytes that cross its PCIe link away from the host. */
  public void pcieFromHost(double bytes, OperationNeeds needs) {
    pcieFromHost.ifPresent(link -> needs.use(link, bytes));
  }

  /** Adds bytes that come in from the network. */
  public void networkIn(double bytes, OperationNeeds needs) {
    networkIn.ifPresent(port -> needs.use(port, bytes));
  }

  /** Adds bytes that go out to the network. */
  public void networkOut(double bytes, OperationNeeds needs) {
    networkOut.ifPresent(port -> needs.use(port, bytes));
  }

  /**
   * Adds what a service needs here for some operations of a request.
   *
   * @param coresPerRequest most cores that one request keeps busy at once
   */
  public void run(
      ServiceCost cost,
      double operations,
      double bytes,
      double coresPerRequest,
      OperationNeeds needs) {
    double coreSeconds = spec.coreSeconds(cost, operations, bytes);
    needs.use(cores, coreSeconds);
    needs.atLeast(coreSeconds / coresPerRequest);
    aside(cost, bytes, needs);
  }

  /** Adds all that a service needs here but its cores. */
  public void aside(ServiceCost cost, double bytes, OperationNeeds needs) {
    spec.engineFor(cost)
        .ifPresent(
            engine -> {
              needs.use(engines.get(cost.engine().orElseThrow()), bytes);
              needs.delay(engine.latencySeconds());
            });
    memory(spec.memoryPasses(cost), bytes, needs);
    // A detour over PCIe goes there and back in halves.
    pcieToHost(cost.pcieCrossings() / 2 * bytes, needs);
    pcieFromHost(cost.pcieCrossings() / 2 * bytes, needs);
    needs.delay(cost.delaySeconds());
  }
}
