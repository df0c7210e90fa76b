package io.opisim.scenarios.world;

import io.opisim.models.execution.ContentionBook;
import io.opisim.models.execution.FabricNetwork;
import io.opisim.models.execution.InputPipeline;
import io.opisim.models.execution.StepGate;
import io.opisim.models.execution.StragglerNoise;
import io.opisim.models.execution.TrainingExecution;
import io.opisim.models.topology.fabric.Router;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TimeClass;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.simcore.random.Exponential;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The training jobs of one run on their fabric, and the books of what their time went to.
 *
 * <p>Models: rank by rank on the devices that the placement gave, whole nodes first and nodes in
 * their order, so that neighbours in a ring stand close; all jobs share the links, and what they
 * read crosses them, too. Ignores: what checkpoints do to links. Valid for: synchronous training.
 * Source: {@code docs/models/many-jobs-one-fabric.md}.
 */
public final class TrainingRun implements JobExecutor {
  private static final int COMPLETION_PRIORITY = 0;

  private final List<Job> jobs;
  private final TrainingSetup setup;
  private final RandomStreams streams;
  private final StepRecorder steps;
  private final boolean watchContention;
  private final TrainingExecution[] executions;
  private final InputPipeline[] inputs;
  private final int[][] places;
  private Simulation simulation;
  private ClusterState cluster;
  private IntConsumer done;
  private FabricNetwork network;
  private Optional<ContentionBook> contention = Optional.empty();
  private Optional<FabricStorage> storage = Optional.empty();
  private long endNanos;

  /**
   * A run before its first event.
   *
   * @param streams of the run
   * @param keepSteps whether every step is kept, for a table or a trace
   * @param watchContention whether it is booked what jobs lose on which links
   */
  public TrainingRun(
      List<Job> jobs,
      TrainingSetup setup,
      RandomStreams streams,
      boolean keepSteps,
      boolean watchContention) {
    this.jobs = jobs;
    this.setup = setup;
    this.streams = streams;
    steps = new StepRecorder(keepSteps);
    this.watchContention = watchContention;
    executions = new TrainingExecution[jobs.size()];
    inputs = new InputPipeline[jobs.size()];
    places = new int[jobs.size()][];
  }

  /** Puts it into a world: a {@link JobExecutor.Factory}. */
  public JobExecutor in(Simulation world, ClusterState state, IntConsumer doneHandler) {
    simulation = world;
    cluster = state;
    done = doneHandler;
    network =
        new FabricNetwork(
            new ActivityPool(world, COMPLETION_PRIORITY, setup.rateTolerance()),
            setup.fabric(),
            setup.acceleratorsPerNode(),
            setup.state(),
            new Router(setup.fabric(), setup.state(), streams),
            setup.routing());
    if (watchContention) {
      contention = Optional.of(new ContentionBook(world));
      network.watch(contention.get());
    }
    storage = setup.seats().map(seats -> new FabricStorage(world, network, seats, streams));
    return this;
  }

  @Override
  public void start(int job, long plannedEndNanos) {
    places[job] = accelerators(job);
    if (executions[job] == null) {
      make(job, setup.kindOfJob().get(job));
    }
    try {
      if (inputs[job] != null) {
        inputs[job].start(places[job], executions[job].stepsDone());
      }
      executions[job].start(places[job]);
    } catch (IllegalStateException cutOff) {
      throw new StuckRunException("job " + jobs.get(job).id() + ": " + cutOff.getMessage());
    }
  }

  private void make(int job, TrainingKind kind) {
    kind.input().ifPresent(input -> inputs[job] = storage.orElseThrow().pipeline(job, kind, input));
    InputPipeline own = inputs[job];
    executions[job] =
        new TrainingExecution(
            job,
            simulation,
            network,
            kind.collectives(),
            kind.program(),
            kind.steps(),
            noise(job, kind),
            own == null ? StepGate.OPEN : own,
            StepGate.OPEN,
            own == null ? steps : own.counting(steps),
            done);
  }

  private StragglerNoise noise(int job, TrainingKind kind) {
    if (kind.stragglerMeanNanos() == 0) {
      return StragglerNoise.NONE;
    }
    RandomStream stream = streams.child("stragglers").stream(jobs.get(job).id());
    Exponential law = new Exponential(kind.stragglerMeanNanos());
    return () -> (long) StrictMath.rint(law.sample(stream));
  }

  /** Endpoints of the devices that a job holds, in the order of its ranks. */
  private int[] accelerators(int job) {
    Assignment at = cluster.assignment(job);
    Job described = jobs.get(job);
    List<Integer> tasks =
        IntStream.range(0, at.nodes().length)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer task) -> -described.demandOf(task).gpus())
                    .thenComparingInt(task -> at.nodes()[task])
                    .thenComparingInt(
                        task -> Long.numberOfTrailingZeros(cluster.devices(job, task))))
            .toList();
    int[] accelerators = new int[described.gpus()];
    int rank = 0;
    for (int task : tasks) {
      int first = at.nodes()[task] * setup.acceleratorsPerNode();
      for (long left = cluster.devices(job, task); left != 0; left &= left - 1) {
        accelerators[rank++] = first + Long.numberOfTrailingZeros(left);
      }
    }
    return accelerators;
  }

  @Override
  public long stop(int job) {
    executions[job].stop();
    if (inputs[job] != null) {
      inputs[job].stop();
    }
    return executions[job].stepsDone() * setup.kindOfJob().get(job).stepAloneNanos();
  }

  @Override
  public long endNanos(int job) {
    return SimulatedTime.MAX_NANOS;
  }

  @Override
  public void end() {
    endNanos = simulation.nowNanos();
    long read = 0;
    for (InputPipeline input : inputs) {
      read += input == null ? 0 : input.books().readBytes();
    }
    long all = read;
    storage.ifPresent(shared -> shared.end(all));
  }

  /** What was run. */
  public TrainingSetup setup() {
    return setup;
  }

  /** When the last event of the run was. */
  public long endNanos() {
    return endNanos;
  }

  /** The steps of all jobs. */
  public StepRecorder steps() {
    return steps;
  }

  /** The links and what they carried. */
  public FabricNetwork network() {
    return network;
  }

  /** What jobs lost on which links, if that was asked for. */
  public Optional<ContentionBook> contention() {
    return contention;
  }

  /** What jobs read from, if any reads. */
  public Optional<FabricStorage> storage() {
    return storage;
  }

  /** The input of a job, or null if it reads nothing or never started. */
  public InputPipeline input(int job) {
    return inputs[job];
  }

  /** The execution of a job, or null if it never started. */
  public TrainingExecution execution(int job) {
    return executions[job];
  }

  /** The endpoints that a job held last, in the order of its ranks. */
  public int[] places(int job) {
    return places[job];
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
      nanos[one.ordinal()] = executions[job].rankNanos(rank, one);
    }
    nanos[TimeClass.QUEUED.ordinal()] += outcome.waitNanos()[job];
    if (inputs[job] != null) {
      // Input that is late elsewhere is a wait for others, whatever holds them up.
      long lag = inputs[job].waitedForOthersNanos(rank);
      nanos[TimeClass.DATA_STALL.ordinal()] -= lag;
      nanos[TimeClass.STRAGGLER_WAIT.ordinal()] += lag;
    }
    for (long one : nanos) {
      sum += one;
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
