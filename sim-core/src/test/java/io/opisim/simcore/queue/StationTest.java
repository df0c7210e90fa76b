package io.opisim.simcore.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StationTest {
  private final Simulation simulation = new Simulation();
  private final List<String> log = new ArrayList<>();

  private void note(int customer, long arrivedNanos, long startedNanos) {
    log.add(customer + ":" + arrivedNanos + "-" + startedNanos + "-" + simulation.nowNanos());
  }

  @Test
  void firstComeIsFirstServedByTwoServers() {
    FifoStation station = new FifoStation("disk", simulation, 2, 0, this::note);
    long[] services = {5, 3, 4, 0};
    for (int customer = 0; customer < services.length; customer++) {
      long service = services[customer];
      simulation.schedule(customer, 1, number -> station.arrive(number, service), customer);
    }
    simulation.run();

    // 0 on one server until 5; 1 on the other from 1 to 4, then 2 until 8; 3 gets the first at 5.
    assertThat(log).containsExactly("1:1-1-4", "0:0-0-5", "3:3-5-5", "2:2-4-8");
    assertThat(station.waitingBooks().meanPresent()).isEqualTo((2 + 2) / 8.0);
    assertThat(station.books().meanPresent()).isEqualTo((5 + 3 + 6 + 2) / 8.0);
    assertThat(station.books().meanSojournSeconds()).isEqualTo((5 + 3 + 6 + 2) / 4.0 / 1e9);
  }

  @Test
  void oneServerIsSharedEvenly() {
    ProcessorSharingStation station =
        new ProcessorSharingStation("core", simulation, 1, 0, this::note);
    simulation.schedule(0, 1, number -> station.arrive(number, 3_000), 0);
    simulation.schedule(1_000, 1, number -> station.arrive(number, 1_000), 1);
    simulation.run();

    // From 1000 on each runs at half speed: 1 ends at 3000, 0 has 1000 left and ends at 4000.
    assertThat(log).containsExactly("1:1000-1000-3000", "0:0-0-4000");
    assertThat(station.books().meanPresent()).isEqualTo((4_000 + 2_000) / 4_000.0);
  }

  @Test
  void nobodyUsesMoreThanOneOfTheSharedServers() {
    ProcessorSharingStation station =
        new ProcessorSharingStation("cores", simulation, 2, 0, this::note);
    station.arrive(0, 600);
    simulation.run();
    for (int customer = 1; customer <= 3; customer++) {
      station.arrive(customer, 600);
    }
    simulation.run();

    // Alone at full speed; then three at two thirds: 900 each, in the order of arrival.
    assertThat(log)
        .containsExactly("0:0-0-600", "1:600-600-1500", "2:600-600-1500", "3:600-600-1500");
  }

  @Test
  void sharedWorkEndsOnTheNextWholeNanosecond() {
    ProcessorSharingStation station =
        new ProcessorSharingStation("cores", simulation, 2, 0, this::note);
    for (int customer = 0; customer < 3; customer++) {
      station.arrive(customer, 1);
    }
    simulation.run();

    // One and a half nanoseconds of work each at two thirds: rounded up, never down.
    assertThat(simulation.nowNanos()).isEqualTo(2);
  }

  @Test
  void sharingKeepsItsBooksUnderRandomLoadAndReentry() {
    for (long seed = 0; seed < 40; seed++) {
      RandomStream stream = new RandomStreams(seed).stream("sharing");
      Simulation world = new Simulation();
      int servers = 1 + stream.nextInt(4);
      int[] left = {300};
      ProcessorSharingStation[] station = new ProcessorSharingStation[1];
      station[0] =
          new ProcessorSharingStation(
              "cores",
              world,
              servers,
              0,
              (number, arrived, started) -> {
                if (left[0]-- > 0) {
                  station[0].arrive(number, stream.nextInt(50));
                }
              });
      for (int customer = 0; customer < 10; customer++) {
        station[0].arrive(customer, stream.nextInt(50));
      }
      world.run();
      assertThat(station[0].books().departures()).as("seed %s", seed).isEqualTo(310);
      assertThat(station[0].present()).as("seed %s", seed).isZero();
    }
  }

  @Test
  void impossibleStationsAndCustomersAreRefused() {
    assertThatThrownBy(() -> new FifoStation("disk", simulation, 0, 0, this::note))
        .hasMessageContaining("disk needs at least one server, not 0");
    FifoStation station = new FifoStation("disk", simulation, 1, 0, this::note);
    assertThatThrownBy(() -> station.arrive(0, -1)).hasMessageContaining("-1 ns");
  }

  @Test
  void booksThatDoNotBalanceEndTheRun() {
    QueueBooks books = new QueueBooks("desk", simulation);
    simulation.schedule(0, 0, unused -> books.arrive(), 0);
    simulation.schedule(5, 0, unused -> books.arrive(), 0);
    simulation.schedule(7, 0, unused -> books.depart(5), 0);
    simulation.schedule(9, 0, unused -> books.depart(5), 0);

    // The first customer came at 0, but its departure says 5.
    assertThatThrownBy(simulation::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("desk")
        .hasMessageContaining("9 ns")
        .hasMessageContaining("present x time is 11, times spent are 6");
  }

  @Test
  void aDepartureWithoutArrivalEndsTheRun() {
    QueueBooks books = new QueueBooks("desk", simulation);
    assertThatThrownBy(() -> books.depart(0)).hasMessageContaining("1 departures");
  }

  @Test
  void afterTheWarmUpOnlyWhatFollowsCounts() {
    FifoStation station = new FifoStation("disk", simulation, 1, 0, this::note);
    simulation.schedule(0, 1, number -> station.arrive(number, 10), 0);
    simulation.schedule(4, 1, unused -> station.books().restart(), 0);
    simulation.schedule(8, 1, number -> station.arrive(number, 10), 1);
    simulation.run();

    // From 4 to 20: one present to 8, two to 10, one to 20; sojourns 10 and 12.
    assertThat(station.books().meanPresent()).isEqualTo((4 + 4 + 10) / 16.0);
    assertThat(station.books().arrivals()).isEqualTo(1);
    assertThat(station.books().departures()).isEqualTo(2);
    assertThat(station.books().meanSojournSeconds()).isEqualTo(11e-9);
  }
}
