package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

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
import io.opisim.models.workload.checkpoint.CheckpointInterval;
import io.opisim.models.workload.checkpoint.CheckpointTimes;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;
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
  private static final int QUEUES = 10_000;
  private static final int JOBS = 15;

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
    assertThat(outcome.reasonOf(0)).isEqualTo(WaitReason.UNDER_REPAIR);
    assertThat(outcome.largestReasonNanos()[0]).isEqualTo(outcome.waitNanos()[0]);
  }

  @Test
  void aJobWithYoungsIntervalWastesWhatItsFirstOrderFormulaSays() {
    double between = 3600;
    double write = 2;
    double restart = 1;
    double interval = CheckpointInterval.youngSeconds(write, between);
    FaultProfile profile = profile(SECOND, cause(DeviceKind.NODE, between, 0, false));
    InterruptionCost cost = new InterruptionCost(2 * SECOND, 0, (long) (interval * SECOND), false);
    double held = 0;
    double kept = 0;
    long failures = 0;
    for (int seed = 0; seed < 4; seed++) {
      NodeFaults faults = new NodeFaults(profile, new RandomStreams(seed).child("faults"));
      RunOutcome outcome =
          run(
              oneGpu(),
              List.of(job(0, 0, 30 * 86_400)),
              SchedulerServices.policies().get("fifo"),
              ServiceModel.of(cost, Optional.of(faults)));
      held += outcome.service().orElseThrow().heldNanos(0);
      kept += outcome.service().orElseThrow().keptNanos()[0];
      failures += outcome.service().orElseThrow().failures()[0];
    }

    // C/τ + τ/(2 M) + R/M, with τ = √(2 C M) twice the first part and R/M.
    double formula = CheckpointInterval.waste(write, interval, between, restart);
    assertThat(failures).isGreaterThan(1000);
    assertThat(formula).isCloseTo(2 * write / interval + restart / between, within(1e-12));
    assertThat(1 - kept / held).isCloseTo(formula, withinPercentage(5));
  }

  @Test
  void theSameThingsBreakWhateverThePolicyAndWhateverItCosts() {
    List<Job> jobs = List.of(job(0, 0, 36_000), job(1, 100, 18_000), job(2, 200, 9_000));
    FaultProfile profile = profile(0, cause(DeviceKind.NODE, 1800, 0, false));
    List<List<Long>> struck = new ArrayList<>();
    for (String policy : List.of("fifo", "easy-backfill", "fifo-jump", "max-min-heterogeneous")) {
      List<Long> times = new ArrayList<>();
      Probe probe =
          (time, kind, subject, value) -> {
            if (kind == RunEvents.PREEMPTED) {
              times.add(time);
            }
          };
      InterruptionCost cost =
          new InterruptionCost(policy.length() * SECOND, 7 * SECOND, 600 * SECOND, false);
      run(
          oneGpu(),
          policy.equals("max-min-heterogeneous") ? jobs.subList(0, 1) : jobs,
          SchedulerServices.policies().get(policy),
          SchedulerServices.placements().get("first-fit"),
          probe,
          ServiceModel.of(
              cost, Optional.of(new NodeFaults(profile, new RandomStreams(5).child("faults")))));
      struck.add(times);
    }

    // Somebody is always there to be interrupted, so that every failure is seen.
    for (List<Long> times : struck) {
      int common = Math.min(times.size(), struck.get(0).size());
      assertThat(common).isGreaterThan(15);
      assertThat(times.subList(0, common)).isEqualTo(struck.get(0).subList(0, common));
    }
  }

  @Test
  void inRoundsAJobKeepsItsPlaceUntilItsFirstCheckpoint() {
    InterruptionCost cost = new InterruptionCost(SECOND, 30 * SECOND, 100 * SECOND, false);
    SchedulingPolicy policy =
        SchedulerServices.policies()
            .get("max-min-heterogeneous")
            .with(
                new PolicyOptions(
                    List.of(),
                    Optional.empty(),
                    Optional.of(new RoundSettings(40 * SECOND, 40 * SECOND)),
                    Optional.empty()));

    RunOutcome outcome =
        run(
            oneGpu(),
            List.of(job(0, 0, 300), job(1, 0, 300)),
            policy,
            ServiceModel.of(cost, Optional.empty()));

    // Rounds of 40 s are shorter than the 100 s to a checkpoint, and yet both come to their end.
    ServiceBooks books = outcome.service().orElseThrow();
    assertThat(books.keptNanos()).containsExactly(300 * SECOND, 300 * SECOND);
    assertThat(outcome.preemptions()[0] + outcome.preemptions()[1]).isPositive();
    assertThat(outcome.runNanos(0)).isEqualTo(books.heldNanos(0));
  }

  @Test
  void whileANodeIsOutOnlyJobsThatAreDoneWhenItIsBackGoAheadOfTheHead() {
    Cluster two =
        new Cluster(
            List.of(new Node("n0", 0, "A", 1, 0, 0, 0), new Node("n1", 0, "A", 1, 0, 0, 0)));
    TaskDemand one = TaskDemand.wholeGpus(1);
    long repair = 1000 * SECOND;
    FaultProfile profile = profile(0, cause(DeviceKind.NODE, 500, repair, false));
    NodeFaults faults = new NodeFaults(profile, new RandomStreams(11).child("faults"));
    List<Job> jobs = new ArrayList<>();
    jobs.add(new Job("both", "", 0, 2000 * SECOND, 2, one, one));
    for (int index = 1; index < 40; index++) {
      jobs.add(job(index, 50L * index, index % 2 == 0 ? 20 : 1500));
    }

    RunOutcome outcome =
        run(
            two,
            jobs,
            SchedulerServices.policies().get("easy-backfill"),
            ServiceModel.of(new InterruptionCost(0, 0, 100 * SECOND, false), Optional.of(faults)));

    // Nothing long is in the way of the first job before it has come to its end.
    for (int index = 1; index < 40; index++) {
      boolean isLong = index % 2 == 1;
      assertThat(isLong && outcome.startNanos()[index] < outcome.finishNanos()[0])
          .as("job %d", index)
          .isFalse();
    }
    assertThat(outcome.startNanos()[2]).isLessThan(outcome.finishNanos()[0]);
  }

  @Test
  void onTenThousandRandomQueuesAllWorkIsDoneInTheEndAndAllTimeIsBooked() {
    List<SchedulingPolicy> policies = new ArrayList<>(SchedulerServices.policies().values());
    List<Placement> placements = new ArrayList<>(SchedulerServices.placements().values());
    long failures = 0;
    long lost = 0;
    for (int seed = 0; seed < QUEUES; seed++) {
      SchedulingPolicy policy = policies.get(seed % policies.size()).with(RandomWorlds.SHORT_TIMES);
      Placement placement = placements.get(seed / policies.size() % placements.size());
      SplittableRandom random = new SplittableRandom(seed);
      Cluster cluster = RandomWorlds.cluster(random);
      List<Job> jobs = RandomWorlds.queue(random, cluster, JOBS, policy);
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
