package io.opisim.simcore.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.Simulation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityPoolTest {
  private final Simulation simulation = new Simulation();
  private final ActivityPool pool = new ActivityPool(simulation, 0);
  private final List<String> log = new ArrayList<>();

  private Activity activity(Demands demands, int subject) {
    return pool.activity(demands, n -> log.add(n + "@" + simulation.nowNanos()), subject);
  }

  @Test
  void twoFlowsShareALinkUntilTheFirstIsDone() {
    Resource link = pool.resource("link", 1e9);
    activity(Demands.on(link), 0).start(100);
    activity(Demands.on(link), 1).start(300);
    simulation.run();

    // 0.5 bytes a nanosecond each until 200 ns, then 200 bytes at 1: 400 ns.
    assertThat(log).containsExactly("0@200", "1@400");
    assertThat(link.given()).isEqualTo(400);
    assertThat(link.utilisation()).isEqualTo(1);
    assertThat(pool.completedAmount()).isEqualTo(400);
  }

  @Test
  void completionsAreRoundedUpAndNeverDown() {
    Resource link = pool.resource("link", 3e9);
    activity(Demands.on(link), 0).start(10);
    simulation.run();

    // 10 / 3 = 3.33 ns
    assertThat(log).containsExactly("0@4");
    assertThat(link.given()).isEqualTo(10);
  }

  @Test
  void handlersOfOneInstantAreCalledInTheOrderOfMakingWhateverTheOrderOfStarting() {
    Resource link = pool.resource("link", 1e9);
    Resource other = pool.resource("other", 1e9);
    Activity first = activity(Demands.on(link), 1);
    Activity second = activity(Demands.on(other), 2);
    Activity third = activity(Demands.on(link), 3);
    third.start(50);
    second.start(100);
    first.start(50);
    simulation.run();

    assertThat(log).containsExactly("1@100", "2@100", "3@100");
  }

  @Test
  void aHandlerMayStartItsActivityAgain() {
    Resource link = pool.resource("link", 1e9);
    Activity[] again = new Activity[1];
    int[] left = {3};
    again[0] =
        pool.activity(
            Demands.on(link),
            n -> {
              log.add(n + "@" + simulation.nowNanos());
              if (--left[0] > 0) {
                again[0].start(10);
              }
            },
            7);
    again[0].start(10);
    simulation.run();

    assertThat(log).containsExactly("7@10", "7@20", "7@30");
  }

  @Test
  void aDegradedLinkStretchesWhatIsLeft() {
    Resource link = pool.resource("link", 10e9);
    Activity flow = activity(Demands.on(link), 0);
    flow.start(1_000);
    simulation.schedule(40, 0, unused -> link.setCapacity(5e9), 0);
    simulation.run();

    // 400 bytes in 40 ns, 600 at 5 bytes a nanosecond: 160 ns.
    assertThat(log).containsExactly("0@160");
    assertThat(link.possible()).isCloseTo(40 * 10 + 120 * 5, within(1e-9));
  }

  @Test
  void aFaultHoldsAnActivityForAsLongAsItLasts() {
    Resource link = pool.resource("link", 1e9);
    activity(Demands.on(link), 0).start(100);
    simulation.schedule(30, 0, unused -> link.setCapacity(0), 0);
    simulation.schedule(1_030, 0, unused -> link.setCapacity(1e9), 0);
    simulation.run();

    assertThat(log).containsExactly("0@1100");
  }

  @Test
  void eachActivityKnowsWhatBindsIt() {
    Resource host = pool.resource("host", 2e9);
    Resource fabric = pool.resource("fabric", 100e9);
    Activity bound = activity(Demands.on(host, fabric), 0);
    Activity capped = activity(Demands.on(fabric).withCap(1e9), 1);
    bound.start(1_000);
    capped.start(1_000);

    assertThat(bound.bottleneck()).contains(host);
    assertThat(capped.bottleneck()).isEmpty();
    assertThat(bound.ratePerSecond()).isCloseTo(2e9, within(1e-3));
    assertThat(capped.ratePerSecond()).isCloseTo(1e9, within(1e-3));
    assertThat(fabric.takenPerSecond()).isCloseTo(3e9, within(1e-3));
  }

  @Test
  void anOffloadChangesWhatIsAskedOfWhom() {
    Resource hostCores = pool.resource("host cores", 4);
    Resource dpuCores = pool.resource("dpu cores", 8);
    // A byte costs 1 ns of a host core or 4 ns of a DPU core; the other work needs host cores only.
    Activity onHost = activity(Demands.on().and(hostCores, 1e-9), 0);
    Activity onDpu = activity(Demands.on().and(dpuCores, 4e-9), 1);
    Activity other = activity(Demands.on().and(hostCores, 1e-9), 2);
    other.start(8_000);
    onHost.start(4_000);
    assertThat(other.ratePerSecond()).isCloseTo(2e9, within(1.0));
    onHost.cancel();
    onDpu.start(4_000);
    assertThat(other.ratePerSecond()).isCloseTo(4e9, within(1.0));
    assertThat(onDpu.ratePerSecond()).isCloseTo(2e9, within(1.0));
  }

  @Test
  void aResourceNamedAgainAddsToItsWeight() {
    Resource bus = pool.resource("bus", 6e9);
    activity(Demands.on(bus, bus).and(bus, 1), 0).start(100);
    simulation.run();

    assertThat(log).containsExactly("0@50");
    assertThat(bus.given()).isEqualTo(300);
  }

  @Test
  void aDelayPassesBeforeTheWorkBeginsAndTakesNothingOfTheLink() {
    Resource link = pool.resource("link", 1e9);
    Activity near = activity(Demands.on(link), 0);
    Activity far = activity(Demands.on(link), 1);
    near.start(100);
    far.start(100, 60);
    assertThat(far.isRunning()).isTrue();
    assertThat(far.isDelayed()).isTrue();
    assertThat(far.remaining()).isEqualTo(100);
    assertThat(far.ratePerSecond()).isZero();
    assertThat(far.bottleneck()).isEmpty();
    assertThat(near.ratePerSecond()).isCloseTo(1e9, within(1e-3));
    assertThat(pool.present()).isEqualTo(2);
    simulation.run();

    // near has 40 left at 60 ns, which take 80 at half the rate; far has 60 left then.
    assertThat(log).containsExactly("0@140", "1@200");
    assertThat(link.given()).isEqualTo(200);
  }

  @Test
  void anActivityIsCancelledInItsDelayWithAllItsWorkUndone() {
    Resource link = pool.resource("link", 1e9);
    Activity flow = activity(Demands.on(link), 0);
    flow.start(100, 60);
    simulation.schedule(20, 0, unused -> assertThat(flow.cancel()).isEqualTo(100), 0);
    simulation.schedule(30, 0, unused -> flow.start(50, 10), 0);
    simulation.run();

    assertThat(log).containsExactly("0@90");
    assertThat(pool.startedAmount()).isEqualTo(150);
    assertThat(pool.cancelledAmount()).isEqualTo(100);
    assertThat(pool.completedAmount()).isEqualTo(50);
    assertThat(link.given()).isEqualTo(50);
  }

  @Test
  void nothingToDoAfterADelayIsDoneWhenTheDelayIsOver() {
    Resource link = pool.resource("link", 1e9);
    activity(Demands.on(link), 0).start(0, 25);
    simulation.run();

    assertThat(log).containsExactly("0@25");
  }

  @Test
  void workIsConservedToTheByteUnderRandomLoad() {
    for (long seed = 0; seed < 100; seed++) {
      conserve(seed);
    }
  }

  private static void conserve(long seed) {
    RandomStream stream = new RandomStreams(seed).stream("pool");
    Simulation world = new Simulation();
    ActivityPool pool = new ActivityPool(world, 0);
    List<Resource> links = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      links.add(pool.resource("link " + i, 1e9 * (1 + stream.nextInt(5))));
    }
    long[] carried = new long[6];
    for (int i = 0; i < 200; i++) {
      int from = stream.nextInt(6);
      int to = stream.nextInt(6);
      Activity flow = pool.activity(Demands.on(links.get(from), links.get(to)), n -> {}, i);
      long bytes = stream.nextInt(10_000);
      boolean isCancelled = stream.nextInt(4) == 0;
      long start = stream.nextInt(20_000);
      long delay = stream.nextInt(2) * stream.nextInt(3_000);
      world.schedule(start, 1, unused -> flow.start(bytes, delay), 0);
      if (!isCancelled) {
        carried[from] += bytes;
        carried[to] += bytes;
      } else {
        world.schedule(
            start + stream.nextInt(5_000),
            2,
            unused -> {
              long done = bytes - (flow.isRunning() ? flow.cancel() : 0);
              carried[from] += done;
              carried[to] += done;
            },
            0);
      }
    }
    world.run();
    assertThat(pool.present()).as("seed %s", seed).isZero();
    assertThat(pool.startedAmount())
        .as("seed %s", seed)
        .isEqualTo(pool.completedAmount() + pool.cancelledAmount());
    for (int i = 0; i < 6; i++) {
      assertThat(links.get(i).given()).as("seed %s, link %s", seed, i).isEqualTo(carried[i]);
      assertThat(links.get(i).utilisation()).as("seed %s", seed).isLessThanOrEqualTo(1 + 1e-9);
    }
  }

  @Test
  void theOrderOfStartingIndependentActivitiesDoesNotMatter() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(completions(seed, false)).as("seed %s", seed).isEqualTo(completions(seed, true));
    }
  }

  private static List<String> completions(long seed, boolean backwards) {
    RandomStream stream = new RandomStreams(seed).stream("order");
    Simulation world = new Simulation();
    ActivityPool pool = new ActivityPool(world, 0);
    List<Resource> links = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      links.add(pool.resource("link " + i, 1e9 * (1 + stream.nextInt(5))));
    }
    List<String> log = new ArrayList<>();
    List<Activity> flows = new ArrayList<>();
    long[] bytes = new long[120];
    for (int i = 0; i < bytes.length; i++) {
      Demands demands = Demands.on(links.get(stream.nextInt(10)), links.get(stream.nextInt(10)));
      flows.add(pool.activity(demands, n -> log.add(n + "@" + world.nowNanos()), i));
      bytes[i] = 1_000 + stream.nextInt(1_000_000);
    }
    for (int i = 0; i < bytes.length; i++) {
      int flow = backwards ? bytes.length - 1 - i : i;
      flows.get(flow).start(bytes[flow]);
    }
    world.run();
    return log;
  }

  @Test
  void nothingIsAllocatedOnceTheArraysHaveGrown() {
    Resource[] links = new Resource[20];
    for (int i = 0; i < links.length; i++) {
      links[i] = pool.resource("link " + i, 1e9);
    }
    RandomStream stream = new RandomStreams(1).stream("steady");
    Activity[] flows = new Activity[60];
    int[] left = {0};
    for (int i = 0; i < flows.length; i++) {
      Demands demands = Demands.on(links[stream.nextInt(20)], links[stream.nextInt(20)]);
      Demands asked = i % 3 == 0 ? demands.withCap(0.3e9) : demands;
      flows[i] =
          pool.activity(
              asked,
              subject -> {
                if (--left[0] > 0) {
                  flows[subject].start(1_000 + stream.nextInt(100_000), subject % 4 * 100);
                }
              },
              i);
    }
    left[0] = 100_000;
    for (Activity flow : flows) {
      flow.start(1_000);
    }
    simulation.run();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    left[0] = 20_000;
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (Activity flow : flows) {
      flow.start(1_000);
    }
    simulation.run();
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

    assertThat(left[0]).isNotPositive();
    assertThat((after - before) / 20_000.0).isLessThan(1);
  }

  @Test
  void misuseIsRefusedWithAReason() {
    Resource link = pool.resource("link", 1e9);
    Activity flow = activity(Demands.on(link), 3);
    assertThatThrownBy(flow::cancel).hasMessage("activity 3 is not running");
    flow.start(10);
    assertThatThrownBy(() -> flow.start(10)).hasMessage("activity 3 is running already");
    Activity idle = activity(Demands.on(link), 4);
    assertThatThrownBy(() -> idle.start(10, -1)).hasMessage("activity 4 cannot do 10 after -1 ns");
    Resource stranger = new ActivityPool(simulation, 0).resource("stranger", 1);
    assertThatThrownBy(() -> activity(Demands.on(stranger), 0))
        .hasMessage("stranger belongs to another pool");
    assertThatThrownBy(() -> activity(Demands.on(), 0)).hasMessageContaining("a cap");
    assertThatThrownBy(() -> Demands.on(link).withShare(0)).hasMessageContaining("share");
    assertThatThrownBy(() -> Demands.on(link).withCap(-1)).hasMessageContaining("cap");
    assertThatThrownBy(() -> Demands.on().and(link, 0)).hasMessageContaining("link");
  }
}
