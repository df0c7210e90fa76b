package io.opisim.hwvalidate.calibrate;

import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.DoubleBinaryTreeAlgorithm;
import io.opisim.models.collective.NvlsAggregation;
import io.opisim.models.collective.PairwiseAlgorithm;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.collective.RingAlgorithm;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of one operation on one system by size, as a table has them.
 *
 * @param system name of the system
 * @param gpu its accelerators
 * @param interconnect its links, and whether its switches added
 * @param operation which
 * @param nodes how many
 * @param gpus ranks in all
 * @param points in the order of size, at least one
 * @param sources where the rows come from
 */
public record CollectiveCurve(
    String system,
    String gpu,
    String interconnect,
    CollectiveOperation operation,
    int nodes,
    int gpus,
    List<Point> points,
    List<String> sources) {
  /** Copies the lists. */
  public CollectiveCurve {
    points = List.copyOf(points);
    sources = List.copyOf(sources);
  }

  /**
   * One row.
   *
   * @param sizeBytes as nccl-tests counts
   * @param seconds measured time
   */
  public record Point(long sizeBytes, double seconds) {}

  /** What tells it from the other curves of its system. */
  public String key() {
    return operation.id() + " " + nodes + "x" + gpus / nodes + " " + interconnect;
  }

  /** Who takes part. */
  public RankLayout layout(SystemFacts facts) {
    return facts.layout(gpus / nodes, nodes);
  }

  /** The operation at one size. */
  public CollectiveRequest request(long sizeBytes, SystemFacts facts) {
    return new CollectiveRequest(operation, sizeBytes, layout(facts));
  }

  /** What the library could choose from when this was measured. */
  public List<String> algorithms(SystemFacts facts) {
    List<String> ids =
        new ArrayList<>(
            List.of(RingAlgorithm.ID, DoubleBinaryTreeAlgorithm.ID, PairwiseAlgorithm.ID));
    boolean off = interconnect.contains("ring");
    if (facts.switchesAdd() && !off) {
      ids.add(NvlsAggregation.ID);
    }
    return List.copyOf(ids);
  }

  /** The same without the sizes below. */
  public CollectiveCurve from(long leastBytes) {
    return with(points.stream().filter(point -> point.sizeBytes() >= leastBytes).toList());
  }

  /** Every second size, from the first or the second on. */
  public CollectiveCurve everySecond(int first) {
    List<Point> some = new ArrayList<>();
    for (int i = first; i < points.size(); i += 2) {
      some.add(points.get(i));
    }
    return with(some);
  }

  private CollectiveCurve with(List<Point> some) {
    return new CollectiveCurve(system, gpu, interconnect, operation, nodes, gpus, some, sources);
  }
}
