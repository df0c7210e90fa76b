package io.opisim.hwvalidate.storage;

import io.opisim.models.catalog.StorageWorkload;
import io.opisim.models.storage.queued.QueueChoice;
import io.opisim.models.storage.queued.TargetShape;
import io.opisim.models.workload.loader.LoaderWorkers;
import io.opisim.models.workload.loader.RecordSizes;
import io.opisim.models.workload.loader.TrainerPlan;
import io.opisim.simcore.random.RandomStreams;
import java.util.EnumSet;
import java.util.Set;

/**
 * One client and one storage server, whose NVMe/TCP target runs in software or in a DPU.
 *
 * <p>Models: the server moves the same bytes per second either way. In software they are split over
 * independent queues, one per polling core, and each read is served by the queue of the core on
 * which its reader happens to run; in the DPU one engine serves all. A record costs its queue, or
 * the engine, a time besides its bytes. On the client, opening a file takes a time in which no
 * other is opened, a rank keeps a hardware thread busy, and the NICs have a rate. Ignores: drives,
 * the network, interrupts, memory. Valid for: a hypothesis about the pair that MangoBoost
 * published; the submitter documents neither queues nor readers. Source: MLPerf Storage v1.0
 * results and system descriptions; SPDK's thread model.
 *
 * @param bytesPerSecond of the target, for large records
 * @param queues of the software target
 * @param softwareSecondsPerRecord what a record costs one queue
 * @param engineSecondsPerRecord what a record costs the engine
 * @param clientSecondsPerFile what opening a file takes
 * @param clientThreads hardware threads of the client
 * @param clientBytesPerSecond its NICs
 * @param seed of all chance
 */
public record OffloadPair(
    double bytesPerSecond,
    int queues,
    double softwareSecondsPerRecord,
    double engineSecondsPerRecord,
    double clientSecondsPerFile,
    int clientThreads,
    double clientBytesPerSecond,
    long seed) {
  /** What can limit a run, the narrower first; each can be taken away to see whether it does. */
  public enum Limit {
    /** Hardware threads of the client. */
    CLIENT_THREADS("threads of the client"),
    /** Opening files on the client. */
    CLIENT_FILES("file opens of the client"),
    /** The client's NICs. */
    CLIENT_NIC("NICs of the client"),
    /** The cost of a record at the target. */
    TARGET_RECORDS("records of the target"),
    /** That some queues are busy while others have nothing to do. */
    QUEUE_BALANCE("balance of the target's queues"),
    /** The target's bytes per second. */
    TARGET_BYTES("bytes of the target");

    private final String words;

    Limit(String words) {
      this.words = words;
    }

    /** The limit in words. */
    public String words() {
      return words;
    }
  }

  /** Utilisations that are the same for the question of what limits. */
  private static final double ALIKE = 0.01;

  private static final int STEPS_OF_MANY_RECORDS = 60;
  private static final int STEPS_OF_FILES = 500;
  private static final int STEPS_OF_ONE_FILE = 1000;

  /** The same with another rate of the target. */
  public OffloadPair withBytesPerSecond(double rate) {
    return new OffloadPair(
        rate,
        queues,
        softwareSecondsPerRecord,
        engineSecondsPerRecord,
        clientSecondsPerFile,
        clientThreads,
        clientBytesPerSecond,
        seed);
  }

  /** The same with another number of queues. */
  public OffloadPair withQueues(int count) {
    return new OffloadPair(
        bytesPerSecond,
        count,
        softwareSecondsPerRecord,
        engineSecondsPerRecord,
        clientSecondsPerFile,
        clientThreads,
        clientBytesPerSecond,
        seed);
  }

  /** The same with other costs per record. */
  public OffloadPair withRecords(double softwareSeconds, double engineSeconds) {
    return new OffloadPair(
        bytesPerSecond,
        queues,
        softwareSeconds,
        engineSeconds,
        clientSecondsPerFile,
        clientThreads,
        clientBytesPerSecond,
        seed);
  }

  /** The same with another cost of opening a file. */
  public OffloadPair withFiles(double seconds) {
    return new OffloadPair(
        bytesPerSecond,
        queues,
        softwareSecondsPerRecord,
        engineSecondsPerRecord,
        seconds,
        clientThreads,
        clientBytesPerSecond,
        seed);
  }

  /** Utilisation of some ranks. */
  public double utilisation(StorageWorkload workload, boolean offloaded, int ranks) {
    return utilisation(workload, offloaded, ranks, EnumSet.noneOf(Limit.class));
  }

  /** The most ranks whose utilisation meets the workload's threshold. */
  public int sustained(StorageWorkload workload, boolean offloaded) {
    double threshold = workload.auThreshold().orElseThrow().value();
    double each =
        threshold
            * workload.batchSize().value()
            * workload.recordBytes().value()
            / workload.stepTime().value().seconds();
    return LoaderRuns.sustained(
        ranks -> utilisation(workload, offloaded, ranks),
        threshold,
        (int) Math.min(clientThreads, bytesPerSecond / each));
  }

  /**
   * What, taken away, helps one rank more than is sustained the most. More bytes a second help
   * wherever the target is the limit, so of limits that help about alike the narrowest is named.
   */
  public Limit limit(StorageWorkload workload, boolean offloaded, int sustained) {
    Limit most = null;
    double best = -1;
    for (Limit limit : Limit.values()) {
      double without = utilisation(workload, offloaded, sustained + 1, EnumSet.of(limit));
      if (without > best + ALIKE) {
        best = without;
        most = limit;
      }
    }
    return most;
  }

  private double utilisation(
      StorageWorkload workload, boolean offloaded, int ranks, Set<Limit> without) {
    LoaderWorkers workers = LoaderWorkers.of(workload);
    boolean files = workload.samplesPerFile().value() == 1;
    int steps =
        workers.together()
            ? STEPS_OF_MANY_RECORDS
            : workload.batchSize().value() == 1 ? STEPS_OF_ONE_FILE : STEPS_OF_FILES;
    int reads = LoaderRuns.readsPerBatch(workload);
    RecordSizes sizes = LoaderRuns.sizes(workload, ranks, steps, new RandomStreams(seed));
    double seconds = workload.stepTime().value().seconds();
    boolean enough = ranks <= clientThreads || without.contains(Limit.CLIENT_THREADS);
    double stretched = enough ? seconds : seconds * ranks / clientThreads;
    TrainerPlan plan =
        TrainerPlan.of(ranks, steps, reads, workload.batchSize().value(), seconds, workers);
    double recordsPerRead = (double) workload.batchSize().value() / reads;
    double opens = files ? 1 : recordsPerRead / workload.samplesPerFile().value();
    TargetShape shape =
        shape(workload, offloaded, without)
            .withClients(
                without.contains(Limit.CLIENT_NIC)
                    ? Double.POSITIVE_INFINITY
                    : clientBytesPerSecond,
                1,
                without.contains(Limit.CLIENT_FILES) ? 0 : opens * clientSecondsPerFile);
    return LoaderRuns.run(plan, shape, sizes, stretched, seed).au();
  }

  private TargetShape shape(StorageWorkload workload, boolean offloaded, Set<Limit> without) {
    double rate = bytesPerSecond * (without.contains(Limit.TARGET_BYTES) ? 100 : 1);
    boolean pooled = offloaded || without.contains(Limit.QUEUE_BALANCE);
    double cost = offloaded ? engineSecondsPerRecord : softwareSecondsPerRecord;
    // A pool of n queues does n records at a time.
    double inPool = offloaded || !pooled ? cost : cost / queues;
    TargetShape target = TargetShape.pool(rate);
    TargetShape split = pooled ? target : target.split(queues, QueueChoice.READ_BY_CHANCE);
    return split.withOperations(
        Math.round(workload.recordBytes().value()),
        without.contains(Limit.TARGET_RECORDS) ? 0 : inPool);
  }
}
