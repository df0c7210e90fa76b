package io.opisim.scenarios.world;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.StorageChain;
import io.opisim.models.storage.build.StorageBuilder;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.loader.LoaderWorkers;
import io.opisim.models.workload.loader.SharedReads;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.RunModel;
import io.opisim.simcore.random.Normal;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.Simulation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What emulated training jobs that share a storage cost at places and with their services at sites,
 * in closed form, for planning.
 *
 * <p>Models: the demands that the chain of a run would make ({@link StorageChain#readNeeds}), a
 * read of the mean size; shares by {@link SharedReads}; the first batches of an epoch, which come
 * all at once; streams dealt to polling cores in turn, of which the fullest sets the job's pace;
 * the largest of the ranks' batches, for which all wait, where streams have a limit of their own.
 * Ignores: sizes of single files, in what order jobs' streams are dealt, noise of ranks but for its
 * mean over a barrier. Valid for: comparing plans. Source: {@code docs/models/optimizer.md}.
 *
 * <p>It remembers what it was asked, since a search asks the same again and again. For one thread.
 */
public final class EmulatedRunModel implements RunModel {
  private static final int KEPT = 200_000;

  private final List<Job> jobs;
  private final List<List<EmulatedKind>> ways;
  private final Simulation simulation = new Simulation();
  private final SharedResources resources;
  private final Map<StorageDescription, StorageChain> chains = new LinkedHashMap<>();
  private final Map<Resource, Integer> numbers = new LinkedHashMap<>();
  private double[] capacities = {};
  private final Map<Key, Placed> places = new LinkedHashMap<>();
  private final Map<List<PlacedRun>, double[]> shared = new LinkedHashMap<>();

  private record Key(int job, int way, List<Integer> nodes) {}

  /** A job at a place; equal to itself only. */
  private static final class Placed implements PlacedRun {
    private final SharedReads.Job reads;
    private final double steps;
    private final double fillShare;
    private final BusyParts busy;
    private double alone;

    Placed(SharedReads.Job reads, double steps, double fillShare, BusyParts busy) {
      this.reads = reads;
      this.steps = steps;
      this.fillShare = fillShare;
      this.busy = busy;
    }

    /** With its part of the time in which an epoch's first batches come, or its last ones go. */
    double stepSeconds(double loadSeconds) {
      double compute = reads.computeSeconds();
      return reads.overlap()
          ? Math.max(compute, loadSeconds) + fillShare * Math.min(compute, loadSeconds)
          : compute + loadSeconds;
    }

    @Override
    public double steps() {
      return steps;
    }

    @Override
    public double stepSeconds() {
      return alone;
    }

    @Override
    public double exchangeSeconds() {
      return 0;
    }

    @Override
    public double computeSeconds() {
      return reads.computeSeconds();
    }

    @Override
    public double coreSeconds() {
      return busy.coreSeconds();
    }

    @Override
    public double cardSeconds() {
      return busy.cardSeconds();
    }
  }

  /**
   * A model of the jobs of a workload.
   *
   * @param ways of each job
   */
  public EmulatedRunModel(List<Job> jobs, List<List<EmulatedKind>> ways, EmulatedSetup setup) {
    this.jobs = jobs;
    this.ways = ways;
    resources = setup.resources(simulation, 0);
  }

  @Override
  public Added added(PlacedRun to, PlacedRun by) {
    return null;
  }

  @Override
  public PlacedRun place(int job, int way, int[] nodes) {
    Key key = new Key(job, way, Arrays.stream(nodes).boxed().toList());
    Placed known = places.get(key);
    if (known == null) {
      if (places.size() == KEPT) {
        places.clear();
        shared.clear();
      }
      known = placed(job, ways.get(job).get(way), nodes);
      places.put(key, known);
      known.alone = stepsTogether(List.of(known), new double[1])[0];
    }
    return known;
  }

  @Override
  public double[] stepsTogether(List<PlacedRun> running, double[] byPairs) {
    double[] known = shared.get(running);
    if (known == null) {
      if (shared.size() == KEPT) {
        shared.clear();
      }
      List<SharedReads.Job> reads = running.stream().map(run -> ((Placed) run).reads).toList();
      known = SharedReads.loadSeconds(reads, capacities);
      for (int i = 0; i < known.length; i++) {
        known[i] = ((Placed) running.get(i)).stepSeconds(known[i]);
      }
      shared.put(List.copyOf(running), known);
    }
    return known;
  }

  private Placed placed(int job, EmulatedKind kind, int[] nodes) {
    LoaderWorkers loader = kind.plan().loader();
    StorageChain chain =
        chains.computeIfAbsent(
            kind.storage(),
            storage ->
                StorageBuilder.build(storage, simulation, resources, new RandomStreams(0), 0));
    int perNode = jobs.get(job).demand().gpus();
    int streams = perNode * nodes.length * loader.readers();
    long size = Math.max(1, Math.round(kind.records().meanReadBytes()));
    int[] ofClass = dealt(job, streams, chain.streamClasses());
    double reads = (double) jobs.get(job).gpus() * kind.plan().readsPerBatch();
    Map<Integer, Double> amounts = new TreeMap<>();
    Map<Resource, Double> seconds = new LinkedHashMap<>();
    OperationNeeds needs = null;
    for (int node : nodes) {
      for (int streamClass = 0; streamClass < ofClass.length; streamClass++) {
        needs = chain.readNeeds(node, streamClass, size);
        double here = reads / nodes.length * ofClass[streamClass] / streams;
        needs
            .amounts()
            .forEach(
                (one, each) -> {
                  amounts.merge(number(one), each * here, Double::sum);
                  seconds.merge(one, each * here / one.capacityPerSecond(), Double::sum);
                });
      }
    }
    SharedReads.Job own =
        new SharedReads.Job(
            amounts.keySet().stream().mapToInt(number -> number).toArray(),
            amounts.values().stream().mapToDouble(amount -> amount).toArray(),
            streams,
            reads,
            size,
            needs.meanDelaySeconds(),
            needs.aloneSeconds() * slowest(kind, jobs.get(job).gpus()),
            kind.meanStepSeconds(jobs.get(job).gpus()),
            loader.overlap());
    double atOnce = loader.together() ? 1 : loader.readers();
    return new Placed(
        own,
        (double) kind.plan().stepsPerEpoch() * kind.plan().epochs(),
        atOnce / kind.plan().stepsPerEpoch(),
        BusyParts.of(seconds));
  }

  /**
   * The slowest batch of a step over a mean one, where each is read at a rate of its own: all ranks
   * wait for it. Expectation of the largest of normal sizes by Blom's approximation (1958).
   */
  private static double slowest(EmulatedKind kind, int ranks) {
    if (!kind.plan().barrier() || ranks == 1) {
      return 1;
    }
    double largest = new Normal(0, 1).quantile((ranks - 0.375) / (ranks + 0.25));
    return 1 + largest * kind.records().deviationShare(kind.plan().readsPerBatch());
  }

  private int number(Resource resource) {
    Integer known = numbers.get(resource);
    if (known == null) {
      known = numbers.size();
      numbers.put(resource, known);
      capacities = Arrays.copyOf(capacities, known + 1);
      capacities[known] = resource.capacityPerSecond();
    }
    return known;
  }

  /** Streams of each class, as if jobs began in the order of their arrival. */
  private int[] dealt(int job, int streams, int classes) {
    int next = 0;
    for (int before = 0; before < job; before++) {
      next += jobs.get(before).gpus() * ways.get(before).get(0).plan().loader().readers();
    }
    int[] dealt = new int[classes];
    for (int stream = 0; stream < streams; stream++) {
      dealt[(next + stream) % classes]++;
    }
    return dealt;
  }
}
