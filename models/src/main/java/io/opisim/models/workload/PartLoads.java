package io.opisim.models.workload;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each GPU of a job asks, while it is never kept waiting, of the parts of its node that
 * services share: DPU cores, engines, ports, host cores.
 *
 * <p>Models: a share of the part, by the part's name; 0.25 of {@code dpu.cores} keeps a quarter of
 * the DPU's cores busy. Ignores: bursts, and that a job which is kept waiting asks for less. Valid
 * for: clusters whose nodes are alike. Source: the demands of the services on the way of the job's
 * data, {@code docs/models/offloads.md}.
 *
 * @param perGpu share by part, 0 or more; empty if nobody knows
 */
public record PartLoads(SortedMap<String, Double> perGpu) {
  /** Nothing is known, or asked. */
  public static final PartLoads NONE = new PartLoads(new TreeMap<>());

  /** Copies the map and checks the shares. */
  public PartLoads {
    perGpu = Collections.unmodifiableSortedMap(new TreeMap<>(perGpu));
    perGpu.forEach(
        (part, share) -> {
          if (!(share >= 0 && share < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a GPU asks " + share + " of " + part);
          }
        });
  }

  /** Shares by part. */
  public static PartLoads of(Map<String, Double> perGpu) {
    return new PartLoads(new TreeMap<>(perGpu));
  }
}
