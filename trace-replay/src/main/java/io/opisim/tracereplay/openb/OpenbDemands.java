package io.opisim.tracereplay.openb;

import io.opisim.models.workload.TaskDemand;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what the pod of a row asks for. */
final class OpenbDemands {
  private static final long BYTES_PER_MIB = 1L << 20;
  private static final long MAX_AMOUNT = 1_000_000_000_000L;
  private static final int MAX_GPUS = 1_000_000;

  private final Map<String, List<String>> gpuModels = new HashMap<>();

  /** What a pod asks for; only right if the row ends without a problem. */
  record Row(int gpus, int gpuMilli, long cpuMilli, long memoryBytes, List<String> gpuModels) {}

  Row read(TraceTable table) {
    int gpus = (int) table.count("num_gpu", MAX_GPUS);
    int gpuMilli = (int) table.count("gpu_milli", TaskDemand.WHOLE_GPU);
    if (gpus == 0
        ? gpuMilli != 0
        : gpuMilli == 0 || (gpus > 1 && gpuMilli < TaskDemand.WHOLE_GPU)) {
      table.problem(
          TraceProblem.Kind.NUMBER,
          gpus + " GPUs of " + gpuMilli + " gpu_milli each",
          "1000 for whole GPUs, 1 to 999 of a single one, 0 without");
    }
    return new Row(
        gpus,
        gpuMilli,
        table.count("cpu_milli", MAX_AMOUNT),
        table.count("memory_mib", MAX_AMOUNT) * BYTES_PER_MIB,
        gpuModels.computeIfAbsent(table.text("gpu_spec"), OpenbDemands::modelsOf));
  }

  /** Some rows of the trace name a model twice: each is one model. */
  private static List<String> modelsOf(String spec) {
    return spec.isEmpty() ? List.of() : Stream.of(spec.split("\\|")).sorted().distinct().toList();
  }
}
