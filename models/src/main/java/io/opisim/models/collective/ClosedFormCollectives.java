package io.opisim.models.collective;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.Sourced;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the fastest of a system's algorithms and protocols by their closed forms, as NCCL does.
 *
 * <p>Models: the choice. Ignores: other traffic; that a library may choose wrongly. Valid for: what
 * the algorithms and the numbers are valid for. Source: NCCL's tuning.cc: the least predicted time
 * over algorithms and protocols.
 */
public final class ClosedFormCollectives implements CollectiveModel {
  /** What NCCL chooses from on accelerators whose switches do not add. */
  public static final List<String> LIBRARY_DEFAULT =
      List.of(RingAlgorithm.ID, DoubleBinaryTreeAlgorithm.ID, PairwiseAlgorithm.ID);

  private static final List<String> ADDING_LINKS = List.of("NVLink4", "NVLink5");
  private static final double PCIE_4_BYTES_PER_SECOND = 31e9;
  private static final double NIC_BYTES_PER_SECOND = 12.5e9;
  private static final CollectiveProtocol[] PROTOCOLS = CollectiveProtocol.values();

  private final CollectiveParameters parameters;
  private final List<CollectiveAlgorithm> algorithms;

  /** A system and what its library chooses from. */
  public ClosedFormCollectives(
      CollectiveParameters parameters, List<CollectiveAlgorithm> algorithms) {
    this.parameters = parameters;
    this.algorithms = List.copyOf(algorithms);
  }

  /** A system and the algorithms of NCCL. */
  public static ClosedFormCollectives of(CollectiveParameters parameters) {
    return new ClosedFormCollectives(parameters, CollectiveAlgorithms.of(LIBRARY_DEFAULT));
  }

  /**
   * What to assume of nodes that nobody measured: the links' rates as sold, NCCL's latencies and
   * algorithms, reductions in the scale-up switches where those can add. Accelerators without a
   * scale-up link have PCIe 4.0; nodes that name no NIC have 100 Gbit/s.
   *
   * @throws IllegalArgumentException if the node has no accelerators
   */
  public static ClosedFormCollectives ofNode(NodeShape node, AcceleratorProfile accelerator) {
    int gpus = node.gpus().value();
    if (gpus == 0) {
      throw new IllegalArgumentException(node.node() + " has no accelerators");
    }
    double scaleUp =
        accelerator
            .scaleUpRate()
            .map(rate -> rate.value().bytesPerSecond())
            .orElse(PCIE_4_BYTES_PER_SECOND);
    double nics =
        node.nicRate().map(rate -> rate.value().bytesPerSecond()).orElse(NIC_BYTES_PER_SECOND)
            * node.nics().map(Sourced::value).orElse(1);
    List<String> algorithms = new ArrayList<>(LIBRARY_DEFAULT);
    if (accelerator.scaleUpLink().filter(ADDING_LINKS::contains).isPresent()) {
      algorithms.add(NvlsAggregation.ID);
    }
    return new ClosedFormCollectives(
        CollectiveParameters.ofLinks(scaleUp, nics / gpus), CollectiveAlgorithms.of(algorithms));
  }

  @Override
  public CollectiveEstimate estimate(CollectiveRequest request) {
    if (request.layout().ranks() == 1) {
      return new CollectiveEstimate("none", CollectiveProtocol.SIMPLE, 0);
    }
    CollectiveEstimate best = null;
    for (CollectiveAlgorithm algorithm : algorithms) {
      if (!algorithm.supports(request.operation(), request.layout(), parameters)) {
        continue;
      }
      int protocols = algorithm.hasProtocols() ? PROTOCOLS.length : 1;
      for (int i = 0; i < protocols; i++) {
        double seconds =
            algorithm.seconds(
                request.operation(),
                request.sizeBytes(),
                request.layout(),
                PROTOCOLS[i],
                parameters);
        if (best == null || seconds < best.seconds()) {
          best = new CollectiveEstimate(algorithm.id(), PROTOCOLS[i], seconds);
        }
      }
    }
    if (best == null) {
      throw new IllegalArgumentException(
          "none of "
              + algorithms.stream().map(CollectiveAlgorithm::id).toList()
              + " does "
              + request.operation().id()
              + " on "
              + request.layout());
    }
    return best;
  }
}
