package io.opisim.hwvalidate.compare;

import io.opisim.simcore.queue.FifoStation;
import io.opisim.simcore.queue.ProcessorSharingStation;
import io.opisim.simcore.queue.QueueBooks;
import io.opisim.simcore.random.Distribution;
import io.opisim.simcore.random.Exponential;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;

/** One replication of one queue, from empty; used once. */
final class QueueingRun {
  private final Simulation simulation = new Simulation();
  private final QueueingRow row;
  private final Distribution gap;
  private final RandomStream gaps;
  private final RandomStream services;
  private final Timer nextArrival;
  private final Arrivals station;
  private final QueueBooks timeBooks;
  private final QueueBooks numberBooks;
  private final int warmUp;
  private final int customers;
  private final double[] timesSeconds;
  private int arrived;

  private QueueingRun(
      QueueingRow row, RandomStreams streams, int warmUp, int customers, double[] timesSeconds) {
    this.row = row;
    this.warmUp = warmUp;
    this.customers = customers;
    this.timesSeconds = timesSeconds;
    gap = new Exponential(1 / row.arrivalsPerSecond());
    gaps = streams.stream("gaps");
    services = streams.stream("services");
    // Departures come first in an instant: who arrives then finds the server free.
    nextArrival = simulation.timer(1, this::arrive, 0);
    if (row.processorSharing()) {
      ProcessorSharingStation sharing =
          new ProcessorSharingStation(row.key(), simulation, row.servers(), 0, this::departed);
      station = sharing::arrive;
      timeBooks = sharing.books();
      numberBooks = sharing.books();
    } else {
      FifoStation fifo = new FifoStation(row.key(), simulation, row.servers(), 0, this::departed);
      station = fifo::arrive;
      timeBooks = fifo.waitingBooks();
      numberBooks = fifo.books();
    }
  }

  /** The means over {@code customers} arrivals that follow {@code warmUp} others. */
  static Means means(QueueingRow row, RandomStreams streams, int warmUp, int customers) {
    QueueingRun run = new QueueingRun(row, streams, warmUp, warmUp + customers, new double[0]);
    run.nextArrival.after(0);
    run.simulation.run();
    return new Means(run.timeBooks.meanSojournSeconds(), run.numberBooks.meanPresent());
  }

  /** The time of each of the first customers, in the order of their arrival. */
  static double[] times(QueueingRow row, RandomStreams streams, int customers) {
    QueueingRun run = new QueueingRun(row, streams, 0, customers, new double[customers]);
    run.nextArrival.after(0);
    run.simulation.run();
    return run.timesSeconds;
  }

  private void arrive(int unused) {
    if (arrived == warmUp) {
      timeBooks.restart();
      numberBooks.restart();
    }
    if (arrived < customers) {
      station.arrive(arrived++, SimulatedTime.nanosFromSeconds(row.law().sample(services)));
      nextArrival.after(SimulatedTime.nanosFromSeconds(gap.sample(gaps)));
    } else if (timesSeconds.length == 0) {
      // The books close while the queue is as usual, not after it has drained.
      simulation.stop();
    }
  }

  private void departed(int customer, long arrivedNanos, long startedNanos) {
    if (timesSeconds.length > 0) {
      long endNanos = row.processorSharing() ? simulation.nowNanos() : startedNanos;
      timesSeconds[customer] = SimulatedTime.secondsFromNanos(endNanos - arrivedNanos);
    }
  }

  /** How a customer enters the station. */
  @FunctionalInterface
  private interface Arrivals {
    void arrive(int customer, long serviceNanos);
  }

  /**
   * What one replication measured.
   *
   * @param timeSeconds mean wait or sojourn of those who left
   * @param number mean number present over time
   */
  record Means(double timeSeconds, double number) {}
}
