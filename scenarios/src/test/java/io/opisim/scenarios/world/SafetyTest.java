package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Twelve thousand random queues on random clusters, each under one policy and one placement in
 * turn. A failure names the seed, the policy and the placement.
 */
class SafetyTest {
  private static final int QUEUES = 12_000;
  private static final int JOBS = 25;

  @Test
  void capacityHoldsNoJobIsLostAndPreemptedWorkIsKeptOnTwelveThousandQueues() {
    List<SchedulingPolicy> policies = new ArrayList<>(SchedulerServices.policies().values());
    List<Placement> placements = new ArrayList<>(SchedulerServices.placements().values());
    SortedSet<String> pairs = new TreeSet<>();
    for (int seed = 0; seed < QUEUES; seed++) {
      SchedulingPolicy policy = policies.get(seed % policies.size()).with(RandomWorlds.SHORT_TIMES);
      Placement placement = placements.get(seed / policies.size() % placements.size());
      SplittableRandom random = new SplittableRandom(seed);
      Cluster cluster = RandomWorlds.cluster(random);
      List<Job> jobs = RandomWorlds.queue(random, cluster, JOBS, policy);
      CapacityBooks books = new CapacityBooks(cluster, jobs);

      RunOutcome outcome = run(cluster, jobs, policy, placement, books);

      pairs.add(policy.id() + " on " + placement.id());
      String name = "seed " + seed + ", " + policy.id() + " on " + placement.id();
      assertThat(books.overfull()).as(name).isFalse();
      assertThat(books.held()).as(name).containsOnly(0L);
      for (int job = 0; job < JOBS; job++) {
        assertThat(outcome.finished(job)).as(name).isTrue();
        assertThat(books.ranNanos(job)).as(name).isEqualTo(jobs.get(job).durationNanos());
      }
    }
    assertThat(pairs).as("all pairs").hasSize(policies.size() * placements.size());
  }

  private static RunOutcome run(
      Cluster cluster, List<Job> jobs, SchedulingPolicy policy, Placement placement, Probe probe) {
    SplittableRandom draws = new SplittableRandom(7);
    return new World(cluster, jobs, policy, placement, draws::nextInt, probe, false, false).run();
  }

  @Test
  void underConservativeBackfillNobodyWaitsLongerBecauseOfWhoComesLater() {
    SchedulingPolicy policy = SchedulerServices.policies().get("conservative-backfill");
    for (int seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Cluster cluster = RandomWorlds.cluster(random);
      List<Job> jobs = RandomWorlds.queue(random, cluster, 40);
      Placement placement = new FirstFit();
      long[] all = run(cluster, jobs, policy, placement, Probe.none()).startNanos();
      for (int first : new int[] {10, 20, 30}) {
        long[] alone =
            run(cluster, jobs.subList(0, first), policy, placement, Probe.none()).startNanos();
        assertThat(Arrays.copyOf(all, first)).as("seed %d", seed).isEqualTo(alone);
      }
    }
  }

  /** Notes for each head of the queue when it could start if nobody else were let in. */
  private record HeadWatch(SchedulingPolicy policy, Cluster cluster, long[] latest)
      implements SchedulingPolicy {
    @Override
    public String id() {
      return policy.id();
    }

    @Override
    public String description() {
      return policy.description();
    }

    @Override
    public Plan plan(ClusterView view, JobQueue queue) {
      int head = queue.firstWaiting();
      if (head >= 0 && latest[head] < 0) {
        latest[head] = startAlone(queue, head);
      }
      return policy.plan(view, queue);
    }

    private long startAlone(JobQueue queue, int head) {
      ClusterState copy = new ClusterState(cluster, latest.length, new FirstFit(), bound -> 0);
      List<Integer> running = new ArrayList<>();
      IntCursor cursor = queue.runningEarliestFinishFirst();
      for (int job = cursor.next(); job >= 0; job = cursor.next()) {
        running.add(job);
      }
      // Fractions first: they name their devices, whole GPUs take what is left.
      for (boolean fractional : new boolean[] {true, false}) {
        for (int job : running) {
          if (queue.job(job).demand().isFractional() == fractional) {
            copy.allocate(job, queue.job(job), queue.assignment(job));
          }
        }
      }
      long when = queue.nowNanos();
      for (int job : running) {
        if (copy.place(queue.job(head), NodeLimit.NONE) != null) {
          return when;
        }
        when = queue.finishNanos(job);
        copy.release(job, queue.job(job));
      }
      return when;
    }
  }

  @Test
  void backfillingNeverDelaysTheHeadBeyondWhatItWouldHaveWaitedAlone() {
    for (int seed = 0; seed < 1000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Cluster cluster = RandomWorlds.cluster(random);
      List<Job> jobs = RandomWorlds.queue(random, cluster, 40);
      long[] latest = new long[jobs.size()];
      Arrays.fill(latest, -1);
      SchedulingPolicy easy = SchedulerServices.policies().get("easy-backfill");
      Placement placement = SchedulerServices.placements().get("best-fit");

      RunOutcome outcome =
          run(cluster, jobs, new HeadWatch(easy, cluster, latest), placement, Probe.none());

      for (int job = 0; job < jobs.size(); job++) {
        if (latest[job] >= 0) {
          assertThat(outcome.startNanos()[job])
              .as("seed %d, job %d", seed, job)
              .isLessThanOrEqualTo(latest[job]);
        }
      }
    }
  }
}
