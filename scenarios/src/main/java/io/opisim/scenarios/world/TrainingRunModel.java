package io.opisim.scenarios.world;

import io.opisim.models.execution.FabricNetwork;
import io.opisim.models.execution.InputPlan;
import io.opisim.models.execution.PlacedInput;
import io.opisim.models.execution.PlacedTraining;
import io.opisim.models.topology.fabric.Router;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.loader.SharedReads;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.RunModel;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What training jobs on a fabric cost at places, in closed form, for planning.
 *
 * <p>Models: {@link PlacedTraining}; ranks on devices as {@link TrainingRun} puts them. Under ECMP
 * the mean over some hashes that are not those of any run; steps that wait for their input, by
 * {@link SharedReads} over one of the hashes. Ignores: what reads and exchanges cost each other on
 * links; which devices of a partly used node a job gets: the first ones. Valid for: jobs on whole
 * nodes. Source: {@code docs/models/optimizer.md}.
 *
 * <p>It remembers what it was asked, since a search asks the same again and again. For one thread.
 */
public final class TrainingRunModel implements RunModel {
  private static final int HASHES = 4;
  private static final double NANOS = 1e9;
  private static final int KEPT_PLACES = 200_000;

  private final List<Job> jobs;
  private final TrainingSetup setup;
  private final List<List<TrainingKind>> ways;
  private final Simulation simulation = new Simulation();
  private final List<FabricNetwork> networks = new ArrayList<>();
  private final Optional<FabricStorage> storage;
  private final Map<Resource, Integer> numbers = new LinkedHashMap<>();
  private final Map<Key, Placed> places = new LinkedHashMap<>();

  private record Key(int job, int way, List<Integer> nodes) {}

  /** A job at a place, and what others were found to add to it. */
  private record Placed(
      PlacedTraining training,
      double steps,
      double computeSeconds,
      BusyParts busy,
      Map<Placed, Added> addedBy,
      Optional<PlacedInput> input,
      InputPlan plan)
      implements PlacedRun {
    @Override
    public double stepSeconds() {
      double without = training.stepSeconds();
      return input.map(own -> own.stepSeconds(without)).orElse(without);
    }

    @Override
    public double exchangeSeconds() {
      return training.exchangeSeconds();
    }

    @Override
    public double coreSeconds() {
      return busy.coreSeconds();
    }

    @Override
    public double cardSeconds() {
      return busy.cardSeconds();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return training.hashCode();
    }
  }

  /**
   * A model of the jobs of a workload.
   *
   * @param streams of the plan, not of a run
   */
  public TrainingRunModel(List<Job> jobs, TrainingSetup setup, RandomStreams streams) {
    this(jobs, setup, setup.kindOfJob().stream().map(List::of).toList(), streams);
  }

  /**
   * A model of jobs that can be run in several ways.
   *
   * @param ways of each job
   */
  public TrainingRunModel(
      List<Job> jobs, TrainingSetup setup, List<List<TrainingKind>> ways, RandomStreams streams) {
    this.jobs = jobs;
    this.ways = ways;
    this.setup = setup;
    int hashes = setup.routing() == FabricNetwork.Routing.ECMP ? HASHES : 1;
    for (int hash = 0; hash < hashes; hash++) {
      networks.add(
          new FabricNetwork(
              new ActivityPool(simulation, 0),
              setup.fabric(),
              setup.acceleratorsPerNode(),
              setup.state(),
              new Router(setup.fabric(), setup.state(), streams.child("plan " + hash)),
              setup.routing()));
    }
    storage =
        setup.seats().map(seats -> new FabricStorage(simulation, networks.get(0), seats, streams));
  }

  @Override
  public PlacedRun place(int job, int way, int[] nodes) {
    Key key = new Key(job, way, Arrays.stream(nodes).boxed().toList());
    Placed known = places.get(key);
    if (known == null) {
      if (places.size() == KEPT_PLACES) {
        places.clear();
      }
      TrainingKind kind = ways.get(job).get(way);
      int[] accelerators = accelerators(jobs.get(job), nodes);
      PlacedTraining training =
          new PlacedTraining(
              job,
              kind.program(),
              kind.collectives(),
              kind.stragglerMeanNanos(),
              accelerators,
              networks);
      Optional<PlacedInput> input =
          kind.input().map(read -> storage.orElseThrow().placed(kind, read, accelerators));
      known =
          new Placed(
              training,
              kind.steps(),
              kind.program().computeNanos() / NANOS,
              input.map(read -> BusyParts.of(read.secondsByResource())).orElse(BusyParts.NONE),
              new LinkedHashMap<>(),
              input,
              kind.input().map(TrainingKind.StepInput::plan).orElse(null));
      places.put(key, known);
    }
    return known;
  }

  /** Steps that wait for their input, where all that read share the way to it. */
  @Override
  public double[] stepsTogether(List<PlacedRun> running, double[] byPairs) {
    List<SharedReads.Job> reads = new ArrayList<>();
    List<Integer> who = new ArrayList<>();
    for (int i = 0; i < byPairs.length; i++) {
      Placed run = (Placed) running.get(i);
      if (run.input().isPresent() && run.input().get().nodes() > 0) {
        reads.add(reads(run, run.training().stepSeconds() + byPairs[i] - run.stepSeconds()));
        who.add(i);
      }
    }
    if (reads.isEmpty()) {
      return byPairs;
    }
    double[] whole = new double[numbers.size()];
    Arrays.fill(whole, 1);
    double[] load = SharedReads.loadSeconds(reads, whole);
    double[] steps = byPairs.clone();
    for (int i = 0; i < load.length; i++) {
      double without = reads.get(i).computeSeconds();
      steps[who.get(i)] = reads.get(i).overlap() ? Math.max(without, load[i]) : without + load[i];
    }
    return steps;
  }

  /** Resources are counted in what they give in a second. */
  private SharedReads.Job reads(Placed run, double stepSeconds) {
    PlacedInput input = run.input().get();
    Map<Resource, Double> seconds = input.secondsByResource();
    int[] resources = new int[seconds.size()];
    double[] amounts = new double[resources.length];
    int index = 0;
    for (Map.Entry<Resource, Double> one : seconds.entrySet()) {
      resources[index] = numbers.computeIfAbsent(one.getKey(), unused -> numbers.size());
      amounts[index++] = one.getValue();
    }
    double streams = (double) input.nodes() * run.plan().readers();
    return new SharedReads.Job(
        resources,
        amounts,
        streams,
        streams,
        input.stepBytes() / streams,
        0,
        input.readerSeconds(),
        stepSeconds,
        run.plan().prefetchSteps() > 0);
  }

  private int[] accelerators(Job job, int[] nodes) {
    int[] order =
        IntStream.range(0, nodes.length)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer task) -> -job.demandOf(task).gpus())
                    .thenComparingInt(task -> nodes[task]))
            .mapToInt(task -> task)
            .toArray();
    int[] used = new int[nodes.length];
    int[] accelerators = new int[job.gpus()];
    int rank = 0;
    for (int i = 0; i < order.length; i++) {
      int node = nodes[order[i]];
      // Devices that tasks of this job before it on the node have.
      int first = i > 0 && nodes[order[i - 1]] == node ? used[i - 1] : 0;
      int count = job.demandOf(order[i]).gpus();
      for (int device = first; device < first + count; device++) {
        accelerators[rank++] = node * setup.acceleratorsPerNode() + device;
      }
      used[i] = first + count;
    }
    return accelerators;
  }

  @Override
  public Added added(PlacedRun to, PlacedRun by) {
    Placed mine = (Placed) to;
    Placed theirs = (Placed) by;
    if (mine.exchangeSeconds() == 0 || theirs.exchangeSeconds() == 0) {
      return null;
    }
    Added known = mine.addedBy().get(theirs);
    if (known == null) {
      PlacedTraining.Added added = mine.training().addedBy(theirs.training());
      known = new Added(added.exchangeSeconds(), added.stepSeconds());
      mine.addedBy().put(theirs, known);
    }
    return known.exchangeSeconds() == 0 ? null : known;
  }
}
