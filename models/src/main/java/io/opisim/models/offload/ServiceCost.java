package io.opisim.models.offload;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.catalog.EngineKind;
import io.opisim.models.catalog.ServiceVariant;
import io.opisim.models.catalog.Sourced;
import java.util.Optional;

/**
 * What a service costs, whoever runs it.
 *
 * <p>Models: cycles of a host's core for each operation and byte; where the place has the engine,
 * its bytes and a few cycles instead; passes over memory, crossings of PCIe, a fixed delay, and how
 * the number of bytes changes. Bytes are those of the larger side: what decompression puts out,
 * what a filter reads. Ignores: cache misses as an own term, variation between operations. Valid
 * for: operations of 512 bytes and more. Source: each service names its own.
 *
 * @param cyclesPerOperation on a host's core
 * @param cyclesPerByte on a host's core
 * @param coreClass how much slower a DPU's core is at it
 * @param engine what can do it instead of cores
 * @param engineCyclesPerOperation left on the cores where an engine does it
 * @param engineMemoryPasses times each byte passes the place's memory where an engine does it
 * @param memoryPasses times each byte is written to or read from the place's memory
 * @param pcieCrossings times each byte crosses the place's PCIe link for this service alone
 * @param delaySeconds added to each operation
 * @param outPerIn bytes on the client's side for each byte on the storage's side
 */
public record ServiceCost(
    double cyclesPerOperation,
    double cyclesPerByte,
    CoreClass coreClass,
    Optional<EngineKind> engine,
    double engineCyclesPerOperation,
    double engineMemoryPasses,
    double memoryPasses,
    double pcieCrossings,
    double delaySeconds,
    double outPerIn) {
  /** Checks that nothing is negative and that bytes come out. */
  public ServiceCost {
    boolean right =
        cyclesPerOperation >= 0
            && cyclesPerByte >= 0
            && engineCyclesPerOperation >= 0
            && engineMemoryPasses >= 0
            && memoryPasses >= 0
            && pcieCrossings >= 0
            && delaySeconds >= 0
            && outPerIn > 0;
    if (!right || outPerIn == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "costs are 0 or more and bytes come out, not "
              + cyclesPerOperation
              + " and "
              + cyclesPerByte
              + " cycles, "
              + memoryPasses
              + " passes, "
              + pcieCrossings
              + " crossings, "
              + delaySeconds
              + " s, "
              + outPerIn
              + " out per in");
    }
  }

  /** As a catalog has it. */
  public static ServiceCost of(ServiceVariant variant) {
    return new ServiceCost(
        variant.cyclesPerOperation().value(),
        variant.cyclesPerByte().value(),
        variant.coreClass(),
        variant.engine(),
        variant.engineCyclesPerOperation().map(Sourced::value).orElse(0.0),
        variant.engineMemoryPasses().map(Sourced::value).orElse(0.0),
        variant.memoryPasses().map(Sourced::value).orElse(0.0),
        0,
        variant.delay().map(delay -> delay.value().seconds()).orElse(0.0),
        variant.outPerIn().map(Sourced::value).orElse(1.0));
  }

  /** Work of a host's cores alone, of bytes that stay as many as they are. */
  public static ServiceCost cores(double cyclesPerOperation, double cyclesPerByte, CoreClass kind) {
    return new ServiceCost(
        cyclesPerOperation, cyclesPerByte, kind, Optional.empty(), 0, 0, 0, 0, 0, 1);
  }

  /** The same where an engine can do it, which reads and writes memory as the cores would. */
  public ServiceCost orEngine(EngineKind kind, double cyclesLeftPerOperation) {
    return orEngine(kind, cyclesLeftPerOperation, memoryPasses);
  }

  /** The same where an engine can do it in passing, without the place's memory. */
  public ServiceCost orInlineEngine(EngineKind kind, double cyclesLeftPerOperation) {
    return orEngine(kind, cyclesLeftPerOperation, 0);
  }

  private ServiceCost orEngine(EngineKind kind, double cyclesLeft, double passes) {
    return new ServiceCost(
        cyclesPerOperation,
        cyclesPerByte,
        coreClass,
        Optional.of(kind),
        cyclesLeft,
        passes,
        memoryPasses,
        pcieCrossings,
        delaySeconds,
        outPerIn);
  }

  /** The same with other movements of each byte. */
  public ServiceCost moving(double newMemoryPasses, double newPcieCrossings) {
    return new ServiceCost(
        cyclesPerOperation,
        cyclesPerByte,
        coreClass,
        engine,
        engineCyclesPerOperation,
        engineMemoryPasses,
        newMemoryPasses,
        newPcieCrossings,
        delaySeconds,
        outPerIn);
  }

  /** The same with a delay. */
  public ServiceCost delayed(double newDelaySeconds) {
    return new ServiceCost(
        cyclesPerOperation,
        cyclesPerByte,
        coreClass,
        engine,
        engineCyclesPerOperation,
        engineMemoryPasses,
        memoryPasses,
        pcieCrossings,
        newDelaySeconds,
        outPerIn);
  }

  /** The same with another change of size. */
  public ServiceCost resizing(double newOutPerIn) {
    return new ServiceCost(
        cyclesPerOperation,
        cyclesPerByte,
        coreClass,
        engine,
        engineCyclesPerOperation,
        engineMemoryPasses,
        memoryPasses,
        pcieCrossings,
        delaySeconds,
        newOutPerIn);
  }

  /** Cycles of a host's core for so many operations and bytes together. */
  public double hostCycles(double operations, double bytes) {
    return cyclesPerOperation * operations + cyclesPerByte * bytes;
  }

  /** Cycles left on the cores for so many operations, where an engine does the work. */
  public double engineCycles(double operations) {
    return engineCyclesPerOperation * operations;
  }
}
