package io.opisim.tracereplay.openb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A pod list as arrivals without times: all pods in random order, then pods drawn from the list
 * until their demand reaches a multiple of the cluster's GPUs.
 *
 * <p>Models: the pods sorted by name and shuffled (Fisher and Yates), then draws with replacement
 * from the sorted list; the first draw whose share of one GPU would pass the limit ends it (a pod
 * of several GPUs counts in full once it has come: so its simulator has it). Ignores: times. Valid
 * for: packing a cluster until it is full. Source: the experiment of Weng et al., "Beware of
 * Fragmentation" (USENIX ATC 2023); statistically the same lists, since its generator of random
 * numbers is another.
 */
public final class OpenbArrivals {
  private OpenbArrivals() {}

  /**
   * The arrivals in order; the pods alone if none of them asks for a GPU.
   *
   * @param pods a pod list in any order
   * @param limitMilli thousandths of a GPU that all arrivals may ask for together
   * @param choice draws an index below its argument
   */
  public static List<OpenbPod> of(List<OpenbPod> pods, long limitMilli, IntUnaryOperator choice) {
    List<OpenbPod> sorted = new ArrayList<>(pods);
    sorted.sort(Comparator.comparing(OpenbPod::name));
    List<OpenbPod> arrivals = new ArrayList<>(sorted);
    for (int last = arrivals.size() - 1; last > 0; last--) {
      int drawn = choice.applyAsInt(last + 1);
      OpenbPod pod = arrivals.get(drawn);
      arrivals.set(drawn, arrivals.get(last));
      arrivals.set(last, pod);
    }
    long askedMilli = pods.stream().mapToLong(pod -> pod.demand().totalGpuMilli()).sum();
    if (askedMilli == 0) {
      return List.copyOf(arrivals);
    }
    while (true) {
      OpenbPod pod = sorted.get(choice.applyAsInt(sorted.size()));
      if (askedMilli + pod.demand().gpuMilli() > limitMilli) {
        return List.copyOf(arrivals);
      }
      arrivals.add(pod);
      askedMilli += pod.demand().totalGpuMilli();
    }
  }
}
