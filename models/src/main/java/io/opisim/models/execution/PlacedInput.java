package io.opisim.models.execution;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.storage.StorageChain;
import io.opisim.simcore.sharing.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the input of a training job on given accelerators asks of every resource on its way, without
 * simulating it.
 *
 * <p>Models: bytes of a step times what a byte needs of each stage and link, for each node; a
 * resource gives its capacity, and a reader its part of a step no faster than it can alone. Several
 * jobs together ask for the sum of their seconds over their steps' times. Ignores: that reads and
 * exchanges meet for a part of a step only; the move to the accelerators; that readers of a node
 * end at different times. Valid for: comparing places and sites, not for predicting a run. Source:
 * the operational law of utilisation (Lazowska et al., "Quantitative System Performance", 1984,
 * section 3.4).
 */
public final class PlacedInput {
  private final InputPlan plan;
  private final Map<Resource, Double> seconds = new LinkedHashMap<>();
  private double readerSeconds;
  private int nodes;

  /**
   * The input of a job at a place.
   *
   * @param chain that its reads pass; nothing is read
   * @param network of the accelerators
   * @param accelerators endpoint of every rank, in rank order
   */
  public PlacedInput(
      InputPlan plan, StorageChain chain, FabricNetwork network, int[] accelerators) {
    this.plan = plan;
    int from = 0;
    for (int rank = 1; rank <= accelerators.length; rank++) {
      if (rank == accelerators.length
          || network.nodeOf(accelerators[rank]) != network.nodeOf(accelerators[from])) {
        long bytes = plan.bytes(from, rank, accelerators.length);
        add(chain, network.nodeOf(accelerators[from]), bytes);
        from = rank;
      }
    }
  }

  private void add(StorageChain chain, int client, long nodeBytes) {
    long part = (nodeBytes + plan.readers() - 1) / plan.readers();
    if (part == 0) {
      return;
    }
    nodes++;
    // Streams are dealt to classes in turn, so that each has an equal part of the bytes.
    int classes = chain.streamClasses();
    for (int streamClass = 0; streamClass < classes; streamClass++) {
      OperationNeeds needs = chain.readNeeds(client, streamClass, part);
      double reads = (double) nodeBytes / part / classes;
      needs
          .amounts()
          .forEach(
              (resource, amount) ->
                  seconds.merge(
                      resource, reads * amount / resource.capacityPerSecond(), Double::sum));
      double alone = needs.meanDelaySeconds() + needs.aloneSeconds();
      readerSeconds = Math.max(readerSeconds, alone);
    }
  }

  /** Bytes of one step. */
  public long stepBytes() {
    return plan.stepBytes();
  }

  /** How long each resource is busy for one step if it does nothing else, links included. */
  public Map<Resource, Double> secondsByResource() {
    return Collections.unmodifiableMap(seconds);
  }

  /** Nodes that read. */
  public int nodes() {
    return nodes;
  }

  /** Time of the slowest reader's part of a step, alone. */
  public double readerSeconds() {
    return readerSeconds;
  }

  /** Least time between the inputs of two steps: that of the tightest resource or reader. */
  public double inputSeconds() {
    double longest = readerSeconds;
    for (double one : seconds.values()) {
      longest = Math.max(longest, one);
    }
    return longest;
  }

  /** Time of a step that takes so long without input, if nobody else uses the resources. */
  public double stepSeconds(double withoutInputSeconds) {
    return plan.prefetchSteps() == 0
        ? withoutInputSeconds + inputSeconds()
        : Math.max(withoutInputSeconds, inputSeconds());
  }
}
