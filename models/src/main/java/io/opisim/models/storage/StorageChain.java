package io.opisim.models.storage;

import io.opisim.models.offload.LoadWatcher;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.simcore.queue.CreditPool;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stages from the client to the bytes, as one storage service.
 *
 * <p>Models: an operation waits for its queue pair and for rate limits, then takes the delays of
 * all its stages, then streams its bytes through all of them at once, as one activity with the
 * demands of all; a request of more commands than may be in flight takes the delays once for every
 * further round. Ignores: that commands of several requests of one queue pair fill its depth
 * together (a request holds one place), filling of stages beyond the delays, failures. Valid for:
 * operations from 512 bytes to gigabytes. Source: max-min sharing of resources ({@code
 * simcore.sharing}).
 *
 * <p>What operations of a client, class of streams, way and size need is worked out once; in steady
 * state an operation costs two events and allocates nothing.
 */
public final class StorageChain implements KeyedStorage {
  private final Simulation simulation;
  private final ActivityPool pool;
  private final int priority;
  private final RandomStream chance;
  private final FrontEnd frontEnd;
  private final List<StorageStage> stages;
  private final List<Gate> gates = new ArrayList<>();
  private final List<CacheLayer> caches = new ArrayList<>();
  private final PathBook paths;
  private final ChainBooks books;

  /** Told when something is in flight again; null if nobody asked. */
  private Runnable busy;

  private CreditPool[][] queuePairs = {};
  private Operation[] operations = new Operation[64];
  private int operationsMade;

  /**
   * A chain.
   *
   * @param simulation whose time it lives in
   * @param pool of the stages' resources
   * @param priority of its events among those of one instant, lower first
   * @param streams of chance; drawn delays come from the one called {@code storage-delays}
   * @param stages from the client to the bytes, the first of them the front-end
   */
  public StorageChain(
      Simulation simulation,
      ActivityPool pool,
      int priority,
      RandomStreams streams,
      List<StorageStage> stages) {
    this.simulation = simulation;
    this.pool = pool;
    this.priority = priority;
    chance = streams.stream("storage-delays");
    this.stages = List.copyOf(stages);
    if (!(stages.get(0) instanceof FrontEnd first)) {
      throw new IllegalArgumentException("a chain begins with a front-end, not " + stages.get(0));
    }
    frontEnd = first;
    books = new ChainBooks(simulation, this.stages);
    for (StorageStage stage : this.stages) {
      if (stage instanceof Gate gate) {
        gates.add(gate);
        gate.open(simulation, priority, (operation, since) -> nextGate(operations[operation]));
      }
      if (stage instanceof CacheLayer cache) {
        caches.add(cache);
      }
    }
    paths = new PathBook(this.stages, caches);
  }

  @Override
  public void readObject(
      int client, int stream, long object, long bytes, CompletionHandler done, int subject) {
    int way = caches.size();
    for (int cache = 0; object != NO_OBJECT && cache < caches.size(); cache++) {
      if (caches.get(cache).look(client, object)) {
        way = cache;
        break;
      }
    }
    request(client, stream, object, bytes, way, done, subject);
  }

  @Override
  public void writeObject(
      int client, int stream, long object, long bytes, CompletionHandler done, int subject) {
    request(client, stream, object, bytes, caches.size() + 1, done, subject);
  }

  /** A way is a hit of one of the caches, a read past them all, or a write. */
  private void request(
      int client,
      int stream,
      long object,
      long bytes,
      int way,
      CompletionHandler done,
      int subject) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("an operation has bytes, not " + bytes);
    }
    OperationPath path = paths.path(client, stream, way, bytes);
    Operation operation = path.idle.pollLast();
    if (operation == null) {
      operation = make(path);
    }
    operation.bytes = bytes;
    operation.object = object;
    operation.done = done;
    operation.subject = subject;
    operation.requestedNanos = simulation.nowNanos();
    operation.gate = 0;
    books.requested(path.direction, bytes);
    if (busy != null && books.inFlight() == 1) {
      busy.run();
    }
    if (frontEnd.queueDepth() > 0) {
      operation.queuePair = stream % frontEnd.queuePairs();
      queuePair(client, operation.queuePair).request(operation.number);
    } else {
      nextGate(operation);
    }
  }

  private void granted(int number, int credit) {
    operations[number].credit = credit;
    nextGate(operations[number]);
  }

  private void nextGate(Operation operation) {
    OperationPath path = operation.path;
    if (operation.gate < gates.size()) {
      Gate gate = gates.get(operation.gate++);
      gate.request(operation.number, path.direction, operation.bytes, path.commands);
      return;
    }
    long delay = path.delayNanos(chance);
    if (delay > 0 || operation.activity == null) {
      operation.timer.after(delay);
    } else {
      move(operation);
    }
  }

  private void delayOver(int number) {
    Operation operation = operations[number];
    if (operation.activity == null) {
      finish(operation);
    } else {
      move(operation);
    }
  }

  private void move(Operation operation) {
    for (LoadWatcher watcher : operation.path.watchers) {
      watcher.begins(operation.path.direction);
    }
    operation.activity.start(operation.bytes);
    if (operation.done instanceof MovesHandler told) {
      told.moves(operation.subject, operation.activity, operation.bytes);
    }
  }

  private void moved(int number) {
    Operation operation = operations[number];
    for (LoadWatcher watcher : operation.path.watchers) {
      watcher.ends(operation.path.direction);
    }
    finish(operation);
  }

  private void finish(Operation operation) {
    OperationPath path = operation.path;
    path.bytesDone += operation.bytes;
    books.finished(path, operation.bytes, operation.requestedNanos);
    if (operation.object != NO_OBJECT) {
      tellCaches(path, operation);
    }
    if (operation.credit != Operation.NO_CREDIT) {
      int credit = operation.credit;
      operation.credit = Operation.NO_CREDIT;
      queuePair(path.client, operation.queuePair).release(credit);
    }
    CompletionHandler done = operation.done;
    int subject = operation.subject;
    operation.done = null;
    path.idle.addLast(operation);
    done.completed(subject);
  }

  private void tellCaches(OperationPath path, Operation operation) {
    int passed = path.cacheHit ? path.stages - 1 : path.stages;
    long bytes = operation.bytes;
    for (int index = 0; index < passed; index++) {
      StorageStage stage = stages.get(index);
      if (stage instanceof CacheLayer cache) {
        cache.passed(path.client, operation.object, bytes);
      }
      bytes = stage.bytesBelow(path.direction, bytes);
    }
  }

  private Operation make(OperationPath path) {
    Operation operation = new Operation(operationsMade++, path);
    if (operation.number == operations.length) {
      operations = Arrays.copyOf(operations, 2 * operations.length);
    }
    operations[operation.number] = operation;
    operation.timer = simulation.timer(priority, this::delayOver, operation.number);
    path.demands.ifPresent(
        demands -> operation.activity = pool.activity(demands, this::moved, operation.number));
    return operation;
  }

  private CreditPool queuePair(int client, int index) {
    if (client >= queuePairs.length) {
      queuePairs = Arrays.copyOf(queuePairs, Math.max(client + 1, 2 * queuePairs.length));
    }
    if (queuePairs[client] == null) {
      queuePairs[client] = new CreditPool[frontEnd.queuePairs()];
    }
    CreditPool pair = queuePairs[client][index];
    if (pair == null) {
      pair =
          new CreditPool(
              "queue pair " + index + " of client " + client,
              simulation,
              frontEnd.queueDepth(),
              (operation, credit, since) -> granted(operation, credit));
      queuePairs[client][index] = pair;
    }
    return pair;
  }

  void whenBusy(Runnable told) {
    busy = told;
  }

  /** Classes that streams are dealt to, one after the other, by a stage that deals them. */
  public int streamClasses() {
    return paths.streamClasses();
  }

  /** What a read past all caches needs, as a run would take it; for closed forms. */
  public OperationNeeds readNeeds(int client, int streamClass, long bytes) {
    return paths.readNeeds(client, streamClass, bytes);
  }

  /** Operations requested and not yet done. */
  public long inFlight() {
    return books.inFlight();
  }

  /** What binds the operations that move bytes now: resource to how many; none for own limits. */
  public Map<String, Integer> bottlenecksNow() {
    Map<String, Integer> counts = new TreeMap<>();
    for (int number = 0; number < operationsMade; number++) {
      Operation operation = operations[number];
      if (operation.activity != null && operation.activity.isRunning()) {
        Optional<Resource> bottleneck = operation.activity.bottleneck();
        counts.merge(bottleneck.map(Resource::name).orElse("own limit"), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Books of a queue pair that was used; empty if requests are not bounded or it was not. */
  public Optional<CreditPool> queuePairOf(int client, int index) {
    return client < queuePairs.length && queuePairs[client] != null
        ? Optional.ofNullable(queuePairs[client][index])
        : Optional.empty();
  }

  /** What it did so far. */
  public ChainReport report() {
    return books.report(paths.all());
  }

  /**
   * Checks the books; to be called at the end of a run.
   *
   * @throws IllegalStateException if bytes are lost, a resource gave more than it had, or less than
   *     the operations took
   */
  public void checkBooks() {
    books.check(paths.all());
  }
}
