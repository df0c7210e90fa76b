package io.opisim.models.workload.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
  /** Four streams that read 8 times 1 byte a step, each byte one unit of resource 0. */
  private static SharedReads.Job job(double computeSeconds) {
    return new SharedReads.Job(
        new int[] {0}, new double[] {8}, 4, 8, 1, 0, 1e-6, computeSeconds, true);
  }

  @Test
  void jobs_that_cannot_keep_up_share_a_resource_by_their_streams() {
    SharedReads.Job twice =
        new SharedReads.Job(new int[] {0}, new double[] {8}, 8, 8, 1, 0, 1e-6, 0.1, true);
    double[] load = SharedReads.loadSeconds(List.of(job(0.1), twice), new double[] {12});
    // 12 units a second, a third for four streams and two thirds for eight.
    assertThat(load[0]).isCloseTo(8 / 4.0, within(1e-7));
    assertThat(load[1]).isCloseTo(8 / 8.0, within(1e-7));
  }

  @Test
  void what_a_job_that_computes_longer_leaves_goes_to_the_other() {
    double[] load = SharedReads.loadSeconds(List.of(job(4), job(0.1)), new double[] {12});
    // The first takes 8 units in 4 s, the second the ten a second that are left.
    assertThat(load[1]).isCloseTo(0.8, within(1e-7));
    assertThat(load[0]).isLessThan(4);
  }

  @Test
  void a_job_alone_is_as_fast_as_its_streams() {
    SharedReads.Job slow =
        new SharedReads.Job(new int[] {0}, new double[] {8}, 4, 8, 1, 0.25, 0.5, 0.1, true);
    double[] load = SharedReads.loadSeconds(List.of(slow), new double[] {1e9});
    assertThat(load[0]).isCloseTo(8 / 4.0 * (0.25 + 0.5), within(1e-7));
  }

  @Test
  void delays_of_reads_leave_room_for_others() {
    SharedReads.Job far =
        new SharedReads.Job(new int[] {0}, new double[] {8}, 4, 8, 1, 1, 1e-6, 0.1, true);
    double[] load = SharedReads.loadSeconds(List.of(far, job(0.1)), new double[] {8});
    // Level x for both: 4 / (1 + 1 / x) + 4 x = 8, so x^2 = 2.
    double level = StrictMath.sqrt(2);
    assertThat(load[0]).isCloseTo(2 * (1 + 1 / level), within(1e-6));
    assertThat(load[1]).isCloseTo(2 / level, within(1e-6));
  }

  @Test
  void no_resource_gives_more_than_it_has_and_somebody_is_held_back_by_each_full_one() {
    for (long seed = 1; seed <= 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int resources = 1 + random.nextInt(5);
      double[] capacities = random.doubles(resources, 1, 100).toArray();
      List<SharedReads.Job> jobs = new ArrayList<>();
      for (int job = 0; job < 1 + random.nextInt(6); job++) {
        int first = random.nextInt(resources);
        int[] used =
            first + 1 < resources && random.nextBoolean()
                ? new int[] {first, first + 1}
                : new int[] {first};
        jobs.add(
            new SharedReads.Job(
                used,
                random.doubles(used.length, 0.1, 10).toArray(),
                1 + random.nextInt(16),
                1 + random.nextInt(16),
                1,
                random.nextDouble() * 0.01,
                0.001 + random.nextDouble() * 0.1,
                0.01 + random.nextDouble(),
                random.nextInt(4) > 0));
      }
      double[] load = SharedReads.loadSeconds(jobs, capacities);
      double[] taken = new double[resources];
      for (int job = 0; job < load.length; job++) {
        SharedReads.Job one = jobs.get(job);
        double step =
            one.overlap()
                ? Math.max(one.computeSeconds(), load[job])
                : one.computeSeconds() + load[job];
        for (int i = 0; i < one.resources().length; i++) {
          taken[one.resources()[i]] += one.amounts()[i] / step;
        }
      }
      for (int resource = 0; resource < resources; resource++) {
        assertThat(taken[resource])
            .as("seed %d, resource %d", seed, resource)
            .isLessThanOrEqualTo(capacities[resource] * (1 + 1e-9));
      }
      for (int job = 0; job < load.length; job++) {
        SharedReads.Job one = jobs.get(job);
        double alone =
            one.readsPerStep() / one.streams() * (one.delaySeconds() + one.aloneSeconds());
        boolean full = false;
        for (int used : one.resources()) {
          full |= taken[used] > capacities[used] * (1 - 1e-6);
        }
        assertThat(full || load[job] <= alone * (1 + 1e-9))
            .as("seed %d, job %d", seed, job)
            .isTrue();
      }
    }
  }
}
