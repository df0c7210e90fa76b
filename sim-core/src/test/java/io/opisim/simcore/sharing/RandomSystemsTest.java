package io.opisim.simcore.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random systems against the definition of max-min fairness and the naive solver. */
class RandomSystemsTest {
  private static final double TOLERANCE = 1e-9;

  @Test
  void everyActivityIsBoundByItsCapOrByAFullResourceOnWhichNobodyIsFaster() {
    for (long seed = 0; seed < 10_000; seed++) {
      new RandomSystem(seed, SharingSolver.EXACT).run(TOLERANCE);
    }
  }

  @Test
  void withinABoundTheDefinitionIsMissedByNoMoreThanAFewTimesTheBound() {
    for (long seed = 0; seed < 1_000; seed++) {
      new RandomSystem(seed, 1e-3).run(20e-3);
    }
  }

  @Test
  void progressiveFillingOfEverythingAtEachEventGivesTheSameShares() {
    for (long seed = 0; seed < 1_000; seed++) {
      SharingSolver solver = new SharingSolver(SharingSolver.EXACT, 0);
      new RandomSystem(seed, SharingSolver.EXACT, solver).run(TOLERANCE);
      assertThat(solver.progressiveFillings()).as("seed %s", seed).isPositive();
    }
  }

  @Test
  void anEventIsSolvedFromNothingWhenItsVisitsAreUsedUp() {
    assertThat(fillings(1)).isGreaterThan(fillings(FairShares.MOST_VISITS));
  }

  private static long fillings(int mostVisits) {
    long fillings = 0;
    for (long seed = 0; seed < 500; seed++) {
      SharingSolver solver = new SharingSolver(SharingSolver.EXACT, mostVisits);
      new RandomSystem(seed, SharingSolver.EXACT, solver).run(TOLERANCE);
      fillings += solver.progressiveFillings();
    }
    return fillings;
  }

  /** A solver under random starts, finishes, cancellations and changes of capacity. */
  private static final class RandomSystem {
    private final long seed;
    private final RandomStream stream;
    private final SharingSolver solver;
    private final double[] capacities;
    private final boolean whole;
    private final List<Integer> activities = new ArrayList<>();
    private final List<NaiveShares.Demand> demands = new ArrayList<>();
    private final List<NaiveShares.Demand> repertoire = new ArrayList<>();
    private final boolean exact;

    RandomSystem(long seed, double tolerance) {
      this(seed, tolerance, new SharingSolver(tolerance));
    }

    RandomSystem(long seed, double tolerance, SharingSolver solver) {
      this.seed = seed;
      this.solver = solver;
      stream = new RandomStreams(seed).stream("system");
      exact = tolerance == SharingSolver.EXACT;
      whole = stream.nextInt(2) == 0;
      capacities = new double[1 + stream.nextInt(12)];
      for (int resource = 0; resource < capacities.length; resource++) {
        capacities[resource] = capacity();
        solver.addResource(capacities[resource]);
      }
      int kinds = 1 + stream.nextInt(30);
      for (int i = 0; i < kinds; i++) {
        repertoire.add(demand());
      }
    }

    void run(double allowed) {
      int events = 5 + stream.nextInt(40);
      // Some begin with a crowd, so that plain progressive filling has its turn.
      for (int crowd = stream.nextInt(20) == 0 ? 100 : 0; crowd > 0; crowd--) {
        start();
      }
      for (int event = 0; event < events; event++) {
        int kind = stream.nextInt(10);
        if (kind < 4 || activities.isEmpty()) {
          for (int burst = 1 + stream.nextInt(4); burst > 0; burst--) {
            start();
          }
        } else if (kind < 8) {
          finishNext();
        } else if (kind == 8) {
          int position = stream.nextInt(activities.size());
          solver.cancel(activities.get(position));
          forget(position);
        } else {
          int resource = stream.nextInt(capacities.length);
          capacities[resource] = stream.nextInt(8) == 0 ? 0 : capacity();
          solver.setCapacity(resource, capacities[resource]);
        }
        check(allowed, event);
      }
    }

    private void check(double allowed, int event) {
      double[] rates = activities.stream().mapToDouble(solver::rate).toArray();
      assertThat(NaiveShares.violation(capacities, demands, rates))
          .as("seed %s, event %s", seed, event)
          .isLessThanOrEqualTo(allowed);
      if (exact && event % 8 == 0) {
        assertThat(rates)
            .as("seed %s, event %s", seed, event)
            .containsExactly(NaiveShares.rates(capacities, demands), within(1e-7));
      }
      for (int position = 0; position < activities.size(); position += 5) {
        int activity = activities.get(position);
        NaiveShares.Demand demand = demands.get(position);
        int bottleneck = solver.bottleneck(activity);
        if (bottleneck == SharingSolver.OWN_CAP) {
          assertThat(solver.rate(activity)).isCloseTo(demand.cap(), within(allowed * demand.cap()));
        } else {
          assertThat(demand.weightOn(bottleneck)).as("seed %s", seed).isPositive();
          assertThat(solver.taken(bottleneck))
              .isCloseTo(capacities[bottleneck], within(allowed * capacities[bottleneck] + 1e-12));
        }
      }
    }

    private void start() {
      NaiveShares.Demand demand = repertoire.get(stream.nextInt(repertoire.size()));
      long amount = stream.nextInt(1_000_000);
      activities.add(
          solver.start(demand.resources(), demand.weights(), demand.share(), demand.cap(), amount));
      demands.add(demand);
    }

    private void finishNext() {
      double finish = solver.nextFinish();
      if (finish == Double.POSITIVE_INFINITY) {
        return;
      }
      solver.advanceTo(stream.nextInt(3) == 0 ? (solver.now() + finish) / 2 : finish);
      int activity;
      while ((activity = solver.takeFinished(solver.now())) >= 0) {
        forget(activities.indexOf(activity));
      }
    }

    private void forget(int position) {
      activities.remove(position);
      demands.remove(position);
    }

    private NaiveShares.Demand demand() {
      int[] resources = new int[capacities.length];
      int used = 0;
      for (int resource = 0; resource < capacities.length; resource++) {
        if (stream.nextInt(3) == 0) {
          resources[used++] = resource;
        }
      }
      if (used == 0) {
        resources[used++] = stream.nextInt(capacities.length);
      }
      int[] route = Arrays.copyOf(resources, used);
      double[] weights = new double[used];
      for (int i = 0; i < used; i++) {
        weights[i] = whole ? 1 : 0.1 + 3 * stream.nextUniform();
      }
      double share = whole ? 1 : 0.1 + 5 * stream.nextUniform();
      double cap =
          stream.nextInt(3) == 0 ? 0.5 + 50 * stream.nextUniform() : Double.POSITIVE_INFINITY;
      return new NaiveShares.Demand(route, weights, share, cap);
    }

    private double capacity() {
      return whole ? 1 + stream.nextInt(100) : 0.01 + 100 * stream.nextUniform();
    }
  }
}
