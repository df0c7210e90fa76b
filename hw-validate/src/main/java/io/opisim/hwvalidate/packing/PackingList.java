package io.opisim.hwvalidate.packing;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.tracereplay.openb.OpenbArrivals;
import io.opisim.tracereplay.openb.OpenbNodeList;
import io.opisim.tracereplay.openb.OpenbPod;
import io.opisim.tracereplay.openb.OpenbPodList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pod list and the nodes it is packed on.
 *
 * @param nodes in the order of the file
 * @param pods in the order of the file
 * @param mix what its pods typically ask for
 */
public record PackingList(List<Node> nodes, List<OpenbPod> pods, DemandMix mix) {
  /** GPU demand of all arrivals over the GPUs of the cluster. */
  public static final double INFLATION = 1.3;

  /**
   * What comes with one seed.
   *
   * @param cluster the nodes in random order, in which ties are broken
   * @param arrivals one job for each pod, in order; their times mean nothing
   */
  public record Draw(Cluster cluster, List<Job> arrivals) {}

  /**
   * Reads both files, plain or gzip.
   *
   * @throws IOException if one cannot be read
   */
  public static PackingList read(Path nodeFile, Path podFile) throws IOException {
    List<Node> nodes = OpenbNodeList.read(nodeFile, 0);
    List<OpenbPod> pods = OpenbPodList.read(podFile);
    Map<TaskDemand, Long> counts = new LinkedHashMap<>();
    pods.forEach(pod -> counts.merge(pod.demand(), 1L, Long::sum));
    return new PackingList(nodes, pods, DemandMix.typical(counts));
  }

  /** The order of the nodes and the arrivals of a seed; the same for every placement. */
  public Draw draw(long seed) {
    RandomStreams streams = new RandomStreams(seed).child("packing");
    List<Node> shuffled = new ArrayList<>(nodes);
    var nodeStream = streams.stream("nodes");
    for (int last = shuffled.size() - 1; last > 0; last--) {
      Collections.swap(shuffled, last, nodeStream.nextInt(last + 1));
    }
    Cluster cluster = new Cluster(shuffled);
    long limitMilli = Math.round(INFLATION * TaskDemand.WHOLE_GPU * cluster.gpus());
    List<Job> arrivals = new ArrayList<>();
    for (OpenbPod pod : OpenbArrivals.of(pods, limitMilli, streams.stream("arrivals")::nextInt)) {
      String id = pod.name() + "/" + arrivals.size();
      arrivals.add(Job.single(id, "", 0, 1, pod.demand()));
    }
    return new Draw(cluster, List.copyOf(arrivals));
  }
}
