package io.opisim.models.storage.queued;

import io.opisim.models.storage.StorageService;
import io.opisim.simcore.queue.CreditPool;
import io.opisim.simcore.queue.FifoStation;
import io.opisim.simcore.queue.QueueBooks;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.Activity;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sharing.Demands;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A target of several queues behind the NICs of its clients.
 *
 * <p>Models: a read passes its client's software (so many at once, a fixed time each), travels for
 * the latency, waits for a place in its queue, and shares the queue's rate and the client's NIC
 * max-min fairly with all other reads; a byte takes more of the queue's rate where operations are
 * small. Ignores: caches, drives behind the queues, what reads of one stream share. Writes take the
 * same way. Valid for: questions of rate, balance and cost per operation; calibrate it on the
 * system in question. Source: the mechanism of SPDK's NVMe/TCP target, whose polling threads each
 * own their connections; the numbers are the caller's.
 */
public final class QueuedTarget implements StorageService {
  private static final int PRIORITY = 50;
  private static final int[] NO_SLOTS = {};

  private final Simulation simulation;
  private final TargetShape shape;
  private final int streamsPerClient;
  private final ActivityPool pool;
  private final Resource[] queues;
  private final Resource[] nics;
  private final CreditPool[] places;
  private final FifoStation[] software;
  private final Demands[][] demands;
  private final int[] queueOfStream;
  private final RandomStream luck;
  private final long clientNanosPerRead;
  private final long latencyNanos;

  private final List<Timer> journeys = new ArrayList<>();
  private final List<Activity[][]> transfers = new ArrayList<>();
  private int[] freeSlots = NO_SLOTS;
  private int freeCount;
  private int[] clients = {};
  private int[] queueOf = {};
  private int[] credits = {};
  private int[] subjects = {};
  private long[] amounts = {};
  private CompletionHandler[] handlers = {};
  private long askedBytes;
  private long deliveredBytes;

  /**
   * A target without work.
   *
   * @param clients hosts that may read
   * @param streamsPerClient numbers of streams lie below it
   */
  public QueuedTarget(
      Simulation simulation,
      TargetShape shape,
      int clients,
      int streamsPerClient,
      RandomStreams random) {
    this.simulation = simulation;
    this.shape = shape;
    this.streamsPerClient = streamsPerClient;
    pool = new ActivityPool(simulation, PRIORITY);
    queues = new Resource[shape.queues()];
    places = new CreditPool[queues.length];
    for (int queue = 0; queue < queues.length; queue++) {
      queues[queue] = pool.resource("target queue " + queue, shape.queueBytesPerSecond());
      places[queue] =
          new CreditPool(
              "target queue " + queue,
              simulation,
              Math.min(shape.queueDepth(), clients * streamsPerClient),
              this::transfer);
    }
    boolean hasNics = shape.clientBytesPerSecond() < Double.POSITIVE_INFINITY;
    nics = new Resource[hasNics ? clients : 0];
    demands = new Demands[clients][queues.length];
    software = new FifoStation[shape.clientSecondsPerRead() > 0 ? clients : 0];
    for (int client = 0; client < clients; client++) {
      if (hasNics) {
        nics[client] = pool.resource("NIC of client " + client, shape.clientBytesPerSecond());
      }
      for (int queue = 0; queue < queues.length; queue++) {
        Demands own = Demands.on().and(queues[queue], shape.queueWeight());
        demands[client][queue] = hasNics ? own.and(nics[client], 1) : own;
      }
      if (software.length > 0) {
        software[client] =
            new FifoStation(
                "software of client " + client,
                simulation,
                shape.clientReads(),
                PRIORITY,
                (slot, arrived, started) -> travel(slot));
      }
    }
    clientNanosPerRead = SimulatedTime.nanosFromSeconds(shape.clientSecondsPerRead());
    latencyNanos = SimulatedTime.nanosFromSeconds(shape.latencySeconds());
    luck = random.stream("target queues");
    queueOfStream = queuesOfStreams(clients * streamsPerClient);
  }

  private int[] queuesOfStreams(int streams) {
    int[] chosen = new int[shape.choice() == QueueChoice.READ_BY_CHANCE ? 0 : streams];
    for (int stream = 0; stream < chosen.length; stream++) {
      boolean inTurn = shape.choice() == QueueChoice.STREAM_IN_TURN;
      chosen[stream] = inTurn ? stream % queues.length : luck.nextInt(queues.length);
    }
    return chosen;
  }

  @Override
  public void read(int client, int stream, long bytes, CompletionHandler done, int subject) {
    begin(client, stream, bytes, done, subject);
  }

  @Override
  public void write(int client, int stream, long bytes, CompletionHandler done, int subject) {
    begin(client, stream, bytes, done, subject);
  }

  /** Bytes of all operations so far. */
  public long askedBytes() {
    return askedBytes;
  }

  /** Bytes of the operations that are done. */
  public long deliveredBytes() {
    return deliveredBytes;
  }

  /** The books of a queue: from a read's arrival there to its end. */
  public QueueBooks books(int queue) {
    return places[queue].books();
  }

  /** The queues' rates and the NICs. */
  public List<Resource> resources() {
    return pool.resources();
  }

  private void begin(int client, int stream, long bytes, CompletionHandler done, int subject) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("an operation of " + bytes + " bytes");
    }
    int slot = takeSlot();
    clients[slot] = client;
    queueOf[slot] =
        queueOfStream.length == 0
            ? luck.nextInt(queues.length)
            : queueOfStream[client * streamsPerClient + stream];
    amounts[slot] = bytes;
    handlers[slot] = done;
    subjects[slot] = subject;
    askedBytes += bytes;
    if (software.length > 0) {
      software[client].arrive(slot, clientNanosPerRead);
    } else {
      travel(slot);
    }
  }

  private void travel(int slot) {
    if (latencyNanos > 0) {
      journeys.get(slot).after(latencyNanos);
    } else {
      queueUp(slot);
    }
  }

  private void queueUp(int slot) {
    places[queueOf[slot]].request(slot);
  }

  private void transfer(int slot, int credit, long requestedNanos) {
    credits[slot] = credit;
    Activity[] byQueue = transfers.get(slot)[clients[slot]];
    Activity activity = byQueue[queueOf[slot]];
    if (activity == null) {
      activity = pool.activity(demands[clients[slot]][queueOf[slot]], this::transferred, slot);
      byQueue[queueOf[slot]] = activity;
    }
    activity.start(amounts[slot]);
  }

  private void transferred(int slot) {
    CompletionHandler done = handlers[slot];
    int subject = subjects[slot];
    deliveredBytes += amounts[slot];
    places[queueOf[slot]].release(credits[slot]);
    freeSlots[freeCount++] = slot;
    done.completed(subject);
  }

  private int takeSlot() {
    if (freeCount > 0) {
      return freeSlots[--freeCount];
    }
    int slot = transfers.size();
    if (slot == clients.length) {
      int size = Math.max(64, 2 * slot);
      freeSlots = Arrays.copyOf(freeSlots, size);
      clients = Arrays.copyOf(clients, size);
      queueOf = Arrays.copyOf(queueOf, size);
      credits = Arrays.copyOf(credits, size);
      subjects = Arrays.copyOf(subjects, size);
      amounts = Arrays.copyOf(amounts, size);
      handlers = Arrays.copyOf(handlers, size);
    }
    transfers.add(new Activity[demands.length][queues.length]);
    journeys.add(simulation.timer(PRIORITY, this::queueUp, slot));
    return slot;
  }
}
