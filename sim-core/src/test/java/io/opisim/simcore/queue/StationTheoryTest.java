package io.opisim.simcore.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.simcore.random.Constant;
import io.opisim.simcore.random.Distribution;
import io.opisim.simcore.random.Exponential;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.random.Weibull;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import io.opisim.simcore.stat.ConfidenceInterval;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Open stations against the formulas of queueing theory; mean service time 1 s throughout. */
class StationTheoryTest {
  private static final long MASTER_SEED = 77;
  private static final int REPLICATIONS = 20;
  private static final int WARM_UP = 3_000;
  private static final int CUSTOMERS = 23_000;

  @Test
  void meanWaitOfOneServerWithExponentialServiceIsLoadOverOneMinusLoad() {
    expect(0.7 / (1 - 0.7), fifo(1, 0.7, new Exponential(1)));
  }

  @Test
  void meanWaitWithConstantServiceIsHalfOfThat() {
    expect(0.7 / (1 - 0.7) / 2, fifo(1, 0.7, new Constant(1)));
  }

  @Test
  void meanWaitOfThreeServersFollowsErlangC() {
    // Erlang C for 3 servers and 2.4 erlang is 0.6472 (tables); wait = C / (3 − 2.4) s.
    expect(0.6472 / 0.6, fifo(3, 0.8, new Exponential(1)));
  }

  @Test
  void meanSojournUnderSharingDependsOnTheMeanServiceOnly() {
    double theory = 1 / (1 - 0.6);
    expect(theory, sharing(0.6, new Exponential(1)));
    expect(theory, sharing(0.6, Weibull.withMean(0.6, 1)));
    expect(theory, sharing(0.6, new Constant(1)));
  }

  private static void expect(double theorySeconds, double[] meansSeconds) {
    ConfidenceInterval interval = ConfidenceInterval.of(meansSeconds, 0.9999);
    assertThat(interval.contains(theorySeconds))
        .as("theory %s s in %s, seed %s", theorySeconds, interval, MASTER_SEED)
        .isTrue();
    assertThat(interval.halfWidth()).as("a test that can fail").isLessThan(0.2 * theorySeconds);
  }

  private static double[] fifo(int servers, double load, Distribution service) {
    double[] means = new double[REPLICATIONS];
    for (int replication = 0; replication < REPLICATIONS; replication++) {
      Simulation simulation = new Simulation();
      FifoStation station =
          new FifoStation("station", simulation, servers, 0, (number, arrived, started) -> {});
      RandomStreams streams = new RandomStreams(MASTER_SEED).child("replication/" + replication);
      RandomStream services = streams.stream("service");
      arrivals(
          simulation,
          streams,
          load * servers,
          number -> {
            if (number == WARM_UP) {
              station.waitingBooks().restart();
            }
            station.arrive(number, SimulatedTime.nanosFromSeconds(service.sample(services)));
          });
      means[replication] = station.waitingBooks().meanSojournSeconds();
      littlesLaw(station.books());
    }
    return means;
  }

  private static double[] sharing(double load, Distribution service) {
    double[] means = new double[REPLICATIONS];
    for (int replication = 0; replication < REPLICATIONS; replication++) {
      Simulation simulation = new Simulation();
      ProcessorSharingStation station =
          new ProcessorSharingStation(
              "station", simulation, 1, 0, (number, arrived, started) -> {});
      RandomStreams streams = new RandomStreams(MASTER_SEED).child("replication/" + replication);
      RandomStream services = streams.stream("service");
      arrivals(
          simulation,
          streams,
          load,
          number -> {
            if (number == WARM_UP) {
              station.books().restart();
            }
            station.arrive(number, SimulatedTime.nanosFromSeconds(service.sample(services)));
          });
      means[replication] = station.books().meanSojournSeconds();
    }
    return means;
  }

  private static void arrivals(
      Simulation simulation, RandomStreams streams, double rate, IntConsumer arrive) {
    RandomStream gaps = streams.stream("arrivals");
    Exponential gap = new Exponential(1 / rate);
    Timer[] next = new Timer[1];
    int[] count = new int[1];
    next[0] =
        simulation.timer(
            1,
            unused -> {
              arrive.accept(count[0]);
              if (++count[0] < CUSTOMERS) {
                next[0].after(SimulatedTime.nanosFromSeconds(gap.sample(gaps)));
              }
            },
            0);
    next[0].after(0);
    simulation.run();
  }

  private static void littlesLaw(QueueBooks books) {
    assertThat(books.present()).isZero();
    assertThat(books.arrivals()).isEqualTo(books.departures());
    assertThat(books.meanPresent())
        .isEqualTo(books.arrivalsPerSecond() * books.meanSojournSeconds(), within(1e-9));
  }
}
