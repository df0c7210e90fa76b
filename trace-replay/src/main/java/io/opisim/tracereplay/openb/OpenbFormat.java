package io.opisim.tracereplay.openb;

import io.opisim.tracereplay.format.TraceFormat;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceSource;
import java.io.IOException;
import java.util.List;

/**
 * The pod lists of Alibaba's cluster-trace-gpu-v2023.
 *
 * <p>Models: each row is a pod, a job of one task, with its CPU, memory, whole GPUs or a share of
 * one GPU, and the GPU models it accepts; its group is the quality-of-service class. Its duration
 * is its lifetime, from creation to deletion, as the data set's statistics count it: that includes
 * the wait for a node (median 2 s, p99 890 s), which is told apart as the observed wait, and it is
 * all that is known of a pod that was deleted while still pending (11 % of the default list).
 * Ignores: the pod's phase (pods marked Running end with the observation). Valid for: packing and
 * fragmentation of shared GPUs. Source: Weng, Yang et al., "Beware of Fragmentation", USENIX ATC
 * 2023.
 *
 * <p>Drops rows without a creation or deletion time ("no times"): the multi-GPU variants have no
 * such columns, and a pod without times cannot be replayed in time.
 */
public final class OpenbFormat implements TraceFormat {
  private static final List<String> COLUMNS =
      List.of("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");
  private static final List<String> OPTIONAL =
      List.of("gpu_spec", "qos", "pod_phase", "creation_time", "deletion_time", "scheduled_time");

  @Override
  public String id() {
    return "alibaba-openb-pods";
  }

  @Override
  public String description() {
    return "Alibaba GPU-sharing pods, 2023; durations are lifetimes, creation to deletion";
  }

  @Override
  public String origin() {
    return "https://github.com/hkust-adsl/kubernetes-scheduler-simulator, folder data/csv"
        + " (Apache-2.0)";
  }

  @Override
  public List<String> requiredColumns() {
    return COLUMNS;
  }

  @Override
  public List<String> optionalColumns() {
    return OPTIONAL;
  }

  @Override
  public TraceReader open(TraceSource source) throws IOException {
    return new OpenbReader(source, COLUMNS);
  }
}
