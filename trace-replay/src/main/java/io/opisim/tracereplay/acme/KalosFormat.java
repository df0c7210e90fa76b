package io.opisim.tracereplay.acme;

import io.opisim.tracereplay.format.TraceFormat;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceSource;
import java.io.IOException;
import java.util.List;

/**
 * The completed GPU jobs of AcmeTrace's Kalos cluster.
 *
 * <p>Models: each row is a gang of pods, one a node, of whole GPUs, with the CPU of all pods and
 * the memory of each; its group is its type (Pretrain, or Other_or_SFT). The duration is end minus
 * <em>submission</em> in steps of 0.5 s, so it includes the time queued on Kalos, which the trace
 * does not tell apart. Ignores: cancelled and failed jobs, which this file does not have (69 % of
 * the GPU time), so contention is too low. Drops nothing. Valid for: large gangs on nodes of 8
 * GPUs. Source: Hu et al., "Characterization of Large Language Model Development in the
 * Datacenter", NSDI 2024.
 */
public final class KalosFormat implements TraceFormat {
  private static final List<String> COLUMNS =
      List.of("job", "submit_s", "duration_s", "nodes", "gpus", "cpus", "mem_per_pod_gb", "type");

  @Override
  public String id() {
    return "acme-kalos";
  }

  @Override
  public String description() {
    return "Acme Kalos completed GPU jobs, 2023; durations include the queueing of the original";
  }

  @Override
  public String origin() {
    return "https://github.com/InternLM/AcmeTrace (CC-BY-4.0), as converted in"
        + " https://github.com/hyunnnchoi/AcmeTrace";
  }

  @Override
  public List<String> requiredColumns() {
    return COLUMNS;
  }

  @Override
  public boolean sortedByArrival() {
    return true;
  }

  @Override
  public TraceReader open(TraceSource source) throws IOException {
    return new KalosReader(source, COLUMNS);
  }
}
