package io.opisim.tracereplay.openb;

import io.opisim.models.workload.TaskDemand;
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
 * The pod lists of Alibaba's cluster-trace-gpu-v2023 without times, for studies of packing; lists
 * that have no times, too.
 *
 * <p>Models: what each pod asks for. Ignores: when it came and left, its class and phase. Valid
 * for: packing and fragmentation of shared GPUs. Source: as {@link OpenbFormat}.
 */
public final class OpenbPodList {
  private static final List<String> COLUMNS =
      List.of("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");

  private OpenbPodList() {}

  /**
   * Reads a pod list, plain or gzip, in the order of the file.
   *
   * @throws TraceProblemException with all problems of the file
   */
  public static List<OpenbPod> read(Path file) throws IOException {
    return read(TraceFiles.open(file));
  }

  static List<OpenbPod> read(TraceSource source) throws IOException {
    OpenbDemands demands = new OpenbDemands();
    Set<String> names = new HashSet<>();
    return List.copyOf(
        TraceList.read(source, COLUMNS, "pod", (table, before) -> pod(table, demands, names)));
  }

  private static OpenbPod pod(TraceTable table, OpenbDemands demands, Set<String> names)
      throws IOException {
    String name = table.text("name");
    if (name.isEmpty() || !names.add(name)) {
      table.problem(
          TraceProblem.Kind.DUPLICATE,
          name.isEmpty() ? "name is empty" : "pod '" + name + "' is there twice",
          "each pod has a name of its own");
    }
    OpenbDemands.Row row = demands.read(table);
    table.endRow();
    return new OpenbPod(
        name,
        new TaskDemand(
            row.gpus(), row.gpuMilli(), row.cpuMilli(), row.memoryBytes(), row.gpuModels()));
  }
}
