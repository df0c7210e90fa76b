package io.opisim.hwvalidate.packing;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.DemandMix;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.placement.FragmentationMeasure;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.Arrays;

/**
 * Pods arrive one by one and stay; one that fits nowhere is dropped.
 *
 * <p>Models: CPU, memory, devices and fractions of devices of every node. Ignores: time,
 * departures, queues. Valid for: how full a placement gets a cluster before fragments stop it.
 * Source: the experiment of Weng et al., "Beware of Fragmentation" (USENIX ATC 2023).
 */
public final class OnlinePacking {
  private static final int PERCENT = 100;

  private final ClusterState state;
  private final FragmentationMeasure measure;
  private final double totalMilli;
  private final long[] fragmentOf;
  private long fragment;
  private long heldMilli;
  private long arrivedMilli;
  private int placed;

  private final double[] allocated;
  private final double[] fragments;
  private final double[] ofFree;
  private final int[] events;

  private OnlinePacking(PackingList.Draw draw, DemandMix mix, Placement placement, long seed) {
    Cluster cluster = draw.cluster();
    RandomStream choice = new RandomStreams(seed).child("packing").stream("placement");
    state =
        new ClusterState(cluster, draw.arrivals().size(), placement, choice::nextInt, () -> mix);
    measure = new FragmentationMeasure(state);
    totalMilli = (double) cluster.gpus() * TaskDemand.WHOLE_GPU;
    fragmentOf = new long[cluster.nodes().size()];
    for (int node = 0; node < fragmentOf.length; node++) {
      fragmentOf[node] = measure.amount(state, node);
      fragment += fragmentOf[node];
    }
    long asked = draw.arrivals().stream().mapToLong(Job::gpuMilli).sum();
    int points = (int) StrictMath.rint(asked / totalMilli * PERCENT) + 1;
    allocated = new double[points];
    fragments = new double[points];
    ofFree = new double[points];
    events = new int[points];
  }

  /** One run; the seed is that of random placements. */
  public static PackingCurve run(
      PackingList.Draw draw, DemandMix mix, Placement placement, long seed) {
    OnlinePacking packing = new OnlinePacking(draw, mix, placement, seed);
    for (int index = 0; index < draw.arrivals().size(); index++) {
      packing.arrive(index, draw.arrivals().get(index));
    }
    return packing.curve();
  }

  private void arrive(int index, Job pod) {
    Assignment place = state.place(pod, NodeLimit.NONE);
    if (place != null) {
      state.allocate(index, pod, place);
      int node = place.nodes()[0];
      fragment -= fragmentOf[node];
      fragmentOf[node] = measure.amount(state, node);
      fragment += fragmentOf[node];
      heldMilli += pod.gpuMilli();
      placed++;
    }
    arrivedMilli += pod.gpuMilli();
    int point = (int) StrictMath.rint(arrivedMilli / totalMilli * PERCENT);
    double fragmentMilli = (double) fragment / measure.weight();
    allocated[point] += StrictMath.rint(heldMilli / totalMilli * PERCENT * 100) / 100;
    fragments[point] += fragmentMilli / totalMilli * PERCENT;
    ofFree[point] += fragmentMilli / Math.max(1, totalMilli - heldMilli) * PERCENT;
    events[point]++;
  }

  private PackingCurve curve() {
    return new PackingCurve(
        means(allocated), means(fragments), means(ofFree), Arrays.stream(events).sum(), placed);
  }

  private double[] means(double[] sums) {
    double[] means = new double[sums.length];
    for (int point = 0; point < means.length; point++) {
      means[point] = sums[point] / events[point];
    }
    return means;
  }
}
