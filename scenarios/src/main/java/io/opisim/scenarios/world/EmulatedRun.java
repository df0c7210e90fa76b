package io.opisim.scenarios.world;

import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.BottleneckSamples;
import io.opisim.models.storage.KeyedStorage;
import io.opisim.models.storage.StorageChain;
import io.opisim.models.storage.StorageService;
import io.opisim.models.storage.build.StorageBuilder;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.storage.cache.NamedCaches;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TimeClass;
import io.opisim.models.workload.checkpoint.StepCheckpoints;
import io.opisim.models.workload.loader.EmulatedTrainer;
import io.opisim.models.workload.loader.ReadBooks;
import io.opisim.models.workload.loader.TrainerResult;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The emulated training jobs of one run on the storage that they share.
 *
 * <p>Models: each job's ranks on the devices that the placement gave, one client of the storage a
 * node; jobs share hosts, DPUs, network and storage, and a job whose services run elsewhere has a
 * chain of its own over the same resources. Ignores: preemption, which it refuses. Valid for: reads
 * of a training data set. Source: {@code docs/models/opi-reference-architecture.md}.
 */
public final class EmulatedRun implements JobExecutor {
  private static final int COMPLETION_PRIORITY = 0;
  private static final int SAMPLE_PRIORITY = 1_000;
  private static final long SAMPLES = 200;

  private final List<Job> jobs;
  private final EmulatedSetup setup;
  private final RandomStreams streams;
  private final EmulatedTrainer[] trainers;
  private final int[][] nodeOfRank;
  private final int[][] deviceOfRank;
  private final int[] nextStream;
  private final int[] wayOfJob;
  private final StepCheckpoints[] checkpoints;
  private final Map<StorageDescription, Volume> before = new LinkedHashMap<>();
  private final Map<Way, Volume> volumes = new LinkedHashMap<>();
  private final NamedCaches caches = new NamedCaches();
  private long objectsOfOthers;
  private Simulation simulation;
  private ClusterState cluster;
  private IntConsumer done;
  private SharedResources resources;

  /**
   * Which jobs share a way.
   *
   * @param description of it
   * @param owner the job whose own it is, or {@link #SHARED}
   */
  private record Way(StorageDescription description, int owner) {
    static final int SHARED = -1;
  }

  /**
   * A way to the storage that some jobs take.
   *
   * @param number of the way, from 0
   * @param description what it is made of
   * @param chain that runs
   * @param bottlenecks what bound its reads
   */
  public record Volume(
      int number,
      StorageDescription description,
      StorageChain chain,
      BottleneckSamples bottlenecks) {}

  /** A run before its first event. */
  public EmulatedRun(List<Job> jobs, EmulatedSetup setup, RandomStreams streams) {
    this.jobs = jobs;
    this.setup = setup;
    this.streams = streams;
    trainers = new EmulatedTrainer[jobs.size()];
    nodeOfRank = new int[jobs.size()][];
    deviceOfRank = new int[jobs.size()][];
    nextStream = new int[setup.nodes()];
    wayOfJob = new int[jobs.size()];
    checkpoints = new StepCheckpoints[jobs.size()];
  }

  /** Puts it into a world: a {@link JobExecutor.Factory}. */
  public JobExecutor in(Simulation world, ClusterState state, IntConsumer doneHandler) {
    simulation = world;
    cluster = state;
    done = doneHandler;
    resources = setup.resources(world, COMPLETION_PRIORITY);
    return this;
  }

  @Override
  public void start(int job, long plannedEndNanos, Owed owed) {
    EmulatedKind kind = setup.kindOfJob().get(job);
    Job described = jobs.get(job);
    int perNode = described.demand().gpus();
    int[] nodes = place(job, described);
    int readersOfNode = perNode * kind.plan().loader().readers();
    int streamsOfNode = readersOfNode + (kind.checkpoints().isPresent() ? perNode : 0);
    int[] firstStream = new int[nodes.length];
    for (int task = 0; task < nodes.length; task++) {
      firstStream[task] = nextStream[nodes[task]];
      nextStream[nodes[task]] += streamsOfNode;
    }
    Volume volume = volume(kind, job);
    wayOfJob[job] = volume.number();
    StorageService own = new OwnNodes(volume.chain(), nodes, firstStream, objectsOfOthers);
    objectsOfOthers += kind.files(described.gpus());
    trainers[job] =
        kind.trainer(
            simulation,
            own,
            described.gpus(),
            perNode,
            kind.plan().epochs(),
            streamsOf(streams, described.id()));
    if (kind.checkpoints().isPresent()) {
      EmulatedCheckpoints plan = kind.checkpoints().get();
      Optional<StorageService> first =
          plan.first()
              .map(way -> new OwnNodes(before(way, period(kind)).chain(), nodes, firstStream, 0));
      checkpoints[job] = plan.of(simulation, own, first, described.gpus(), perNode, readersOfNode);
      trainers[job].pauseFor(checkpoints[job]);
    }
    trainers[job].whenDone(() -> done.accept(job));
    trainers[job].start();
  }

  /** The streams of a job, the same whatever runs beside it. */
  static RandomStreams streamsOf(RandomStreams streams, String job) {
    return streams.child("emulated").child(job);
  }

  private Volume volume(EmulatedKind kind, int job) {
    Way way = new Way(kind.storage(), kind.storage().hasProgramCache() ? job : Way.SHARED);
    Volume known = volumes.get(way);
    if (known == null) {
      known = made(volumes.size(), kind.storage(), period(kind));
      volumes.put(way, known);
    }
    return known;
  }

  /** Where checkpoints go first. */
  private Volume before(StorageDescription description, long periodNanos) {
    return before.computeIfAbsent(
        description, unused -> made(before.size(), description, periodNanos));
  }

  private static long period(EmulatedKind kind) {
    return Math.max(1, kind.aloneNanos() / SAMPLES);
  }

  private Volume made(int number, StorageDescription description, long periodNanos) {
    StorageChain chain =
        StorageBuilder.build(
            description,
            simulation,
            resources,
            caches,
            streams,
            COMPLETION_PRIORITY,
            Optional.empty());
    BottleneckSamples samples =
        new BottleneckSamples(chain, simulation, periodNanos, SAMPLE_PRIORITY);
    return new Volume(number, description, chain, samples);
  }

  /** Notes where each rank is and gives the node of each task. */
  private int[] place(int job, Job described) {
    Assignment at = cluster.assignment(job);
    nodeOfRank[job] = new int[described.gpus()];
    deviceOfRank[job] = new int[described.gpus()];
    int rank = 0;
    for (int task = 0; task < at.nodes().length; task++) {
      for (long left = cluster.devices(job, task); left != 0; left &= left - 1) {
        nodeOfRank[job][rank] = at.nodes()[task];
        deviceOfRank[job][rank++] = Long.numberOfTrailingZeros(left);
      }
    }
    return at.nodes();
  }

  /**
   * A job's clients are the nodes that it was given, its streams are its own there, and so are its
   * records.
   */
  private record OwnNodes(StorageChain chain, int[] nodes, int[] firstStream, long firstObject)
      implements KeyedStorage {
    @Override
    public void readObject(
        int client, int stream, long object, long bytes, CompletionHandler handler, int subject) {
      int own = firstStream[client] + stream;
      chain.readObject(nodes[client], own, number(object), bytes, handler, subject);
    }

    @Override
    public void writeObject(
        int client, int stream, long object, long bytes, CompletionHandler handler, int subject) {
      int own = firstStream[client] + stream;
      chain.writeObject(nodes[client], own, number(object), bytes, handler, subject);
    }

    private long number(long object) {
      return object == NO_OBJECT ? NO_OBJECT : firstObject + object;
    }
  }

  @Override
  public long stop(int job, boolean saved) {
    throw new StuckRunException(
        "job "
            + jobs.get(job).id()
            + " was to be preempted, which emulated training jobs cannot be; take a policy without"
            + " preemption");
  }

  @Override
  public long endNanos(int job) {
    return SimulatedTime.MAX_NANOS;
  }

  /** Checks the books: bytes, Little's law, capacities. */
  @Override
  public void end() {
    long read = 0;
    long written = 0;
    for (int job = 0; job < trainers.length; job++) {
      if (trainers[job] != null) {
        read += trainers[job].result().bytes().readBytes();
      }
      if (checkpoints[job] != null) {
        written += checkpoints[job].done().size() * checkpoints[job].bytesOfOne();
      }
    }
    long delivered = 0;
    long taken = 0;
    for (Volume volume : volumes.values()) {
      volume.chain().checkBooks();
      delivered += volume.chain().report().readBytes();
      taken += volume.chain().report().writtenBytes();
    }
    before.values().forEach(volume -> volume.chain().checkBooks());
    if (read != delivered || written != taken) {
      throw new IllegalStateException(
          "the storage delivered "
              + delivered
              + " bytes and took "
              + taken
              + ", loaders read "
              + read
              + " and checkpoints wrote "
              + written);
    }
  }

  /**
   * The searches that jobs ask for, by the same streams as this run. A job that was alone on all of
   * the cluster is itself the try with as many accelerators.
   */
  public List<SustainedSearch.Answer> sustained() {
    List<SustainedSearch.Answer> answers = new ArrayList<>();
    for (int job = 0; job < jobs.size(); job++) {
      EmulatedKind kind = setup.kindOfJob().get(job);
      if (kind.sustain().isPresent()) {
        Optional<SustainedSearch.Try> known =
            trainers[job] == null ? Optional.empty() : ownTry(job, kind.sustain().get());
        answers.add(SustainedSearch.of(jobs.get(job).id(), kind, setup, known, streams));
      }
    }
    return answers;
  }

  private Optional<SustainedSearch.Try> ownTry(int job, EmulatedKind.Sustain wanted) {
    int all = setup.nodes() * setup.acceleratorsPerNode();
    if (jobs.size() > 1 || jobs.get(job).gpus() != all) {
      return Optional.empty();
    }
    TrainerResult result = trainers[job].result();
    return Optional.of(
        new SustainedSearch.Try(
            all, result.au(), result.samplesPerSecond(), result.au() >= wanted.au()));
  }

  /** What was run. */
  public EmulatedSetup setup() {
    return setup;
  }

  /** The ways to the storage, in the order in which jobs took them. */
  public Collection<Volume> volumes() {
    return Collections.unmodifiableCollection(volumes.values());
  }

  /** The same, followed by what checkpoints go to first, all numbered in this order. */
  public List<Volume> allVolumes() {
    List<Volume> all = new ArrayList<>(volumes.values());
    for (Volume one : before.values()) {
      all.add(new Volume(all.size(), one.description(), one.chain(), one.bottlenecks()));
    }
    return all;
  }

  /** The checkpoints of a job, if it made any. */
  public Optional<StepCheckpoints> checkpoints(int job) {
    return Optional.ofNullable(checkpoints[job]);
  }

  /** All that jobs shared. */
  public SharedResources resources() {
    return resources;
  }

  /** The number of the way that a job took, as {@link #volumes} lists them. */
  public int way(int job) {
    return wayOfJob[job];
  }

  /** The trainer of a job, or null if it never started. */
  public EmulatedTrainer trainer(int job) {
    return trainers[job];
  }

  /** What became of the bytes of a job. */
  public ReadBooks bytes(int job) {
    return trainers[job].result().bytes();
  }

  /** The node of a rank, by its position in the cluster. */
  public int node(int job, int rank) {
    return nodeOfRank[job][rank];
  }

  /** The device of a rank on its node. */
  public int device(int job, int rank) {
    return deviceOfRank[job][rank];
  }

  /**
   * What a rank's time went to from the arrival of its job to the end, queueing included.
   *
   * @throws IllegalStateException if that is not all of the time
   */
  public long[] rankNanos(RunOutcome outcome, int job, int rank) {
    TimeClass[] classes = TimeClass.values();
    long[] nanos = new long[classes.length];
    long sum = 0;
    for (TimeClass one : classes) {
      long waited = one == TimeClass.QUEUED ? outcome.waitNanos()[job] : 0;
      nanos[one.ordinal()] = trainers[job].rankNanos(rank, one) + waited;
      sum += nanos[one.ordinal()];
    }
    if (sum != outcome.jctNanos(job)) {
      throw new IllegalStateException(
          "rank "
              + rank
              + " of job "
              + jobs.get(job).id()
              + " was there for "
              + outcome.jctNanos(job)
              + " ns, but the classes of its time add up to "
              + sum
              + " ns");
    }
    return nanos;
  }
}
