package io.opisim.scheduler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.RandomClusters;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.scheduler.state.QueueState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EasyBackfillTest {
  private static final int JOBS = 400;

  /** Carries jobs through a cluster under EASY and watches what the head was promised. */
  private static final class Watch {
    private final List<Job> jobs = new ArrayList<>();
    private final EasyBackfill policy = new EasyBackfill();
    private final ClusterState state;
    private final QueueState queue;
    private final long[] promisedNanos = new long[JOBS];
    private final long[] startNanos = new long[JOBS];
    private int overtakings;
    private int heads;

    Watch(Cluster cluster, Placement placement, SplittableRandom random) {
      ClusterState empty = new ClusterState(cluster, 0, placement, random::nextInt);
      long arrival = 0;
      while (jobs.size() < JOBS) {
        Job job = RandomClusters.job(random, jobs.size(), arrival, 1 + random.nextInt(200));
        if (empty.place(job, NodeLimit.NONE) != null) {
          jobs.add(job);
          arrival += random.nextInt(12);
        }
      }
      state = new ClusterState(cluster, JOBS, placement, random::nextInt);
      queue = new QueueState(jobs, policy, state);
      Arrays.fill(startNanos, -1);
      Arrays.fill(promisedNanos, -1);
    }

    void run() {
      int arrived = 0;
      while (arrived < JOBS || queue.running() > 0) {
        int leaving = queue.runningEarliestFinishFirst().next();
        long finish = leaving < 0 ? Long.MAX_VALUE : queue.finishNanos(leaving);
        long arrival = arrived < JOBS ? jobs.get(arrived).arrivalNanos() : Long.MAX_VALUE;
        queue.setNow(Math.min(finish, arrival));
        while (leaving >= 0 && queue.finishNanos(leaving) == queue.nowNanos()) {
          queue.stop(leaving);
          state.release(leaving, jobs.get(leaving));
          leaving = queue.runningEarliestFinishFirst().next();
        }
        while (arrived < JOBS && jobs.get(arrived).arrivalNanos() == queue.nowNanos()) {
          queue.arrive(arrived++);
        }
        decide();
      }
      assertThat(queue.waiting()).isZero();
    }

    private void decide() {
      for (Plan plan = policy.plan(state, queue);
          !plan.isEmpty();
          plan = policy.plan(state, queue)) {
        for (Plan.Decision decision : plan.decisions()) {
          Plan.Start start = (Plan.Start) decision;
          overtakings += start.job() == queue.firstWaiting() ? 0 : 1;
          state.allocate(start.job(), jobs.get(start.job()), start.assignment());
          queue.start(start.job());
          startNanos[start.job()] = queue.nowNanos();
          lookAtPromise();
        }
      }
      lookAtPromise();
    }

    /** What the head can count on now is never later than what it could count on before. */
    private void lookAtPromise() {
      int head = queue.firstWaiting();
      if (head < 0) {
        return;
      }
      long promise = earliestStart(head);
      if (promisedNanos[head] < 0) {
        heads++;
      } else {
        assertThat(promise)
            .as("promise to %s", jobs.get(head))
            .isLessThanOrEqualTo(promisedNanos[head]);
      }
      promisedNanos[head] = promise;
    }

    private long earliestStart(int head) {
      if (state.place(jobs.get(head), NodeLimit.NONE) != null) {
        return queue.nowNanos();
      }
      ReleaseWalk walk = new ReleaseWalk(state, queue, jobs.get(head));
      IntCursor running = queue.runningEarliestFinishFirst();
      for (int job = running.next(); job >= 0; job = running.next()) {
        walk.release(job);
        if (walk.fits()) {
          return queue.finishNanos(job);
        }
      }
      throw new AssertionError("nobody's leaving would let " + jobs.get(head) + " start");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void overtakingNeverDelaysTheHeadBeyondWhatItWasPromised(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Placement> placements = List.copyOf(SchedulerServices.placements().values());
    Placement placement = placements.get((int) (seed % placements.size()));
    Watch watch = new Watch(RandomClusters.cluster(random), placement, random);
    watch.run();

    for (int job = 0; job < JOBS; job++) {
      assertThat(watch.promisedNanos[job] < 0 || watch.startNanos[job] <= watch.promisedNanos[job])
          .isTrue();
    }
    assertThat(watch.heads).isPositive();
    assertThat(watch.overtakings).isPositive();
  }
}
