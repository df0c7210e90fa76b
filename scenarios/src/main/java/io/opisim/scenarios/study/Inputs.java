package io.opisim.scenarios.study;

import io.opisim.models.catalog.NodeShape;
import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.catalog.FileHash;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.ClusterSpec;
import io.opisim.scenarios.scenario.NodeGroup;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.TraceWorkload;
import io.opisim.scenarios.scenario.WindowSpec;
import io.opisim.scenarios.scenario.WorkloadSpec;
import io.opisim.scenarios.world.DeviceCosts;
import io.opisim.scenarios.world.EmulatedSetup;
import io.opisim.scenarios.world.ServiceModel;
import io.opisim.scenarios.world.TrainingSetup;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.tracereplay.format.TraceFormats;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.openb.OpenbNodeList;
import io.opisim.tracereplay.replay.JobCutter;
import io.opisim.tracereplay.replay.ReplayOptions;
import io.opisim.tracereplay.replay.ReplayWindow;
import io.opisim.tracereplay.replay.TraceReplay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds the clusters and workloads of a study, each once for all runs that share it. */
public final class Inputs {
  private static final int KEPT = 32;

  private final DataFolder data;
  private final Catalog catalog;
  private final TrainingInputs training;
  private final Map<ClusterSpec, Cluster> clusters = new LinkedHashMap<>();
  private final Map<JobsKey, List<Job>> workloads =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobsKey, List<Job>> eldest) {
          return size() > KEPT;
        }
      };
  private final SortedMap<String, String> fileHashes = new TreeMap<>();
  private final Map<WorkloadSpec, SortedMap<String, Long>> leftOut = new LinkedHashMap<>();

  private record JobsKey(WorkloadSpec workload, ClusterSpec cluster, long seed) {}

  /** Inputs from a data folder and a catalog. */
  public Inputs(DataFolder data, Catalog catalog) {
    this.data = data;
    this.catalog = catalog;
    training = new TrainingInputs(catalog);
  }

  /** The catalog. */
  Catalog catalog() {
    return catalog;
  }

  /** The data files read so far and users' catalog files, each with the SHA-256 of its bytes. */
  public synchronized SortedMap<String, String> fileHashes() {
    SortedMap<String, String> all = new TreeMap<>(fileHashes);
    all.putAll(catalog.ownHashes());
    return Collections.unmodifiableSortedMap(all);
  }

  /**
   * Rows of the traces read so far that no run sees, by reason in plain words; a trace that is read
   * for several cases counts once for each window or scale.
   */
  public synchronized SortedMap<String, Long> leftOut() {
    SortedMap<String, Long> sum = new TreeMap<>();
    leftOut
        .values()
        .forEach(one -> one.forEach((reason, rows) -> sum.merge(reason, rows, Long::sum)));
    return Collections.unmodifiableSortedMap(sum);
  }

  /**
   * The cluster that a case describes.
   *
   * @throws InputException if its files are missing or wrong
   */
  public synchronized Cluster cluster(ClusterSpec spec) throws IOException {
    Cluster known = clusters.get(spec);
    if (known == null) {
      known = spec.trace().isPresent() ? new Cluster(listed(spec)) : described(spec);
      clusters.put(spec, known);
    }
    return known;
  }

  private List<Node> listed(ClusterSpec spec) throws IOException {
    String name = spec.trace().orElseThrow().file();
    try {
      List<Node> nodes = OpenbNodeList.read(data.find(name), spec.nodesPerRack().orElse(0));
      rememberHash(name);
      return nodes;
    } catch (TraceProblemException broken) {
      throw problemsOf(broken);
    }
  }

  private Cluster described(ClusterSpec spec) throws IOException {
    List<Node> nodes = new ArrayList<>();
    for (NodeGroup group : spec.nodes()) {
      NodeShape shape = shape(group.shape());
      long gpuMemoryBytes =
          shape.accelerator().isEmpty() ? 0 : gpuMemoryBytes(shape.accelerator().get());
      for (int index = 0; index < group.count(); index++) {
        int rack = spec.nodesPerRack().map(size -> nodes.size() / size).orElse(0);
        nodes.add(
            new Node(
                group.prefix() + "-" + index,
                rack,
                shape.accelerator().orElse(""),
                shape.gpus().value(),
                gpuMemoryBytes,
                shape.cpuCores().value().milli(),
                shape.memory().value().bytes()));
      }
    }
    return new Cluster(nodes, FabricPlans.rails(spec, shape(spec.nodes().get(0).shape())));
  }

  private NodeShape shape(String id) throws InputException {
    try {
      return catalog.node(id);
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
  }

  private long gpuMemoryBytes(String accelerator) throws InputException {
    try {
      return catalog.accelerator(accelerator).memory().value().bytes();
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
  }

  /**
   * The jobs that a run sees, in order of arrival; the first arrives at 0.
   *
   * @param seed seed of the run; a trace does not depend on it
   * @throws InputException if its files are missing or wrong
   */
  public synchronized List<Job> jobs(WorkloadSpec workload, ClusterSpec clusterSpec, long seed)
      throws IOException {
    JobsKey key = new JobsKey(workload, clusterSpec, isDrawn(workload) ? seed : 0);
    List<Job> known = workloads.get(key);
    if (known == null) {
      known = build(workload, clusterSpec, seed);
      workloads.put(key, known);
    }
    return known;
  }

  /**
   * The jobs of a case, with what their services ask of their nodes where that is known.
   *
   * @throws InputException if files are missing or wrong, or a service has no place
   */
  public synchronized List<Job> jobs(CaseSpec spec, long seed) throws IOException {
    List<Job> jobs = jobs(spec.workload(), spec.cluster(), seed);
    return spec.workload().emulatedTraining().isEmpty()
        ? jobs
        : training.emulated().withLoads(spec, jobs);
  }

  private static boolean isDrawn(WorkloadSpec workload) {
    return workload.trace().isEmpty() || !workload.speeds().isEmpty();
  }

  /**
   * What the training jobs of a case share, or empty if they share nothing or are none.
   *
   * @param jobs as {@link #jobs} gives them
   * @throws InputException if they, or the fabric, cannot be built as described
   */
  public synchronized Optional<TrainingSetup> training(CaseSpec spec, List<Job> jobs)
      throws IOException {
    return training.setup(spec, jobs);
  }

  /** The layouts of each training job, the scenario's own first. */
  synchronized List<List<Layouts.Layout>> layouts(
      WorkloadSpec workload, ClusterSpec clusterSpec, List<Job> jobs) throws IOException {
    return training.layouts(workload, clusterSpec, jobs);
  }

  /**
   * What the emulated training jobs of a case share, or empty if there are none.
   *
   * @param jobs as {@link #jobs} gives them
   * @throws InputException if they, or the storage, cannot be built as described
   */
  public synchronized Optional<EmulatedSetup> emulated(CaseSpec spec, List<Job> jobs)
      throws IOException {
    return training.emulated().setup(spec, jobs);
  }

  /**
   * What running costs besides the work in a run.
   *
   * @param jobs as {@link #jobs} gives them
   * @throws InputException if the case cannot have that, or the catalog is wrong
   */
  public ServiceModel service(CaseSpec spec, List<Job> jobs, long seed) throws InputException {
    return ServiceModels.of(spec, jobs, catalog, seed);
  }

  /**
   * What the devices of a case draw and cost, or empty if nobody asks.
   *
   * @throws InputException if the cluster has not one kind of accelerator, or the catalog is wrong
   */
  public Optional<DeviceCosts> costs(CaseSpec spec) throws InputException {
    return CostInputs.of(catalog, spec);
  }

  private List<Job> build(WorkloadSpec workload, ClusterSpec clusterSpec, long seed)
      throws IOException {
    Cluster cluster = cluster(clusterSpec);
    List<TraceReader> readers = new ArrayList<>();
    try {
      RandomStreams streams = new RandomStreams(seed).child("workload");
      if (workload.trace().isPresent()) {
        openAll(workload.trace().get(), readers);
      } else if (workload.synthetic().isPresent()) {
        readers.add(DrawnJobs.synthetic(workload.synthetic().get(), cluster, streams));
      } else if (workload.poisson().isEmpty()) {
        readers.add(training.reader(workload, clusterSpec));
      } else {
        readers.add(DrawnJobs.poisson(workload.poisson().get(), cluster, streams));
      }
      TraceReplay replay = TraceReplay.read(readers, options(workload));
      // Only now: a huge file that is no trace is refused before anybody reads it to its end.
      for (String name : workload.trace().map(TraceWorkload::files).orElse(List.of())) {
        rememberHash(name);
      }
      leftOut.put(workload, replay.dropped());
      List<Job> jobs = replay.cut(new JobCutter(Math.max(1, cluster.largestNodeGpus())));
      if (jobs.isEmpty()) {
        throw new InputException(List.of(nothingLeft(workload, replay.dropped())));
      }
      return workload.speeds().isEmpty()
          ? jobs
          : JobSpeeds.give(
              workload.speeds(), jobs, cluster, streams.stream("kinds"), this::findAndRemember);
    } catch (TraceProblemException broken) {
      throw problemsOf(broken);
    } finally {
      for (TraceReader reader : readers) {
        reader.close();
      }
    }
  }

  private static Problem nothingLeft(WorkloadSpec workload, SortedMap<String, Long> dropped) {
    String file =
        workload.trace().map(trace -> String.join(", ", trace.files())).orElse("workload");
    String reasons = dropped.isEmpty() ? "" : "; dropped: " + dropped;
    return new Problem(
        file,
        0,
        "",
        "no job is left to run" + reasons,
        "widen workload.window; a job needs a run time of 1 ns or more");
  }

  private void openAll(TraceWorkload trace, List<TraceReader> readers) throws IOException {
    TraceFormats formats = TraceFormats.load();
    for (String name : trace.files()) {
      Path file = data.find(name);
      readers.add(formats.open(file, trace.format().orElse("")).reader());
    }
  }

  private static ReplayOptions options(WorkloadSpec workload) {
    WindowSpec window = workload.window();
    return ReplayOptions.AS_RECORDED
        .withWindow(
            new ReplayWindow(
                window.from().nanos(),
                window.to().map(to -> to.nanos()).orElse(Long.MAX_VALUE),
                window.skip(),
                window.limit().map(limit -> (long) limit).orElse(Long.MAX_VALUE)))
        .withScales(workload.timeScale(), 1);
  }

  private Path findAndRemember(String name) throws IOException {
    rememberHash(name);
    return data.find(name);
  }

  private void rememberHash(String name) throws IOException {
    if (!fileHashes.containsKey(name)) {
      fileHashes.put(name, FileHash.of(data.find(name)));
    }
  }

  private static InputException problemsOf(TraceProblemException broken) {
    return new InputException(
        broken.problems().stream()
            .map(
                problem ->
                    new Problem(
                        problem.file(),
                        (int) Math.min(Integer.MAX_VALUE, problem.line()),
                        "",
                        problem.message(),
                        problem.hint()))
            .toList());
  }
}
