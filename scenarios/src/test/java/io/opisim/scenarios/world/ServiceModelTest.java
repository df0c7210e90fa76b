package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.catalog.Provenance;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.fault.CheckpointedRun;
import io.opisim.models.fault.DeviceCounts;
import io.opisim.models.fault.DeviceKind;
import io.opisim.models.fault.FaultCause;
import io.opisim.models.fault.FaultProfile;
import io.opisim.models.fault.RunBooks;
import io.opisim.models.fault.RunPlan;
import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.models.workload.checkpoint.CheckpointTimes;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.simcore.probe.Probe;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.units.TimeSpan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What interruptions cost: followed by hand, against a job on its own, and on random queues. */
class ServiceModelTest {
  private static final long SECOND = 1_000_000_000L;

  private static Cluster oneGpu() {
    return new Cluster(List.of(new Node("n0", 0, "A", 1, 0, 0, 0)));
  }

  private static Job job(int index, long arrivalSeconds, long seconds) {
    TaskDemand one = TaskDemand.wholeGpus(1);
    return Job.single("job-" + index, "", arrivalSeconds * SECOND, seconds * SECOND, one);
  }

  private static RunOutcome run(
      Cluster cluster, List<Job> jobs, SchedulingPolicy policy, ServiceModel service) {
    Placement placement = SchedulerServices.placements().get("first-fit");
    return run(cluster, jobs, policy, placement, Probe.none(), service);
  }

  private static RunOutcome run(
      Cluster cluster,
      List<Job> jobs,
      SchedulingPolicy policy,
      Placement placement,
      Probe probe,
      ServiceModel service) {
    SplittableRandom draws = new SplittableRandom(7);
    return new World(
            cluster,
            jobs,
            policy,
            placement,
            draws::nextInt,
            probe,
            false,
            false,
            (simulation, state, done) -> new TimedJobs(simulation, jobs, done),
            service)
        .run();
  }

  private static RunOutcome shortestFirst(InterruptionCost cost, Job... jobs) {
    SchedulingPolicy policy = SchedulerServices.policies().get("shortest-remaining-first");
    return run(oneGpu(), List.of(jobs), policy, ServiceModel.of(cost, Optional.empty()));
  }

  private static void assertBooks(
      RunOutcome outcome, int job, long kept, long lost, long checkpoint, long restart) {
    ServiceBooks books = outcome.service().orElseThrow();
    assertThat(
            List.of(
                books.keptNanos()[job] / SECOND,
                books.lostNanos()[job] / SECOND,
                books.checkpointNanos()[job] / SECOND,
                books.restartNanos()[job] / SECOND))
        .containsExactly(kept, lost, checkpoint, restart);
    assertThat(outcome.jctNanos(job) - outcome.waitNanos()[job]).isEqualTo(books.heldNanos(job));
  }

  @Test
  void whoSavesPaysTheCheckpointAndTheRestartWhenItStartsAgain() {
    InterruptionCost cost = new InterruptionCost(30 * SECOND, 60 * SECOND, 0, true);
    RunOutcome outcome = shortestFirst(cost, job(0, 0, 100), job(1, 20, 10));

    // 20 s of work, 10 s waiting, 30 + 60 s to come back, 80 s of work.
    assertThat(outcome.finishNanos()).containsExactly(200 * SECOND, 30 * SECOND);
    assertBooks(outcome, 0, 100, 0, 30, 60);
    assertBooks(outcome, 1, 10, 0, 0, 0);
  }

  @Test
  void whoDoesNotSaveLosesWhatCameAfterTheLastCheckpoint() {
    InterruptionCost cost = new InterruptionCost(2 * SECOND, 60 * SECOND, 8 * SECOND, false);
    RunOutcome outcome = shortestFirst(cost, job(0, 0, 100), job(1, 25, 10));

    // Job 0: checkpoints to 10 and 20 s, 5 s lost. Job 1: 8 + 2 + 2 s, to 37 s. Job 0: 60 s back,
    // 84 s of work with a checkpoint after each 8 s but the last: 10 of them.
    assertThat(outcome.finishNanos()).containsExactly(201 * SECOND, 37 * SECOND);
    assertBooks(outcome, 0, 100, 5, 4 + 20, 60);
    assertBooks(outcome, 1, 10, 0, 2, 0);
  }

  @Test
  void anInterruptedRestartBeginsAnew() {
    InterruptionCost cost = new InterruptionCost(0, 60 * SECOND, 0, true);
    RunOutcome outcome = shortestFirst(cost, job(0, 0, 100), job(1, 20, 10), job(2, 40, 5));

    // Back from 30 s, gone again at 40 s, back from 45 s: 10 s and 60 s, then 80 s of work.
    assertThat(outcome.finishNanos()[0]).isEqualTo(185 * SECOND);
    assertBooks(outcome, 0, 100, 0, 0, 70);
  }

  /** Faults that are made up. */
  static FaultProfile profile(long restartNanos, FaultCause... causes) {
    return new FaultProfile(
        "made-up", "made up", made(new TimeSpan(restartNanos)), List.of(causes));
  }

  /** One in so many seconds on one device. */
  static FaultCause cause(DeviceKind device, double seconds, long repair, boolean planned) {
    String name = device.name().toLowerCase(Locale.ROOT) + (planned ? "-planned" : "");
    Sourced<TimeSpan> time = made(new TimeSpan(repair));
    return new FaultCause(name, device, planned, made(seconds / 3600), time);
  }

  private static <T> Sourced<T> made(T value) {
    return new Sourced<>(value, Provenance.ESTIMATED, "made up", LocalDate.of(2026, 11, 22));
  }

  @Test
  void aJobThatIsAloneFaresAsACheckpointedRunWithTheSameLuck() {
    FaultProfile profile = profile(300 * SECOND, cause(DeviceKind.NODE, 3 * 3600, 0, false));
    InterruptionCost cost = new InterruptionCost(40 * SECOND, 20 * SECOND, 1800 * SECOND, false);
    long failures = 0;
    for (int seed = 0; seed < 30; seed++) {
      RandomStreams streams = new RandomStreams(seed).child("faults");
      RunOutcome outcome =
          run(
              oneGpu(),
              List.of(job(0, 0, 36_000)),
              SchedulerServices.policies().get("fifo"),
              ServiceModel.of(cost, Optional.of(new NodeFaults(profile, streams))));
      RunBooks alone =
          CheckpointedRun.run(
              new RunPlan(36_000, 1800, new CheckpointTimes(40, 40, 20), 300),
              profile,
              DeviceCounts.none().with(DeviceKind.NODE, 1),
              new RandomStreams(seed).child("faults"));

      ServiceBooks books = outcome.service().orElseThrow();
      assertThat(outcome.finishNanos()[0]).as("seed %d", seed).isEqualTo(alone.wallNanos());
      assertThat(books.lostNanos()[0]).isEqualTo(alone.lostNanos());
      assertThat(books.checkpointNanos()[0]).isEqualTo(alone.checkpointNanos());
      assertThat(books.restartNanos()[0]).isEqualTo(alone.restartNanos());
      assertThat((long) books.failures()[0]).isEqualTo(alone.interruptionCount());
      failures += books.failures()[0];
    }
    assertThat(failures).isGreaterThan(60);
  }

  @Test
  void nobodyRunsOnANodeThatIsOut() {
    FaultProfile profile =
        profile(300 * SECOND, cause(DeviceKind.NODE, 2 * 3600, 3600 * SECOND, false));
    RandomStreams streams = new RandomStreams(3).child("faults");
    RunOutcome outcome =
        run(
            oneGpu(),
            List.of(job(0, 0, 36_000)),
            SchedulerServices.policies().get("fifo"),
            ServiceModel.of(
                new InterruptionCost(0, 0, 600 * SECOND, false),
                Optional.of(new NodeFaults(profile, streams))));

    int failures = outcome.service().orElseThrow().failures()[0];
    assertThat(failures).isPositive();
    assertThat(outcome.waitNanos()[0]).isEqualTo(failures * 3600 * SECOND);
  }

  @Test
  void onRandomQueuesAllWorkIsDoneInTheEndAndAllTimeIsBooked() {
    List<SchedulingPolicy> policies = new ArrayList<>(SchedulerServices.policies().values());
    List<Placement> placements = new ArrayList<>(SchedulerServices.placements().values());
    long failures = 0;
    long lost = 0;
    for (int seed = 0; seed < 600; seed++) {
      SchedulingPolicy policy = policies.get(seed % policies.size()).with(RandomWorlds.SHORT_TIMES);
      Placement placement = placements.get(seed / policies.size() % placements.size());
      SplittableRandom random = new SplittableRandom(seed);
      Cluster cluster = RandomWorlds.cluster(random);
      List<Job> jobs = RandomWorlds.queue(random, cluster, 60, policy);
      InterruptionCost cost =
          new InterruptionCost(
              random.nextInt(4), random.nextInt(6), 1 + random.nextInt(40), random.nextBoolean());
      FaultProfile profile = breaking(cluster, 200e-9, 1 + random.nextInt(60));
      RandomStreams streams = new RandomStreams(seed).child("faults");
      CapacityBooks capacity = new CapacityBooks(cluster, jobs);
      RunOutcome outcome =
          run(
              cluster,
              jobs,
              policy,
              placement,
              capacity,
              ServiceModel.of(cost, Optional.of(new NodeFaults(profile, streams))));

      ServiceBooks books = outcome.service().orElseThrow();
      assertThat(capacity.overfull()).as("seed %d", seed).isFalse();
      assertThat(capacity.held()).as("seed %d", seed).containsOnly(0L);
      for (int job = 0; job < jobs.size(); job++) {
        String name =
            "seed " + seed + ", " + policy.id() + " on " + placement.id() + ", job " + job;
        assertThat(outcome.finished(job)).as(name).isTrue();
        assertThat(books.keptNanos()[job]).as(name).isEqualTo(jobs.get(job).durationNanos());
        assertThat(outcome.runNanos(job)).as(name).isEqualTo(books.heldNanos(job));
        assertThat(capacity.ranNanos(job)).as(name).isEqualTo(books.heldNanos(job));
        failures += books.failures()[job];
        lost += books.lostNanos()[job];
      }
    }
    assertThat(failures).isGreaterThan(1000);
    assertThat(lost).isPositive();
  }

  /** Something breaks in so many seconds: times are nanoseconds here. */
  private static FaultProfile breaking(Cluster cluster, double seconds, long repairNanos) {
    double nodes = cluster.nodes().size();
    return profile(
        7,
        cause(DeviceKind.NODE, 3 * seconds * nodes, repairNanos, false),
        cause(DeviceKind.NODE, 3 * seconds * nodes, 0, true),
        cause(DeviceKind.ACCELERATOR, 3 * seconds * Math.max(1, cluster.gpus()), 0, false));
  }
}
