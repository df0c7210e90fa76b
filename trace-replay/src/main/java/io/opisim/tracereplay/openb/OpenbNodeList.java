package io.opisim.tracereplay.openb;

import io.opisim.models.topology.Node;
import io.opisim.tracereplay.format.TraceFiles;
import io.opisim.tracereplay.format.TraceList;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceSource;
import io.opisim.tracereplay.format.TraceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The node lists of Alibaba's cluster-trace-gpu-v2023.
 *
 * <p>Models: nodes with CPU, memory, GPU count and GPU model. Ignores: GPU memory, which the list
 * does not give (0 bytes here) and whose models G1 to G3 are not disclosed. The list gives no racks
 * either: nodes are put into racks of a given number in the order of the file, or all into rack 0.
 * Valid for: placement by CPU, memory, GPU count, share and model. Source: as {@link OpenbFormat}.
 */
public final class OpenbNodeList {
  private static final List<String> COLUMNS =
      List.of("sn", "cpu_milli", "memory_mib", "gpu", "model");
  private static final long BYTES_PER_MIB = 1L << 20;
  private static final long MAX_AMOUNT = 1_000_000_000_000L;
  private static final int MAX_GPUS = 1_000_000;

  private OpenbNodeList() {}

  /**
   * Reads a node list, plain or gzip.
   *
   * @param nodesPerRack how many nodes follow each other in one rack, or 0 for a single rack
   * @throws TraceProblemException with all problems of the file
   */
  public static List<Node> read(Path file, int nodesPerRack) throws IOException {
    return read(TraceFiles.open(file), nodesPerRack);
  }

  static List<Node> read(TraceSource source, int nodesPerRack) throws IOException {
    if (nodesPerRack < 0) {
      throw new IllegalArgumentException(nodesPerRack + " nodes per rack");
    }
    Set<String> names = new HashSet<>();
    return List.copyOf(
        TraceList.read(
            source,
            COLUMNS,
            "node",
            (table, before) ->
                node(table, names, nodesPerRack == 0 ? 0 : before.size() / nodesPerRack)));
  }

  private static Node node(TraceTable table, Set<String> names, int rack) throws IOException {
    String name = table.text("sn");
    if (name.isEmpty() || !names.add(name)) {
      table.problem(
          TraceProblem.Kind.DUPLICATE,
          name.isEmpty() ? "sn is empty" : "node '" + name + "' is there twice",
          "each node has a name of its own");
    }
    int gpus = (int) table.count("gpu", MAX_GPUS);
    long cpuMilli = table.count("cpu_milli", MAX_AMOUNT);
    long memoryMib = table.count("memory_mib", MAX_AMOUNT);
    table.endRow();
    return new Node(
        name, rack, table.sharedText("model"), gpus, 0, cpuMilli, memoryMib * BYTES_PER_MIB);
  }
}
