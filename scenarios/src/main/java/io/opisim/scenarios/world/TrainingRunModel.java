package io.opisim.scenarios.world;

import io.opisim.models.execution.FabricNetwork;
import io.opisim.models.execution.PlacedTraining;
import io.opisim.models.topology.fabric.Router;
import io.opisim.models.workload.Job;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.RunModel;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What training jobs on a fabric cost at places, in closed form, for planning.
 *
 * <p>Models: {@link PlacedTraining}; ranks on devices as {@link TrainingRun} puts them. Under ECMP
 * the mean over some hashes that are not those of any run. Ignores: which devices of a partly used
 * node a job gets: the first ones. Valid for: jobs on whole nodes. Source: {@code
 * docs/models/optimizer.md}.
 *
 * <p>It remembers what it was asked, since a search asks the same again and again. For one thread.
 */
public final class TrainingRunModel implements RunModel {
  private static final int HASHES = 4;
  private static final int KEPT_PLACES = 200_000;

  private final List<Job> jobs;
  private final TrainingSetup setup;
  private final List<List<TrainingKind>> ways;
  private final List<FabricNetwork> networks = new ArrayList<>();
  private final Map<Key, Placed> places = new LinkedHashMap<>();

  private record Key(int job, int way, List<Integer> nodes) {}

  /** A job at a place, and what others were found to add to it. */
  private record Placed(PlacedTraining training, double steps, Map<Placed, Added> addedBy)
      implements PlacedRun {
    @Override
    public double stepSeconds() {
      return training.stepSeconds();
    }

    @Override
    public double exchangeSeconds() {
      return training.exchangeSeconds();
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
              new ActivityPool(new Simulation(), 0),
              setup.fabric(),
              setup.acceleratorsPerNode(),
              setup.state(),
              new Router(setup.fabric(), setup.state(), streams.child("plan " + hash)),
              setup.routing()));
    }
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
      PlacedTraining training =
          new PlacedTraining(
              job,
              kind.program(),
              kind.collectives(),
              kind.stragglerMeanNanos(),
              accelerators(jobs.get(job), nodes),
              networks);
      known = new Placed(training, kind.steps(), new LinkedHashMap<>());
      places.put(key, known);
    }
    return known;
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
