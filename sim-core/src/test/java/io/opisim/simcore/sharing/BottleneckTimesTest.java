package io.opisim.simcore.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.BottleneckTimes.Bound;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who was bound by what, for how long; each test states its equations. */
class BottleneckTimesTest {
  private final Simulation simulation = new Simulation();
  private final ActivityPool pool = new ActivityPool(simulation, 0);
  private final BottleneckTimes times = new BottleneckTimes();
  private final List<String> log = new ArrayList<>();

  private Activity activity(Demands demands, int subject) {
    return pool.activity(demands, unused -> {}, subject);
  }

  private BottleneckListener logger() {
    return new BottleneckListener() {
      @Override
      public void bound(Activity activity, Resource resource, long nowNanos) {
        log.add(activity.subject() + " on " + resource + "@" + nowNanos);
      }

      @Override
      public void released(Activity activity, long left, long nowNanos) {
        log.add(activity.subject() + " ends with " + left + "@" + nowNanos);
      }
    };
  }

  @Test
  void aFlowIsHeldByTheSharedLinkUntilTheOtherIsDoneThenByItsOwn() {
    Resource shared = pool.resource("shared", 4e9);
    Resource own = pool.resource("own", 3e9);
    Activity flow = activity(Demands.on(own, shared), 0);
    Activity other = activity(Demands.on(shared), 1);
    pool.observe(times);
    flow.start(500);
    other.start(200);
    simulation.run();

    // 2 + 2 = 4 on the shared link until 200 / 2 = 100 ns; then 500 − 200 = 300 at 3: 100 ns more.
    assertThat(times.of(flow))
        .containsExactly(new Bound(shared, 100, 200), new Bound(own, 100, 300));
    assertThat(times.of(other)).containsExactly(new Bound(shared, 100, 200));
    // Alone it runs at 3: the first 200 would take 66.7 ns, so 33.3 are lost on the shared link.
    double alone = flow.demands().alonePerSecond();
    assertThat(alone).isEqualTo(3e9);
    assertThat(times.of(flow).get(0).lostNanos(alone)).isCloseTo(100 - 200 / 3.0, within(1e-9));
    assertThat(times.of(flow).get(1).lostNanos(alone)).isCloseTo(0, within(1e-9));
  }

  @Test
  void itsOwnCapBindsAnActivityThatNothingElseHolds() {
    Resource link = pool.resource("link", 4e9);
    Activity capped = activity(Demands.on(link).withCap(3e9), 0);
    Activity late = activity(Demands.on(link), 1);
    pool.observe(times);
    capped.start(500);
    simulation.schedule(100, 0, unused -> late.start(100), 0);
    simulation.run();

    // 3 x 100 = 300 at its cap; 2 x 50 = 100 beside the other; the last 100 at 3: 33.3 ns.
    assertThat(times.of(capped))
        .containsExactly(new Bound(null, 134, 400), new Bound(link, 50, 100));
  }

  @Test
  void aListenerHearsOnceAnInstantAndOnlyOfWhatChanges() {
    Resource a = pool.resource("a", 4e9);
    Resource b = pool.resource("b", 3e9);
    pool.observe(logger());
    Activity through = activity(Demands.on(a, b), 0);
    Activity onA = activity(Demands.on(a), 1);
    Activity twin = activity(Demands.on(a), 2);
    // A rate asked for in between does not make the listener hear of what lasts no time.
    through.start(600);
    assertThat(through.bottleneck()).contains(b);
    onA.start(200);
    simulation.schedule(50, 1, unused -> twin.start(1_000), 0);
    simulation.schedule(80, 1, unused -> twin.cancel(), 0);
    simulation.run();

    // a gives 2 + 2 until 50: 100 done each. Three share it until 80: 40 more each, 60 of onA's 200
    // are left; 60 / 2 = 30 ns later it is gone, 300 − … = 400 of through's 600 are left at 3.
    assertThat(log)
        .containsExactly(
            "0 on a@0",
            "1 on a@0",
            "2 on a@50",
            "2 ends with 960@80",
            "1 ends with 0@110",
            "0 on b@110",
            "0 ends with 0@244");
  }

  @Test
  void aDelayBelongsToNoResource() {
    Resource link = pool.resource("link", 1e9);
    Activity flow = activity(Demands.on(link), 0);
    pool.observe(times);
    flow.start(100, 40);
    simulation.run();

    assertThat(simulation.nowNanos()).isEqualTo(140);
    assertThat(times.of(flow)).containsExactly(new Bound(link, 100, 100));
  }

  @Test
  void aListenerThatComesLateHearsWhatBindsThoseWhoRun() {
    Resource link = pool.resource("link", 1e9);
    Activity flow = activity(Demands.on(link), 0);
    flow.start(100);
    simulation.schedule(30, 0, unused -> pool.observe(times), 0);
    simulation.run();

    assertThat(times.of(flow)).containsExactly(new Bound(link, 70, 70));
    assertThatThrownBy(() -> pool.observe(times)).hasMessage("the pool is observed already");
  }

  @Test
  void timesSumToWhatAnActivityRanAndWorkToWhatItDidUnderRandomLoad() {
    for (long seed = 0; seed < 100; seed++) {
      account(seed);
    }
  }

  private static void account(long seed) {
    RandomStream stream = new RandomStreams(seed).stream("times");
    Simulation world = new Simulation();
    ActivityPool pool = new ActivityPool(world, 0);
    BottleneckTimes times = new BottleneckTimes();
    pool.observe(times);
    List<Resource> links = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      links.add(pool.resource("link " + i, 1e9 * (1 + stream.nextInt(5))));
    }
    int flows = 100;
    long[] began = new long[flows];
    long[] ended = new long[flows];
    long[] done = new long[flows];
    List<Activity> all = new ArrayList<>();
    for (int i = 0; i < flows; i++) {
      Demands demands = Demands.on(links.get(stream.nextInt(6)), links.get(stream.nextInt(6)));
      Demands asked = stream.nextInt(3) == 0 ? demands.withCap(1e9) : demands;
      Activity flow = pool.activity(asked, n -> ended[n] = world.nowNanos(), i);
      all.add(flow);
      long bytes = stream.nextInt(10_000);
      long start = stream.nextInt(20_000);
      long delay = stream.nextInt(2) * stream.nextInt(500);
      int number = i;
      began[i] = start + delay;
      done[i] = bytes;
      world.schedule(start, 1, unused -> flow.start(bytes, delay), 0);
      if (stream.nextInt(4) == 0) {
        world.schedule(
            start + stream.nextInt(5_000),
            2,
            unused -> {
              if (flow.isRunning()) {
                began[number] = flow.isDelayed() ? world.nowNanos() : began[number];
                ended[number] = world.nowNanos();
                done[number] = bytes - flow.cancel();
              }
            },
            0);
      }
    }
    world.run();
    assertThat(pool.startedAmount()).isEqualTo(pool.completedAmount() + pool.cancelledAmount());
    for (int i = 0; i < flows; i++) {
      List<Bound> bound = times.of(all.get(i));
      assertThat(bound.stream().mapToLong(Bound::nanos).sum())
          .as("seed %s, flow %s", seed, i)
          .isEqualTo(ended[i] - began[i]);
      assertThat(bound.stream().mapToLong(Bound::work).sum())
          .as("seed %s, flow %s", seed, i)
          .isEqualTo(done[i]);
    }
  }
}
