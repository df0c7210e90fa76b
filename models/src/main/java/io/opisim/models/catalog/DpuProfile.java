package io.opisim.models.catalog;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Power;
import java.util.List;

/**
 * What a DPU or IPU can do at most.
 *
 * <p>Models: cores and how much slower than a host's they are by kind of work, memory, network,
 * PCIe, engines, power. Ignores: caches, the data-path cores of some cards, limits on packets per
 * second, shared ports between engines. Valid for: upper bounds and placement studies; a figure of
 * one product needs a measurement. Source: stated value by value in {@code scenarios/catalog/dpus}.
 *
 * @param dpu id
 * @param name as its maker calls it
 * @param vendor its maker
 * @param coreName what its cores are
 * @param cores how many
 * @param coreGigahertz clock of a core
 * @param cryptoSlowdown time of a core over that of a host's core, ciphers with instructions
 * @param generalSlowdown the same for most code
 * @param streamingSlowdown the same for work that waits for memory
 * @param memoryRate memory bandwidth
 * @param networkRate ports together, one direction
 * @param pcieRate to the host, one direction
 * @param engines fixed-function units
 * @param idlePower drawn when nothing is asked of it
 * @param maxPower most power drawn
 */
public record DpuProfile(
    @Key(value = "Id, equal to the file's name.", example = "bluefield-3", kebabCase = true)
        String dpu,
    @Key(value = "Name as its maker gives it.", example = "NVIDIA BlueField-3") String name,
    @Key(value = "Its maker.", example = "NVIDIA") String vendor,
    @Key(value = "What its cores are.", example = "Arm Cortex-A78") String coreName,
    @Key(
            value = "How many cores.",
            example = "{value: 16, kind: datasheet, source: data sheet, date: 2026-11-22}",
            min = 1,
            max = 1024)
        Sourced<Integer> cores,
    @Key(
            value = "Clock of a core in GHz.",
            example = "{value: 2.5, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<Double> coreGigahertz,
    @Key(
            value = "Time of a core over that of a host core, ciphers with instructions.",
            example = "{value: 1, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<Double> cryptoSlowdown,
    @Key(
            value = "Time of a core over that of a host core, most code.",
            example = "{value: 3, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<Double> generalSlowdown,
    @Key(
            value = "Time of a core over that of a host core, work that waits for memory.",
            example = "{value: 2, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<Double> streamingSlowdown,
    @Key(
            value = "Memory bandwidth.",
            example = "{value: 80 GB/s, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<DataRate> memoryRate,
    @Key(
            value = "Ports together, one direction.",
            example = "{value: 400 Gbit/s, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<DataRate> networkRate,
    @Key(
            value = "To the host, one direction.",
            example = "{value: 63 GB/s, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<DataRate> pcieRate,
    @Key(value = "Fixed-function units.", example = "[]", byDefault = "[]")
        List<EngineProfile> engines,
    @Key(
            value = "Power when nothing is asked of it.",
            example = "{value: 40 W, kind: datasheet, source: data sheet, date: 2026-11-22}")
        Sourced<Power> idlePower,
    @Key(
            value = "Most power drawn.",
            example = "{value: 150 W, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<Power> maxPower) {
  /** Copies the list and checks the powers. */
  public DpuProfile {
    engines = List.copyOf(engines);
    if (idlePower.value().compareTo(maxPower.value()) > 0) {
      throw new IllegalArgumentException(
          "idle power " + idlePower.value() + " is above the most, " + maxPower.value());
    }
  }

  /** How many times as long as a host's core one of its cores takes. */
  public double slowdown(CoreClass kind) {
    return switch (kind) {
      case CRYPTO -> cryptoSlowdown.value();
      case GENERAL -> generalSlowdown.value();
      case MEMORY_STREAMING -> streamingSlowdown.value();
    };
  }
}
