package io.opisim.models.topology;

/**
 * One host.
 *
 * @param name unique in its cluster
 * @param rack number of its rack, 0-based
 * @param gpuModel model of its GPUs, or empty without any
 * @param gpus number of GPU devices
 * @param gpuMemoryBytes memory of one device
 * @param cpuMilli thousandths of a CPU core
 * @param memoryBytes host memory
 */
public record Node(
    String name,
    int rack,
    String gpuModel,
    int gpus,
    long gpuMemoryBytes,
    long cpuMilli,
    long memoryBytes) {
  /** Checks that nothing is negative. */
  public Node {
    if (rack < 0 || gpus < 0 || gpuMemoryBytes < 0 || cpuMilli < 0 || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "node "
              + name
              + " holds a negative amount: rack "
              + rack
              + ", "
              + gpus
              + " GPUs, "
              + cpuMilli
              + " milli-CPU, "
              + memoryBytes
              + " bytes");
    }
  }
}
