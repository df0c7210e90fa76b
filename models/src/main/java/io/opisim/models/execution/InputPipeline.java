package io.opisim.models.execution;

import io.opisim.models.storage.MovesHandler;
import io.opisim.models.storage.StorageService;
import io.opisim.models.workload.TimeClass;
import io.opisim.simcore.sharing.Activity;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The input of one training job: fetched through a storage service, prepared by the services on its
 * way, moved to the accelerators, ahead of the steps that need it.
 *
 * <p>Models: each node reads the samples of its ranks, by its readers in parallel, one step after
 * the other; what a node has of a step crosses PCIe to the accelerators; so many steps are read
 * ahead, and a step begins when its input is on all nodes. Fetch, transfer and computation overlap.
 * A job that leaves its nodes loses what it read ahead. Ignores: that samples differ in size and
 * cost; that only the first stage of a model pipeline reads, and that tensor-parallel ranks of
 * several nodes read the same. Valid for: synchronous training with loaders that keep up an even
 * pace. Source: Mohan et al., VLDB 14(5), 2021 (fetch and prepare stalls behind a prefetching
 * loader).
 */
public final class InputPipeline implements StepGate, MovesHandler {
  private final int job;
  private final Simulation simulation;
  private final FabricNetwork network;
  private final StorageService storage;
  private final IntUnaryOperator hosts;
  private final IntUnaryOperator streams;
  private final InputPlan plan;
  private final long steps;
  private final InputBooks books = new InputBooks();
  private final List<NodeInput.Reader> readers = new ArrayList<>();
  private final List<NodeInput> nodes = new ArrayList<>();
  private final ArrayDeque<Lags> lags = new ArrayDeque<>();
  private int[] nodeOfRank = {};
  private long[] lagNanos = {};
  private long counted;
  private long begun;
  private long fetched;
  private long wanted = -1;
  private long wantedNanos;
  private Runnable waiting;

  /** How long nodes waited for others in a step, kept because the step may yet be lost. */
  private record Lags(long step, int[] nodeOfRank, long[] nanosOfNode) {}

  /**
   * A pipeline in which nothing is yet.
   *
   * @param job its number in all that is told about it
   * @param network of the accelerators; its contention book, if any, sees the reads, too
   * @param storage whose clients are the network's nodes
   * @param hosts vertex of each node's host
   * @param streams gives a new stream of a node at each call
   * @param steps of the job
   */
  public InputPipeline(
      int job,
      Simulation simulation,
      FabricNetwork network,
      StorageService storage,
      IntUnaryOperator hosts,
      IntUnaryOperator streams,
      InputPlan plan,
      long steps) {
    this.job = job;
    this.simulation = simulation;
    this.network = network;
    this.storage = storage;
    this.hosts = hosts;
    this.streams = streams;
    this.plan = plan;
    this.steps = steps;
  }

  /**
   * The job holds accelerators from now on.
   *
   * @param accelerators endpoint of every rank, in rank order
   * @param first step that it will do; steps from there on that were done are lost
   */
  public void start(int[] accelerators, long first) {
    if (lagNanos.length == 0) {
      lagNanos = new long[accelerators.length];
    }
    loseFrom(first);
    nodeOfRank = new int[accelerators.length];
    begun = first;
    fetched = first;
    int from = 0;
    for (int rank = 1; rank <= accelerators.length; rank++) {
      if (rank == accelerators.length
          || network.nodeOf(accelerators[rank]) != network.nodeOf(accelerators[from])) {
        Arrays.fill(nodeOfRank, from, rank, nodes.size());
        nodes.add(node(accelerators, from, rank, first));
        from = rank;
      }
    }
    readOn();
  }

  private void loseFrom(long first) {
    while (!lags.isEmpty() && lags.peekLast().step() >= first) {
      Lags lost = lags.removeLast();
      for (int rank = 0; rank < lagNanos.length; rank++) {
        lagNanos[rank] -= lost.nanosOfNode()[lost.nodeOfRank()[rank]];
      }
    }
    books.lost((counted - first) * plan.stepBytes());
    counted = first;
  }

  private NodeInput node(int[] accelerators, int from, int to, long first) {
    int client = network.nodeOf(accelerators[from]);
    long bytes = plan.bytes(from, to, accelerators.length);
    NodeInput node =
        new NodeInput(
            simulation,
            network,
            client,
            hosts.applyAsInt(client),
            Arrays.copyOfRange(accelerators, from, to),
            bytes,
            first,
            plan.prefetchSteps() + 1,
            this::beginIfReady);
    for (int reader = 0; reader < plan.readers(); reader++) {
      long part = bytes / plan.readers() + (reader < bytes % plan.readers() ? 1 : 0);
      if (part > 0) {
        readers.add(node.reader(readers.size(), streams.applyAsInt(client), part, first));
      }
    }
    return node;
  }

  /** The job is taken off its accelerators. */
  public void stop() {
    nodes.forEach(NodeInput::leave);
    nodes.clear();
    waiting = null;
    wanted = -1;
    books.left();
  }

  @Override
  public void await(int ofJob, long step, Runnable pass) {
    wanted = step;
    wantedNanos = simulation.nowNanos();
    waiting = pass;
    readOn();
    beginIfReady();
  }

  private void beginIfReady() {
    if (waiting == null || nodes.stream().anyMatch(node -> node.ready <= wanted)) {
      return;
    }
    nodes.forEach(node -> node.begins(wanted, wantedNanos));
    begun = wanted + 1;
    books.taken(plan.stepBytes());
    Runnable pass = waiting;
    waiting = null;
    readOn();
    pass.run();
  }

  /** Has every reader that is free read what may be read now. */
  private void readOn() {
    long limit = Math.min(steps, Math.max(begun + plan.prefetchSteps(), wanted + 1));
    for (NodeInput node : nodes) {
      for (NodeInput.Reader reader : node.readers) {
        readOn(reader, limit);
      }
    }
  }

  private void readOn(NodeInput.Reader reader, long limit) {
    if (reader.next == reader.done && reader.next < limit) {
      reader.next++;
      storage.read(reader.node.client, reader.stream, reader.bytes, this, reader.number);
    }
  }

  @Override
  public void moves(int subject, Activity activity, long bytes) {
    NodeInput.Reader reader = readers.get(subject);
    reader.watched = network.contention().map(book -> book.channel(job, activity, network));
    reader.watched.ifPresent(channel -> channel.started(bytes));
  }

  @Override
  public void completed(int subject) {
    NodeInput.Reader reader = readers.get(subject);
    Optional<ContentionBook.Channel> watched = reader.watched;
    reader.watched = Optional.empty();
    watched.ifPresent(channel -> channel.ended(0));
    books.arrived(reader.bytes, !reader.node.gone);
    if (reader.node.gone) {
      return;
    }
    reader.done++;
    reader.node.partCame();
    long everywhere = nodes.stream().mapToLong(NodeInput::fetched).min().orElse(fetched);
    if (everywhere > fetched) {
      fetched = everywhere;
      watched.ifPresent(ContentionBook.Channel::decided);
    }
    readOn();
  }

  /** A listener of the job's steps that also counts their input as delivered. */
  public StepListener counting(StepListener other) {
    return (ofJob, step, startNanos, endNanos, nanosByClass) -> {
      if (nanosByClass[TimeClass.LOST_WORK_AND_RESTART.ordinal()] == 0) {
        stepDone(step);
      }
      other.stepDone(ofJob, step, startNanos, endNanos, nanosByClass);
    };
  }

  private void stepDone(long step) {
    books.counted();
    counted = step + 1;
    long[] nanos = nodes.stream().mapToLong(node -> node.lagNanos).toArray();
    if (Arrays.stream(nanos).allMatch(one -> one == 0)) {
      return;
    }
    lags.addLast(new Lags(step, nodeOfRank, nanos));
    for (int rank = 0; rank < lagNanos.length; rank++) {
      lagNanos[rank] += nanos[nodeOfRank[rank]];
    }
  }

  @Override
  public long lagNanos(int rank) {
    return nodes.get(nodeOfRank[rank]).lagNanos;
  }

  /** How long a rank waited for input of other nodes when its own was there, over steps done. */
  public long waitedForOthersNanos(int rank) {
    return lagNanos[rank];
  }

  /** What became of its bytes. */
  public InputBooks books() {
    books.check();
    return books;
  }
}
