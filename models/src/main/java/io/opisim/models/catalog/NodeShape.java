package io.opisim.models.catalog;

import io.opisim.simcore.units.CpuCores;
import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Power;
import java.util.Optional;

/**
 * What one node is made of.
 *
 * <p>Models: accelerators, CPU cores, host memory, compute NICs, power. Ignores: sockets, PCIe
 * switches, local disks, storage and management NICs. Valid for: placement by capacity; upper
 * bounds of traffic and power. Source: stated value by value in {@code scenarios/catalog/nodes}.
 *
 * @param node id
 * @param name as its maker or owner calls it
 * @param accelerator id of its accelerators, empty without any
 * @param gpus how many accelerators
 * @param cpuCores physical CPU cores that jobs may use
 * @param memory host memory
 * @param nics compute NICs
 * @param nicRate rate of one compute NIC, one direction
 * @param power most power drawn
 */
public record NodeShape(
    @Key(value = "Id, equal to the file's name.", example = "dgx-h100", kebabCase = true)
        String node,
    @Key(value = "Name as its maker or owner gives it.", example = "NVIDIA DGX H100") String name,
    @Key(
            value = "Accelerator of the catalog; absent on a node without any.",
            example = "h100-sxm",
            ids = "accelerator")
        Optional<String> accelerator,
    @Key(
            value = "How many accelerators.",
            example = "{value: 8, kind: datasheet, source: data sheet, date: 2026-08-22}",
            max = 1024)
        Sourced<Integer> gpus,
    @Key(
            value = "CPU cores that jobs may use.",
            example = "{value: 112, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Sourced<CpuCores> cpuCores,
    @Key(
            value = "Host memory.",
            example = "{value: 2 TB, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Sourced<DataSize> memory,
    @Key(
            value = "Compute NICs.",
            example = "{value: 8, kind: datasheet, source: data sheet, date: 2026-08-22}",
            min = 1,
            max = 1024)
        Optional<Sourced<Integer>> nics,
    @Key(
            value = "Rate of one compute NIC, one direction.",
            example = "{value: 400 Gbit/s, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Optional<Sourced<DataRate>> nicRate,
    @Key(
            value = "Most power drawn.",
            example = "{value: 10.2 kW, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Optional<Sourced<Power>> power) {
  /** Checks that accelerators are named if there are any. */
  public NodeShape {
    if (accelerator.isPresent() != (gpus.value() > 0)) {
      throw new IllegalArgumentException(
          "a node names its accelerator if and only if it has some, not with "
              + gpus.value()
              + " of them");
    }
  }
}
