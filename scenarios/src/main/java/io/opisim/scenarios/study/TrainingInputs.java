package io.opisim.scenarios.study;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.execution.FabricNetwork;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.NodesOnFabric;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.ClusterSpec;
import io.opisim.scenarios.scenario.FabricSpec;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.TrainingWorkload;
import io.opisim.scenarios.scenario.WorkloadSpec;
import io.opisim.scenarios.world.TrainingKind;
import io.opisim.scenarios.world.TrainingSetup;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds fabrics and training jobs of a study, each once for all runs that share it. For one thread
 * at a time.
 */
final class TrainingInputs {
  private final Catalog catalog;
  private final EmulatedInputs emulated;
  private final TrainingFeeds feeds;
  private final Map<FabricKey, OnFabric> fabrics = new LinkedHashMap<>();
  private final Map<KindsKey, SortedMap<String, TrainingKind>> kinds = new LinkedHashMap<>();

  private record KindsKey(List<TrainingWorkload> training, ClusterSpec cluster) {}

  private record FabricKey(ClusterSpec cluster, int storagePorts) {}

  private record OnFabric(NodesOnFabric plan, Fabric fabric, LinkState state) {}

  TrainingInputs(Catalog catalog) {
    this.catalog = catalog;
    emulated = new EmulatedInputs(catalog);
    feeds = new TrainingFeeds(catalog);
  }

  /** The jobs of a workload as a trace to be windowed and cut; the group is the kind's name. */
  TraceReader reader(WorkloadSpec workload, ClusterSpec cluster) throws InputException {
    if (workload.training().isEmpty()) {
      return emulated.reader(workload);
    }
    SortedMap<String, TrainingKind> known = kinds(workload.training(), cluster);
    List<TraceJob> jobs = new ArrayList<>();
    for (TrainingWorkload spec : workload.training()) {
      long durationNanos = known.get(spec.name()).aloneNanos();
      for (int copy = 0; copy < spec.count(); copy++) {
        jobs.add(
            new TraceJob(
                spec.count() == 1 ? spec.name() : spec.name() + "-" + copy,
                spec.name(),
                spec.arrival().nanos() + copy * spec.gap().nanos(),
                durationNanos,
                spec.accelerators(),
                TaskDemand.WHOLE_GPU,
                0,
                0,
                0,
                List.of(),
                -1));
      }
    }
    return new ListReader(jobs.iterator());
  }

  /** Those that only emulate training. */
  EmulatedInputs emulated() {
    return emulated;
  }

  /** Hands out a list. */
  record ListReader(Iterator<TraceJob> jobs) implements TraceReader {
    @Override
    public TraceJob next() {
      return jobs.hasNext() ? jobs.next() : null;
    }

    @Override
    public SortedMap<String, Long> dropped() {
      return Collections.emptySortedMap();
    }

    @Override
    public void close() {}
  }

  /**
   * What jobs that share a fabric need, or empty if the cluster has none or the jobs are not
   * training jobs.
   */
  Optional<TrainingSetup> setup(CaseSpec spec, List<Job> jobs) throws InputException {
    WorkloadSpec workload = spec.workload();
    ClusterSpec cluster = spec.cluster();
    if (cluster.fabric().isEmpty()) {
      TrainingFeeds.refuseWithoutFabric(workload);
      return Optional.empty();
    }
    if (workload.training().isEmpty()) {
      fabric(cluster, 0);
      return Optional.empty();
    }
    NodeShape shape = shape(cluster);
    SortedMap<String, TrainingKind> known = kinds(workload.training(), cluster);
    SortedMap<String, TrainingKind> reading = feeds.reading(spec, shape, known);
    Optional<Integer> ports = feeds.ports(spec, shape);
    OnFabric built = fabric(cluster, ports.orElse(0));
    FabricNetwork.Routing routing =
        switch (cluster.fabric().get().routing()) {
          case ECMP -> FabricNetwork.Routing.ECMP;
          case IDEAL_SPREADING -> FabricNetwork.Routing.IDEAL_SPREADING;
        };
    return Optional.of(
        new TrainingSetup(
            built.fabric(),
            shape.gpus().value(),
            built.state(),
            routing,
            jobs.stream().map(job -> reading.get(job.group())).toList(),
            ports.map(count -> TrainingFeeds.seats(built.plan(), count, cluster))));
  }

  /** The layouts of each job of a workload, the scenario's own first. */
  List<List<Layouts.Layout>> layouts(WorkloadSpec workload, ClusterSpec cluster, List<Job> jobs)
      throws InputException {
    NodeShape shape = shape(cluster);
    AcceleratorProfile accelerator = accelerator(cluster);
    SortedMap<String, List<Layouts.Layout>> known = new TreeMap<>();
    try {
      for (int index = 0; index < workload.training().size(); index++) {
        TrainingWorkload spec = workload.training().get(index);
        int number = index;
        known.put(
            spec.name(),
            Layouts.of(
                spec, shape, one -> TrainingKinds.of(catalog, shape, accelerator, one, number)));
      }
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
    return jobs.stream().map(job -> known.get(job.group())).toList();
  }

  private OnFabric fabric(ClusterSpec cluster, int storagePorts) throws InputException {
    FabricKey key = new FabricKey(cluster, storagePorts);
    OnFabric known = fabrics.get(key);
    if (known == null) {
      FabricSpec spec = cluster.fabric().orElseThrow();
      NodesOnFabric plan =
          FabricPlans.of(cluster, shape(cluster), accelerator(cluster), storagePorts);
      Fabric fabric = plan.build();
      known = new OnFabric(plan, fabric, FabricFaults.of(fabric, spec.faults()));
      fabrics.put(key, known);
    }
    return known;
  }

  private SortedMap<String, TrainingKind> kinds(
      List<TrainingWorkload> training, ClusterSpec cluster) throws InputException {
    KindsKey key = new KindsKey(training, cluster);
    SortedMap<String, TrainingKind> known = kinds.get(key);
    if (known == null) {
      NodeShape shape = shape(cluster);
      AcceleratorProfile accelerator = accelerator(cluster);
      known = new TreeMap<>();
      List<Problem> problems = new ArrayList<>();
      for (int index = 0; index < training.size(); index++) {
        TrainingWorkload spec = training.get(index);
        try {
          known.put(spec.name(), TrainingKinds.of(catalog, shape, accelerator, spec, index));
        } catch (InputException wrong) {
          problems.addAll(wrong.problems());
        } catch (CatalogException broken) {
          problems.addAll(broken.problems());
        }
      }
      if (!problems.isEmpty()) {
        throw new InputException(problems);
      }
      kinds.put(key, known);
    }
    return known;
  }

  private NodeShape shape(ClusterSpec cluster) throws InputException {
    long shapes = cluster.nodes().stream().map(group -> group.shape()).distinct().count();
    if (shapes != 1) {
      throw FabricPlans.problem(
          "cluster.nodes",
          shapes == 0
              ? "training jobs need nodes of the catalog"
              : "training jobs need nodes of one shape, not " + shapes,
          "write one group of nodes");
    }
    try {
      return catalog.node(cluster.nodes().get(0).shape());
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
  }

  private AcceleratorProfile accelerator(ClusterSpec cluster) throws InputException {
    NodeShape shape = shape(cluster);
    if (shape.accelerator().isEmpty()) {
      throw FabricPlans.problem(
          "cluster.nodes[0].shape",
          "nodes of shape " + shape.node() + " have no accelerators",
          "name a node shape with GPUs ('opisim list nodes')");
    }
    try {
      return catalog.accelerator(shape.accelerator().get());
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
  }
}
