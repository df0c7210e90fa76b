package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;
import io.opisim.scheduler.oracle.UnlimitedCluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every policy on every placement, on queues that nobody chose. */
class RandomQueuesTest {
  private static final int JOBS = 250;

  /** One stretch of a task on a node. */
  private record Stretch(int job, int segment, int node, TaskDemand held, long from, long to) {}

  /** One stretch of waiting. */
  private record Wait(int job, long from, long to, WaitReason reason) {}

  private record Run(String name, RunOutcome outcome, List<Stretch> stretches, List<Wait> waits) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyJobFinishesWithinTheClusterAndItsWaitIsAccountedFor(long seed) {
    for (SchedulingPolicy policy : SchedulerServices.policies().values()) {
      SplittableRandom random = new SplittableRandom(seed);
      Cluster cluster = RandomWorlds.cluster(random);
      List<Job> jobs = RandomWorlds.queue(random, cluster, JOBS, policy);
      RunOutcome oracle = run(cluster, jobs, new UnlimitedCluster(), "first-fit", true).outcome();
      for (int job = 0; job < JOBS; job++) {
        assertThat(oracle.jctNanos(job)).isEqualTo(jobs.get(job).durationNanos());
      }
      for (String placement : SchedulerServices.placements().keySet()) {
        SchedulingPolicy withLimits = policy.with(RandomWorlds.SHORT_TIMES);
        Run run = run(cluster, jobs, withLimits, placement, false);
        assertJobsRunTheirTime(run);
        assertCapacityHolds(run);
        assertWaitsTile(run);
        assertBounds(run, oracle);
        if (policy.startsInStrictOrder()) {
          assertStrictOrder(run, withLimits);
        }
      }
    }
  }

  private static void assertJobsRunTheirTime(Run run) {
    long[] runNanos = new long[JOBS];
    for (Stretch stretch : firstTasks(run)) {
      runNanos[stretch.job()] += stretch.to() - stretch.from();
    }
    for (int job = 0; job < JOBS; job++) {
      assertThat(run.outcome().finished(job)).as(run.name()).isTrue();
      assertThat(runNanos[job])
          .as("%s, job %d", run.name(), job)
          .isEqualTo(run.outcome().jobs().get(job).durationNanos());
    }
  }

  private static List<Stretch> firstTasks(Run run) {
    List<Stretch> first = new ArrayList<>();
    int job = -1;
    int segment = -1;
    for (Stretch stretch : run.stretches()) {
      if (stretch.job() != job || stretch.segment() != segment) {
        first.add(stretch);
      }
      job = stretch.job();
      segment = stretch.segment();
    }
    return first;
  }

  /** Sweeps over starts and ends, ends first, with the sum held on each node. */
  private static void assertCapacityHolds(Run run) {
    record Change(long time, int sign, Stretch stretch) {}
    List<Change> changes = new ArrayList<>();
    for (Stretch stretch : run.stretches()) {
      changes.add(new Change(stretch.from(), +1, stretch));
      changes.add(new Change(stretch.to(), -1, stretch));
    }
    changes.sort(Comparator.comparingLong(Change::time).thenComparingInt(Change::sign));
    Cluster cluster = run.outcome().cluster();
    long[][] held = new long[cluster.nodes().size()][3];
    for (Change change : changes) {
      Stretch stretch = change.stretch();
      long[] here = held[stretch.node()];
      here[0] += change.sign() * stretch.held().cpuMilli();
      here[1] += change.sign() * stretch.held().memoryBytes();
      here[2] += change.sign() * stretch.held().totalGpuMilli();
      assertThat(here[0]).isLessThanOrEqualTo(cluster.nodes().get(stretch.node()).cpuMilli());
      assertThat(here[1]).isLessThanOrEqualTo(cluster.nodes().get(stretch.node()).memoryBytes());
      assertThat(here[2]).isLessThanOrEqualTo(cluster.nodes().get(stretch.node()).gpus() * 1000L);
    }
    assertThat(Arrays.stream(held).flatMapToLong(LongStream::of)).containsOnly(0L);
  }

  /** Waiting and running take turns without a gap from arrival to finish. */
  private static void assertWaitsTile(Run run) {
    record Span(long from, long to, boolean waits) {}
    List<List<Span>> spans = new ArrayList<>();
    long[] reasons = new long[WaitReason.values().length];
    long[] waited = new long[JOBS];
    for (int job = 0; job < JOBS; job++) {
      spans.add(new ArrayList<>());
    }
    for (Wait wait : run.waits()) {
      spans.get(wait.job()).add(new Span(wait.from(), wait.to(), true));
      reasons[wait.reason().ordinal()] += wait.to() - wait.from();
      waited[wait.job()] += wait.to() - wait.from();
    }
    for (Stretch stretch : firstTasks(run)) {
      spans.get(stretch.job()).add(new Span(stretch.from(), stretch.to(), false));
    }
    for (int job = 0; job < JOBS; job++) {
      long now = run.outcome().jobs().get(job).arrivalNanos();
      spans.get(job).sort(Comparator.comparingLong(Span::from));
      for (Span span : spans.get(job)) {
        assertThat(span.from())
            .as("%s, job %d: %s", run.name(), job, spans.get(job))
            .isEqualTo(now);
        assertThat(span.to()).isGreaterThan(span.from());
        now = span.to();
      }
      assertThat(now).isEqualTo(run.outcome().finishNanos()[job]);
      assertThat(waited[job]).isEqualTo(run.outcome().waitNanos()[job]);
    }
    assertThat(run.outcome().reasonSeconds())
        .containsExactly(
            Arrays.stream(reasons).mapToDouble(nanos -> nanos * 1e-9).toArray(), within(1e-3));
  }

  private static void assertBounds(Run run, RunOutcome oracle) {
    RunOutcome outcome = run.outcome();
    double gpuWork = 0;
    double cpuWork = 0;
    for (int job = 0; job < JOBS; job++) {
      assertThat(outcome.jctNanos(job)).isGreaterThanOrEqualTo(oracle.jctNanos(job));
      double duration = outcome.jobs().get(job).durationNanos();
      gpuWork += outcome.jobs().get(job).gpuMilli() / 1000.0 * duration;
      cpuWork += outcome.jobs().get(job).cpuMilli() * duration;
    }
    long makespan =
        Arrays.stream(outcome.finishNanos()).max().orElseThrow()
            - outcome.jobs().get(0).arrivalNanos();
    assertThat((double) makespan)
        .isGreaterThanOrEqualTo(gpuWork / Math.max(1, outcome.cluster().gpus()))
        .isGreaterThanOrEqualTo(cpuWork / outcome.cluster().cpuMilli());
  }

  /** Nobody starts while a job waits that goes before it. */
  private static void assertStrictOrder(Run run, SchedulingPolicy policy) {
    List<Job> jobs = run.outcome().jobs();
    long[] start = run.outcome().startNanos();
    for (int job = 0; job < JOBS; job++) {
      for (int other = 0; other < JOBS; other++) {
        long first = policy.id().equals("fifo") ? 0 : jobs.get(job).durationNanos();
        long second = policy.id().equals("fifo") ? 0 : jobs.get(other).durationNanos();
        boolean before = first < second || (first == second && job < other);
        if (before && jobs.get(job).arrivalNanos() <= start[other]) {
          assertThat(start[job])
              .as("%s: job %d before job %d", run.name(), job, other)
              .isLessThanOrEqualTo(start[other]);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22})
  void theSameRunTwiceIsTheSame(long seed) {
    for (SchedulingPolicy policy : SchedulerServices.policies().values()) {
      for (String placement : SchedulerServices.placements().keySet()) {
        List<Run> twice = new ArrayList<>();
        for (int repeat = 0; repeat < 2; repeat++) {
          SplittableRandom random = new SplittableRandom(seed);
          Cluster cluster = RandomWorlds.cluster(random);
          List<Job> jobs = RandomWorlds.queue(random, cluster, JOBS, policy);
          twice.add(run(cluster, jobs, policy.with(RandomWorlds.SHORT_TIMES), placement, false));
        }
        assertThat(twice.get(1).stretches()).isEqualTo(twice.get(0).stretches());
        assertThat(twice.get(1).waits()).isEqualTo(twice.get(0).waits());
      }
    }
  }

  private static Run run(
      Cluster cluster,
      List<Job> jobs,
      SchedulingPolicy policy,
      String placement,
      boolean unlimited) {
    RunRecorder recorder = new RunRecorder(jobs.size(), !unlimited, !unlimited);
    SplittableRandom draws = new SplittableRandom(7);
    RunOutcome outcome =
        new World(
                cluster,
                jobs,
                policy,
                SchedulerServices.placements().get(placement),
                draws::nextInt,
                recorder,
                !unlimited,
                unlimited)
            .run();
    List<Stretch> stretches = new ArrayList<>();
    recorder.tasks(
        (job, task, segment, node, from, to, finished) ->
            stretches.add(new Stretch(job, segment, node, jobs.get(job).demandOf(task), from, to)));
    List<Wait> waits = new ArrayList<>();
    recorder.waits((job, from, to, reason) -> waits.add(new Wait(job, from, to, reason)));
    return new Run(policy.id() + " on " + placement, outcome, stretches, waits);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33, 34})
  void onOneGpuAndKnownRunTimesNoPolicyHasALowerMeanThanShortestRemainingFirst(long seed) {
    // Schrage (1968): shortest remaining processing time is optimal on one machine.
    SplittableRandom random = new SplittableRandom(seed);
    List<Job> jobs = new ArrayList<>();
    long arrival = 0;
    for (int job = 0; job < 200; job++) {
      TaskDemand one = TaskDemand.wholeGpus(1);
      jobs.add(Job.single("job-" + job, "", arrival, 1 + random.nextInt(100), one));
      arrival += random.nextInt(100);
    }
    long best = sumOfJct(jobs, "shortest-remaining-first");
    for (String policy : SchedulerServices.policies().keySet()) {
      assertThat(sumOfJct(jobs, policy)).as(policy).isGreaterThanOrEqualTo(best);
    }
  }

  private static long sumOfJct(List<Job> jobs, String policy) {
    RunOutcome outcome = HandMade.onNodesOf(1).jobs(jobs).under(policy).outcome();
    return LongStream.range(0, jobs.size()).map(job -> outcome.jctNanos((int) job)).sum();
  }
}
