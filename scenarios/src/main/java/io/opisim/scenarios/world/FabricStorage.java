package io.opisim.scenarios.world;

import io.opisim.models.execution.FabricNetwork;
import io.opisim.models.execution.InputPipeline;
import io.opisim.models.execution.PlacedInput;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.BottleneckSamples;
import io.opisim.models.storage.StorageChain;
import io.opisim.models.storage.backend.FabricWay;
import io.opisim.models.storage.build.StorageBuilder;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.Simulation;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The storage that the training jobs of a run read from, over the fabric on which they exchange.
 *
 * <p>Models: one client of the storage a node; a chain of stages for each way, all on the resources
 * of one pool, which is that of the fabric's links. Ignores: writes. Valid for: reading of training
 * data. Source: {@code docs/models/mixed-traffic.md}.
 */
public final class FabricStorage {
  private static final int COMPLETION_PRIORITY = 0;
  private static final int SAMPLE_PRIORITY = 1_000;
  private static final long SAMPLES = 200;

  private final Simulation simulation;
  private final FabricNetwork network;
  private final StorageSeats seats;
  private final RandomStreams streams;
  private final SharedResources resources;
  private final int[] nextStream;
  private final Map<StorageDescription, Volume> volumes = new LinkedHashMap<>();

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

  /** A storage that nobody reads from yet. */
  FabricStorage(
      Simulation simulation, FabricNetwork network, StorageSeats seats, RandomStreams streams) {
    this.simulation = simulation;
    this.network = network;
    this.seats = seats;
    this.streams = streams;
    resources = new SharedResources(network.pool());
    nextStream = new int[seats.hosts().length];
  }

  /** The input of a job. */
  InputPipeline pipeline(int job, TrainingKind kind, TrainingKind.StepInput input) {
    return new InputPipeline(
        job,
        simulation,
        network,
        volume(kind, input.storage()).chain(),
        node -> seats.hosts()[node],
        node -> nextStream[node]++,
        input.plan(),
        kind.steps());
  }

  /**
   * What the input of a job asks of every resource at a place, for planning.
   *
   * @param accelerators endpoint of every rank, in rank order
   */
  PlacedInput placed(TrainingKind kind, TrainingKind.StepInput input, int[] accelerators) {
    return new PlacedInput(
        input.plan(), volume(kind, input.storage()).chain(), network, accelerators);
  }

  private Volume volume(TrainingKind kind, StorageDescription description) {
    Volume known = volumes.get(description);
    if (known == null) {
      StorageChain chain =
          StorageBuilder.build(
              description, simulation, resources, streams, COMPLETION_PRIORITY, way());
      long period = Math.max(1, kind.aloneNanos() / SAMPLES);
      known =
          new Volume(
              volumes.size(),
              description,
              chain,
              new BottleneckSamples(chain, simulation, period, SAMPLE_PRIORITY));
      volumes.put(description, known);
    }
    return known;
  }

  private Optional<FabricWay> way() {
    return seats.servers().length == 0
        ? Optional.empty()
        : Optional.of(
            new FabricWay(
                network.fabric(),
                network::route,
                network::resource,
                seats.hosts(),
                seats.nics(),
                seats.servers()));
  }

  /**
   * Checks the books: bytes, Little's law, capacities.
   *
   * @param readBytes what the jobs' pipelines got
   */
  void end(long readBytes) {
    long delivered = 0;
    for (Volume volume : volumes.values()) {
      volume.chain().checkBooks();
      delivered += volume.chain().report().readBytes();
    }
    if (readBytes != delivered) {
      throw new IllegalStateException(
          "the storage delivered " + delivered + " bytes, jobs read " + readBytes);
    }
  }

  /** The ways to the storage, in the order in which jobs took them. */
  public Collection<Volume> volumes() {
    return Collections.unmodifiableCollection(volumes.values());
  }

  /** The way of jobs with that input. */
  public Volume volumeOf(TrainingKind.StepInput input) {
    return volumes.get(input.storage());
  }

  /** All that jobs shared beside the links of the fabric. */
  public SharedResources resources() {
    return resources;
  }
}
