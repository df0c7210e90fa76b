package io.opisim.scenarios.study;

import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.StorageSystemProfile;
import io.opisim.models.catalog.StorageWorkload;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.Offloads;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.storage.build.CacheSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.PartLoads;
import io.opisim.models.workload.TaskDemand;
import io.opisim.models.workload.loader.LoaderWorkers;
import io.opisim.models.workload.loader.TrainerPlan;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.ClusterSpec;
import io.opisim.scenarios.scenario.EmulatedTraining;
import io.opisim.scenarios.scenario.NodeGroup;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.ReadGrain;
import io.opisim.scenarios.scenario.StorageProtocol;
import io.opisim.scenarios.scenario.SustainSpec;
import io.opisim.scenarios.scenario.WorkloadSpec;
import io.opisim.scenarios.world.EmulatedCheckpoints;
import io.opisim.scenarios.world.EmulatedKind;
import io.opisim.scenarios.world.EmulatedSetup;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds emulated training jobs and their storage, each once for all runs of a case. For one thread
 * at a time.
 */
final class EmulatedInputs {
  private final Catalog catalog;
  private final SortedMap<String, Offload> offloads = Offloads.all();
  private final Map<CaseSpec, SortedMap<String, EmulatedKind>> kinds = new LinkedHashMap<>();

  EmulatedInputs(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The jobs of a workload as a trace to be windowed and cut; the group is the kind's name. */
  TraceReader reader(WorkloadSpec workload) throws InputException {
    List<TraceJob> jobs = new ArrayList<>();
    try {
      for (EmulatedTraining spec : workload.emulatedTraining()) {
        StorageWorkload program = catalog.storageWorkload(spec.workload());
        long aloneNanos = EmulatedKind.aloneNanos(plan(spec, program));
        for (int copy = 0; copy < spec.count(); copy++) {
          jobs.add(
              new TraceJob(
                  spec.count() == 1 ? spec.name() : spec.name() + "-" + copy,
                  spec.name(),
                  spec.arrival().nanos() + copy * spec.gap().nanos(),
                  aloneNanos,
                  spec.accelerators(),
                  TaskDemand.WHOLE_GPU,
                  0,
                  0,
                  0,
                  List.of(),
                  -1));
        }
      }
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
    return new TrainingInputs.ListReader(jobs.iterator());
  }

  /** The jobs of a case with what their services ask of their nodes. */
  List<Job> withLoads(CaseSpec spec, List<Job> jobs) throws InputException {
    SortedMap<String, PartLoads> loads = new TreeMap<>();
    kinds(spec).forEach((name, kind) -> loads.put(name, kind.loads()));
    return jobs.stream().map(job -> job.with(loads.get(job.group()))).toList();
  }

  /** What the emulated jobs of a case share, or empty if it has none. */
  Optional<EmulatedSetup> setup(CaseSpec spec, List<Job> jobs) throws InputException {
    if (spec.workload().emulatedTraining().isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, EmulatedKind> known = kinds(spec);
    NodeShape shape = shape(spec.cluster());
    int nodes = nodes(spec.cluster());
    return Optional.of(
        new EmulatedSetup(
            nodes,
            shape.gpus().value(),
            jobs.stream().map(job -> known.get(job.group())).toList(),
            spec.cluster().storage().orElseThrow().rateTolerance()));
  }

  private static int nodes(ClusterSpec cluster) {
    return cluster.nodes().stream().mapToInt(NodeGroup::count).sum();
  }

  private SortedMap<String, EmulatedKind> kinds(CaseSpec spec) throws InputException {
    SortedMap<String, EmulatedKind> known = kinds.get(spec);
    if (known != null) {
      return known;
    }
    ClusterSpec cluster = spec.cluster();
    if (cluster.storage().isEmpty()) {
      throw FabricPlans.problem(
          "cluster.storage",
          "emulated training has nothing to read from",
          "add storage: {system: nutanix-files-32}, for example");
    }
    NodeShape shape = shape(cluster);
    known = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    for (int index = 0; index < spec.workload().emulatedTraining().size(); index++) {
      EmulatedTraining job = spec.workload().emulatedTraining().get(index);
      String path = "workload.emulated_training[" + index + "]";
      try {
        known.put(job.name(), kind(spec, shape, job, path));
      } catch (InputException wrong) {
        wrong.problems().stream().filter(one -> !problems.contains(one)).forEach(problems::add);
      } catch (CatalogException broken) {
        problems.addAll(broken.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    kinds.put(spec, known);
    return known;
  }

  private EmulatedKind kind(CaseSpec spec, NodeShape shape, EmulatedTraining job, String path)
      throws InputException, CatalogException {
    ClusterSpec cluster = spec.cluster();
    StorageWorkload program = catalog.storageWorkload(job.workload());
    StorageDescription bare = StorageDescriptions.of(catalog, cluster, shape);
    Optional<StorageSystemProfile> system =
        cluster.storage().get().system().isPresent()
            ? Optional.of(catalog.storageSystem(cluster.storage().get().system().get()))
            : Optional.empty();
    StorageProtocol protocol = StorageDescriptions.protocol(cluster.storage().get(), system);
    ServiceCosts costs = new ServiceCosts(catalog);
    List<PlacedService> services =
        new PlacedServices(
                spec.services(),
                job.serviceSite(),
                job.serviceSites(),
                path,
                protocol,
                bare,
                system.isPresent(),
                offloads,
                costs)
            .onTheWay();
    List<CacheSpec> caches =
        PlacedCaches.of(
            cluster.storage().get().caches(),
            job,
            path,
            bare,
            system.isPresent(),
            costs.frontEnd("cache-hit"));
    Optional<EmulatedCheckpoints> checkpoints =
        CheckpointPlans.of(catalog, job, path, bare.clients(), services, offloads);
    if (CheckpointPlans.takesWriteBack(job)) {
      services.removeIf(one -> one.service().id().equals(CheckpointPlans.WRITE_BACK));
    }
    StorageDescription way =
        VolumeLimitSpecs.limited(bare.with(services, caches), job.limits(), job.name(), path);
    int gpus = nodes(cluster) * shape.gpus().value();
    EmulatedKind kind;
    try {
      kind = kindOf(job, program, way, checkpoints, gpus);
    } catch (IllegalArgumentException unfit) {
      throw FabricPlans.problem(path, unfit.getMessage(), "");
    }
    check(job, kind, path, gpus);
    return kind;
  }

  private static void check(EmulatedTraining job, EmulatedKind kind, String path, int gpus)
      throws InputException {
    if (kind.sustain().isPresent()) {
      if (kind.sustain().get().most() > gpus) {
        throw FabricPlans.problem(
            path + ".sustain.most",
            kind.sustain().get().most() + " are more than the cluster's " + gpus + " accelerators",
            "take fewer, or more nodes");
      }
      if (Double.isNaN(kind.sustain().get().au())) {
        throw FabricPlans.problem(
            path + ".sustain.au",
            job.workload() + " has no least utilisation of its own",
            "write one, as 0.9");
      }
    }
    LoaderWorkers loader = kind.plan().loader();
    boolean shared = loader.together() && loader.readers() > 1;
    if (shared && kind.plan().readsPerBatch() % loader.readers() != 0) {
      throw FabricPlans.problem(
          path + ".readers",
          loader.readers()
              + " readers cannot share "
              + kind.plan().readsPerBatch()
              + " reads of a batch evenly",
          "take a divisor");
    }
    long reads = (long) kind.plan().stepsPerEpoch() * kind.plan().readsPerBatch();
    long most = Math.max(job.accelerators(), kind.sustain().map(one -> one.most()).orElse(0));
    if (reads * kind.records().joined() * most > Integer.MAX_VALUE) {
      throw FabricPlans.problem(
          path + ".steps", "an epoch reads more than two thousand million records", "take fewer");
    }
  }

  private static EmulatedKind kindOf(
      EmulatedTraining job,
      StorageWorkload program,
      StorageDescription way,
      Optional<EmulatedCheckpoints> checkpoints,
      int gpus) {
    TrainerPlan plan = plan(job, program);
    boolean file = program.samplesPerFile().value() == 1;
    double prepared = way.preparedPerStored();
    double records = (double) program.batchSize().value() / readsPerBatch(job, program);
    return new EmulatedKind(
        plan,
        new EmulatedKind.Records(
            records * program.recordBytes().value() * prepared,
            file ? program.recordDeviationBytes().value() * prepared : 0,
            readsPerBatch(job, program) / plan.readsPerBatch()),
        job.noise()
            .map(
                noise ->
                    new EmulatedKind.Noise(
                        SimulatedTime.secondsFromNanos(noise.mean().nanos()), noise.shape())),
        way,
        checkpoints,
        job.sustain().map(wanted -> sustain(wanted, job, program, gpus)));
  }

  /** A file is a read; of a file with many records, each reader's part of a batch is one. */
  private static int readsPerBatch(EmulatedTraining job, StorageWorkload program) {
    int readers = job.readers().orElse(program.readThreads().value());
    boolean file = program.samplesPerFile().value() == 1;
    return file ? program.batchSize().value() : Math.max(1, readers);
  }

  private static TrainerPlan plan(EmulatedTraining job, StorageWorkload program) {
    LoaderWorkers usual = LoaderWorkers.of(program);
    int readers = job.readers().orElse(usual.workers());
    LoaderWorkers loader =
        new LoaderWorkers(
            readers,
            job.prefetch().orElse(usual.prefetchBatches()),
            usual.together() && readers <= program.batchSize().value());
    int reads = readsPerBatch(job, program);
    int readsOfWorker = loader.together() ? Math.max(1, reads / loader.readers()) : reads;
    int joined = job.reads() == ReadGrain.PER_BATCH ? readsOfWorker : 1;
    return new TrainerPlan(
        job.accelerators(),
        job.accelerators(),
        job.epochs(),
        job.steps(),
        job.steps(),
        reads / joined,
        program.batchSize().value(),
        program.stepTime().value().seconds(),
        job.overhead().seconds(),
        job.barrier(),
        loader);
  }

  private static EmulatedKind.Sustain sustain(
      SustainSpec wanted, EmulatedTraining job, StorageWorkload program, int gpus) {
    double rules = program.auThreshold().map(least -> least.value()).orElse(Double.NaN);
    return new EmulatedKind.Sustain(
        wanted.au().orElse(rules),
        wanted.most().orElse(gpus),
        wanted.epochs().orElse(job.epochs()));
  }

  private NodeShape shape(ClusterSpec cluster) throws InputException {
    try {
      NodeShape shape = catalog.node(cluster.nodes().get(0).shape());
      if (shape.accelerator().isEmpty()) {
        throw FabricPlans.problem(
            "cluster.nodes[0].shape",
            "nodes of shape " + shape.node() + " have no accelerators",
            "name a node shape with GPUs ('opisim list nodes')");
      }
      return shape;
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
  }
}
