package io.opisim.simcore.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private final Simulation simulation = new Simulation();
  private final List<String> log = new ArrayList<>();

  private void note(int subject) {
    log.add(subject + "@" + simulation.nowNanos());
  }

  @Test
  void eventsFireByTimeThenPriorityThenOrderOfArming() {
    simulation.schedule(10, 1, this::note, 1);
    simulation.schedule(10, 0, this::note, 2);
    simulation.schedule(5, 9, this::note, 3);
    simulation.schedule(10, 1, this::note, 4);
    simulation.schedule(10, -1, this::note, 5);
    simulation.run();

    assertThat(log).containsExactly("3@5", "5@10", "2@10", "1@10", "4@10");
    assertThat(simulation.eventsHandled()).isEqualTo(5);
    assertThat(simulation.nowSeconds()).isEqualTo(1e-8);
  }

  @Test
  void randomWorldsFireInTheOrderOfASortedList() {
    for (long seed = 0; seed < 100; seed++) {
      RandomStream stream = new RandomStreams(seed).stream("world");
      Simulation world = new Simulation();
      List<long[]> expected = new ArrayList<>();
      List<Integer> fired = new ArrayList<>();
      for (int number = 0; number < 300; number++) {
        long time = stream.nextInt(40);
        int priority = stream.nextInt(3);
        Timer timer = world.schedule(time, priority, fired::add, number);
        if (stream.nextInt(4) == 0) {
          assertThat(timer.cancel()).isTrue();
        } else {
          expected.add(new long[] {time, priority, number});
        }
      }
      world.run();
      expected.sort(
          Comparator.<long[]>comparingLong(e -> e[0])
              .thenComparingLong(e -> e[1])
              .thenComparingLong(e -> e[2]));
      assertThat(fired)
          .as("seed %s", seed)
          .isEqualTo(expected.stream().map(e -> (int) e[2]).toList());
    }
  }

  @Test
  void anEventForNowFiresInThisInstantAfterThoseAlreadyDue() {
    simulation.schedule(
        7,
        0,
        subject -> {
          note(subject);
          simulation.schedule(0, 0, this::note, 3);
          simulation.schedule(0, -1, this::note, 4);
        },
        1);
    simulation.schedule(7, 0, this::note, 2);
    simulation.run();

    assertThat(log).containsExactly("1@7", "4@7", "2@7", "3@7");
  }

  @Test
  void aTimerIsArmedAndCancelledAndArmedAgain() {
    Timer timer = simulation.timer(0, this::note, 1);
    assertThat(timer.isArmed()).isFalse();
    assertThat(timer.cancel()).isFalse();
    assertThatThrownBy(timer::timeNanos).hasMessageContaining("not armed");

    timer.at(30);
    assertThat(timer.isArmed()).isTrue();
    assertThat(timer.timeNanos()).isEqualTo(30);
    assertThatThrownBy(() -> timer.at(40)).isInstanceOf(IllegalStateException.class);
    assertThat(timer.cancel()).isTrue();
    timer.after(20);
    simulation.run();
    timer.after(20);
    simulation.run();

    assertThat(log).containsExactly("1@20", "1@40");
    assertThat(simulation.eventsPending()).isZero();
  }

  @Test
  void aRunUntilAnInstantHandlesThatInstantAndGoesOnLater() {
    for (long time = 10; time <= 50; time += 10) {
      simulation.schedule(time, 0, this::note, 0);
    }
    simulation.runUntil(30);
    assertThat(log).containsExactly("0@10", "0@20", "0@30");
    assertThat(simulation.nowNanos()).isEqualTo(30);
    simulation.runUntil(39);
    assertThat(log).hasSize(3);
    simulation.run();
    assertThat(log).hasSize(5);
  }

  @Test
  void aStoppedRunEndsAfterTheEventAndCanGoOn() {
    simulation.schedule(1, 0, unused -> simulation.stop(), 0);
    simulation.schedule(1, 1, this::note, 2);
    simulation.run();
    assertThat(log).isEmpty();
    assertThat(simulation.eventsPending()).isEqualTo(1);
    simulation.run();
    assertThat(log).containsExactly("2@1");
  }

  @Test
  void anEventInThePastIsRefused() {
    Timer timer = simulation.timer(0, this::note, 1);
    simulation.schedule(
        100,
        0,
        unused -> {
          assertThatThrownBy(() -> timer.at(99))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("-1 ns from now (100 ns)");
          assertThatThrownBy(() -> timer.after(-5)).hasMessageContaining("past");
          assertThatThrownBy(() -> timer.at(Long.MIN_VALUE)).hasMessageContaining("past");
          assertThatThrownBy(() -> timer.after(SimulatedTime.MAX_NANOS))
              .hasMessageContaining("beyond");
          timer.at(100);
        },
        0);
    simulation.run();
    assertThat(log).containsExactly("1@100");
  }

  @Test
  void aRunWhoseTimeStandsStillNamesTheHandler() {
    Simulation impatient = new Simulation(1000);
    Timer[] timer = new Timer[1];
    timer[0] = impatient.timer(0, unused -> timer[0].after(0), 42);
    timer[0].after(3_000_000_000L);

    assertThatThrownBy(impatient::run)
        .isInstanceOf(NoProgressException.class)
        .hasMessageContaining("1000 events in a row at 3.0 s")
        .hasMessageContaining("SimulationTest")
        .hasMessageContaining("subject 42");
    assertThatThrownBy(() -> new Simulation(0)).hasMessageContaining("positive");
  }

  @Test
  void asManyEventsAsAllowedInEachInstantAreProgress() {
    Simulation busy = new Simulation(1000);
    Timer[] timer = new Timer[1];
    int[] handled = new int[1];
    timer[0] =
        busy.timer(
            0,
            unused -> {
              if (++handled[0] < 10_000) {
                timer[0].after(handled[0] % 1000 == 0 ? 1 : 0);
              }
            },
            0);
    timer[0].after(0);
    busy.run();
    assertThat(handled[0]).isEqualTo(10_000);
  }

  @Test
  void aRunThatReArmsItsTimersAllocatesNothing() {
    RandomStream stream = new RandomStreams(1).stream("delays");
    Timer[] timers = new Timer[1000];
    EventHandler again = subject -> timers[subject].after(1 + stream.nextInt(1000));
    for (int subject = 0; subject < timers.length; subject++) {
      timers[subject] = simulation.timer(0, again, subject);
      timers[subject].after(subject);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    simulation.runUntil(100_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    long eventsBefore = simulation.eventsHandled();
    simulation.runUntil(500_000);

    assertThat(simulation.eventsHandled() - eventsBefore).isGreaterThan(500_000);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
  }
}
