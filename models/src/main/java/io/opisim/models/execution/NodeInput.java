package io.opisim.models.execution;

import io.opisim.simcore.sharing.Activity;
import io.opisim.simcore.sharing.Demands;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The input of one node of a job, for as long as the job is there: what has come, step by step. */
final class NodeInput {
  /** One of the node's readers: takes its part of every step, one after the other. */
  static final class Reader {
    final NodeInput node;
    final int number;
    final int stream;
    final long bytes;
    long next;
    long done;
    Optional<ContentionBook.Channel> watched = Optional.empty();

    private Reader(NodeInput node, int number, int stream, long bytes, long first) {
      this.node = node;
      this.number = number;
      this.stream = stream;
      this.bytes = bytes;
      next = first;
      done = first;
    }
  }

  final int client;
  final List<Reader> readers = new ArrayList<>();

  /** The job has left the node. */
  boolean gone;

  /** Steps whose input is on the accelerators. */
  long ready;

  /** How long before the last step began its input was there. */
  long lagNanos;

  private final Simulation simulation;
  private final Runnable told;
  private final long bytes;
  private final long[] readyNanos;
  private final Activity transfer;
  private long fetched;

  /**
   * A node that has nothing yet.
   *
   * @param bytes of one step
   * @param first step that it will need
   * @param window most steps at hand at once
   * @param told of every step that is ready
   */
  NodeInput(
      Simulation simulation,
      FabricNetwork network,
      int client,
      int host,
      int[] accelerators,
      long bytes,
      long first,
      int window,
      Runnable told) {
    this.simulation = simulation;
    this.client = client;
    this.bytes = bytes;
    this.told = told;
    readyNanos = new long[window + 1];
    fetched = first;
    ready = bytes == 0 ? Long.MAX_VALUE : first;
    LinkLoads loads = new LinkLoads(network);
    for (int accelerator : accelerators) {
      loads.add(host, accelerator, 0, 1.0 / accelerators.length);
    }
    transfer =
        loads.links().length == 0
            ? null
            : network
                .pool()
                .activity(
                    Demands.of(loads.resources(), loads.weights()), unused -> transferred(), 0);
  }

  /** Adds a reader of a part of each step. */
  Reader reader(int number, int stream, long part, long first) {
    Reader reader = new Reader(this, number, stream, part, first);
    readers.add(reader);
    return reader;
  }

  /** Steps that are in the host's memory. */
  long fetched() {
    return bytes == 0 ? Long.MAX_VALUE : fetched;
  }

  /** A reader has its part of a step. */
  void partCame() {
    long whole = Long.MAX_VALUE;
    for (Reader reader : readers) {
      whole = Math.min(whole, reader.done);
    }
    if (whole > fetched) {
      fetched = whole;
      transferNext();
    }
  }

  private void transferNext() {
    if (transfer == null) {
      stepReady();
    } else if (!transfer.isRunning()) {
      transfer.start(bytes);
    }
  }

  private void transferred() {
    if (ready + 1 < fetched) {
      transfer.start(bytes);
    }
    stepReady();
  }

  private void stepReady() {
    readyNanos[(int) (ready % readyNanos.length)] = simulation.nowNanos();
    ready++;
    told.run();
  }

  /** A step begins that could have begun here as soon as it was wanted and its input was there. */
  void begins(long step, long wantedNanos) {
    long there = bytes == 0 ? 0 : readyNanos[(int) (step % readyNanos.length)];
    lagNanos = simulation.nowNanos() - Math.max(there, wantedNanos);
  }

  /** The job leaves. */
  void leave() {
    gone = true;
    if (transfer != null && transfer.isRunning()) {
      transfer.cancel();
    }
  }
}
