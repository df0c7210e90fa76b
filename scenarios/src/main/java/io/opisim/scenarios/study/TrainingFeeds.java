package io.opisim.scenarios.study;

import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.StorageSystemProfile;
import io.opisim.models.execution.InputPlan;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.Offloads;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.storage.backend.SystemSpec;
import io.opisim.models.storage.build.BackEndSpec;
import io.opisim.models.storage.build.NetworkSpec;
import io.opisim.models.storage.build.ServerSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.topology.fabric.NodesOnFabric;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.ClusterSpec;
import io.opisim.scenarios.scenario.InputSpec;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.StorageProtocol;
import io.opisim.scenarios.scenario.StorageSpec;
import io.opisim.scenarios.scenario.TrainingWorkload;
import io.opisim.scenarios.scenario.WorkloadSpec;
import io.opisim.scenarios.world.StorageSeats;
import io.opisim.scenarios.world.TrainingKind;
import io.opisim.scenarios.world.TrainingKind.StepInput;
import io.opisim.simcore.units.DataRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What training jobs read, from a scenario's words, and the ports that serve it. */
final class TrainingFeeds {
  private static final String JOBS = "workload.training[";

  private final Catalog catalog;
  private final SortedMap<String, Offload> offloads = Offloads.all();

  TrainingFeeds(Catalog catalog) {
    this.catalog = catalog;
  }

  private static boolean reads(WorkloadSpec workload) {
    return workload.training().stream().anyMatch(job -> job.input().isPresent());
  }

  /** Jobs that share nothing have nothing to read over. */
  static void refuseWithoutFabric(WorkloadSpec workload) throws InputException {
    for (int index = 0; index < workload.training().size(); index++) {
      if (workload.training().get(index).input().isPresent()) {
        throw FabricPlans.problem(
            JOBS + index + "].input",
            "reads over the links of a fabric, and there is none",
            "add cluster.fabric, as {kind: star}, or leave input out");
      }
    }
  }

  /**
   * Kinds of jobs with what they read.
   *
   * @param kinds by name, without input
   */
  SortedMap<String, TrainingKind> reading(
      CaseSpec spec, NodeShape shape, SortedMap<String, TrainingKind> kinds) throws InputException {
    SortedMap<String, TrainingKind> reading = new TreeMap<>(kinds);
    List<Problem> problems = new ArrayList<>();
    for (int index = 0; index < spec.workload().training().size(); index++) {
      TrainingWorkload job = spec.workload().training().get(index);
      if (job.input().isPresent()) {
        try {
          StepInput input = input(spec, shape, job, JOBS + index + "].input");
          reading.put(job.name(), kinds.get(job.name()).reading(input));
        } catch (InputException wrong) {
          wrong.problems().stream().filter(one -> !problems.contains(one)).forEach(problems::add);
        } catch (CatalogException broken) {
          problems.addAll(broken.problems());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return reading;
  }

  private StepInput input(CaseSpec spec, NodeShape shape, TrainingWorkload job, String path)
      throws InputException, CatalogException {
    StorageSpec storage = storage(spec.cluster(), path);
    InputSpec input = job.input().orElseThrow();
    double bytes =
        input.sampleSize().isPresent()
            ? (double) input.sampleSize().get().bytes() * job.globalBatch()
            : (double) input.nodeSize().orElseThrow().bytes()
                * job.accelerators()
                / shape.gpus().value();
    if (bytes * job.steps() > Long.MAX_VALUE / 4.0) {
      throw FabricPlans.problem(path, "reads more bytes than can be counted", "take fewer steps");
    }
    Optional<StorageSystemProfile> system =
        storage.system().isPresent()
            ? Optional.of(catalog.storageSystem(storage.system().get()))
            : Optional.empty();
    StorageProtocol protocol = StorageDescriptions.protocol(storage, system);
    if (!storage.caches().isEmpty()) {
      throw FabricPlans.problem(
          "cluster.storage.caches",
          "jobs of workload.training name no records that a cache could keep",
          "leave it out");
    }
    StorageDescription bare = StorageDescriptions.of(catalog, spec.cluster(), shape);
    StorageDescription way =
        bare.with(
            new PlacedServices(
                    spec.services(),
                    input.serviceSite(),
                    input.serviceSites(),
                    path,
                    protocol,
                    bare,
                    system.isPresent(),
                    offloads,
                    new ServiceCosts(catalog))
                .onTheWay());
    StorageDescription limited = VolumeLimitSpecs.limited(way, input.limits(), job.name(), path);
    long stepBytes = Math.max(1, (long) StrictMath.rint(bytes));
    return new StepInput(new InputPlan(stepBytes, input.prefetch(), input.readers()), limited);
  }

  private static StorageSpec storage(ClusterSpec cluster, String path) throws InputException {
    if (cluster.storage().isEmpty()) {
      throw FabricPlans.problem(
          path,
          "there is no storage to read from",
          "add cluster.storage, as {system: nutanix-files-32}");
    }
    if (cluster.storage().get().network().rate().isPresent()) {
      throw FabricPlans.problem(
          "cluster.storage.network.rate",
          "training jobs read over cluster.fabric, whose links have rates of their own",
          "leave it out");
    }
    return cluster.storage().get();
  }

  /** Ports of the storage servers to the fabric; empty if no job reads. */
  Optional<Integer> ports(CaseSpec spec, NodeShape shape) throws InputException {
    if (!reads(spec.workload())) {
      return Optional.empty();
    }
    try {
      StorageDescription way = StorageDescriptions.of(catalog, spec.cluster(), shape);
      if (way.servers().isEmpty()) {
        return Optional.of(0);
      }
      ServerSpec servers = way.servers().get();
      StorageSpec storage = spec.cluster().storage().orElseThrow();
      Optional<DataRate> link =
          spec.cluster()
              .fabric()
              .orElseThrow()
              .linkRate()
              .or(() -> shape.nicRate().map(rate -> rate.value()));
      if (link.isEmpty()) {
        // Nodes without NICs are refused when the fabric is built.
        return Optional.of(0);
      }
      int each =
          storage
              .network()
              .ports()
              .orElse((int) Math.ceil(serverRate(way, servers) / link.get().bytesPerSecond()));
      return Optional.of(Math.multiplyExact(servers.servers(), each));
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    } catch (ArithmeticException tooMany) {
      throw FabricPlans.problem("cluster.storage", "has too many ports", "take fewer servers");
    }
  }

  /** What a server's ports give, or its share of what a published system read. */
  private static double serverRate(StorageDescription way, ServerSpec servers) {
    double ports = servers.dpu().map(SiteSpec::networkBytesPerSecond).orElse(0.0);
    double rate = ports > 0 ? ports : servers.server().networkBytesPerSecond();
    if (rate < Double.POSITIVE_INFINITY) {
      return rate;
    }
    double payload = way.network().map(NetworkSpec::payloadShare).orElse(1.0);
    return readRate(way.backEnd()) / payload / servers.servers();
  }

  private static double readRate(BackEndSpec backEnd) {
    if (backEnd instanceof BackEndSpec.NvmeOf drives) {
      return drives.drives().drive().readBytesPerSecond() * drives.drives().drives();
    }
    return system(backEnd).readBytesPerSecond();
  }

  private static SystemSpec system(BackEndSpec backEnd) {
    if (backEnd instanceof BackEndSpec.Filer filer) {
      return filer.system();
    } else if (backEnd instanceof BackEndSpec.ParallelFiles files) {
      return files.system();
    } else if (backEnd instanceof BackEndSpec.Objects objects) {
      return objects.system();
    }
    throw new IllegalStateException("no server of a fabric has " + backEnd);
  }

  /** Where everything stands in a fabric that has so many ports of storage servers. */
  static StorageSeats seats(NodesOnFabric plan, int ports, ClusterSpec cluster) {
    int[] hosts = new int[plan.nodes()];
    int[][] nics = new int[plan.nodes()][plan.interior().nics()];
    for (int node = 0; node < hosts.length; node++) {
      hosts[node] = plan.host(node);
      for (int rank = 0; rank < nics[node].length; rank++) {
        nics[node][rank] = plan.nic(node, rank);
      }
    }
    int[] servers = new int[ports];
    for (int port = 0; port < ports; port++) {
      servers[port] = plan.storageTarget(port);
    }
    double tolerance = cluster.storage().map(StorageSpec::rateTolerance).orElse(0.0);
    return new StorageSeats(hosts, nics, servers, tolerance);
  }
}
