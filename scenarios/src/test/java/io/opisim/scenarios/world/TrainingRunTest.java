package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.collective.CollectiveEstimate;
import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveProtocol;
import io.opisim.models.execution.Exchange;
import io.opisim.models.execution.FabricNetwork;
import io.opisim.models.execution.StepProgram;
import io.opisim.models.fault.DeviceKind;
import io.opisim.models.fault.FaultProfile;
import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LeafSpine;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.models.workload.TimeClass;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.models.workload.training.RankGroup;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.simcore.probe.Probe;
import io.opisim.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Training jobs in a world, on a fabric small enough to be worked out by hand. */
class TrainingRunTest {
  private static final long SECOND = 1_000_000_000L;

  /** 1 GB/s for what each rank sends, no latency. */
  private static final CollectiveModel GIGABYTE_A_SECOND =
      request ->
          new CollectiveEstimate(
              "ring",
              CollectiveProtocol.SIMPLE,
              request.operation().busFactor(request.layout().ranks()) * request.sizeBytes() / 1e9);

  /** 1 s of computation, then an all-reduce of 1 GB over two ranks: 1 s alone, a quarter hidden. */
  private static final StepProgram ON_TWO =
      new StepProgram(
          SECOND,
          0,
          0,
          SECOND / 4,
          List.of(new Exchange(CollectiveOperation.ALL_REDUCE, SECOND, new RankGroup(2, 1))));

  private static final StepProgram ON_ONE = new StepProgram(SECOND, 0, 0, 0, List.of());

  /** Puts jobs of two tasks on a node of each leaf, jobs of one where they fit. */
  private static final class AcrossLeaves implements Placement {
    @Override
    public String id() {
      return "across-leaves";
    }

    @Override
    public String description() {
      return "a task on each leaf";
    }

    @Override
    public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
      for (int node = 0; job.tasks() == 2 && node < 2; node++) {
        if (cluster.freeWholeGpus(node) == 1 && cluster.freeWholeGpus(node + 2) == 1) {
          return Assignment.gang(new int[] {node + 2, node});
        }
      }
      return job.tasks() == 2 ? null : new FirstFit().place(cluster, job, limit);
    }
  }

  private final List<Job> jobs = new ArrayList<>();
  private final List<TrainingKind> kinds = new ArrayList<>();
  private TrainingRun training;
  private double noiseNanos;

  private void job(long arrivalSeconds, int ranks, long steps) {
    TrainingKind kind =
        new TrainingKind(
            ranks == 2 ? ON_TWO : ON_ONE,
            GIGABYTE_A_SECOND,
            steps,
            ranks,
            1,
            noiseNanos,
            Optional.empty());
    TaskDemand each = TaskDemand.wholeGpus(1);
    jobs.add(
        new Job(
            "job-" + jobs.size(),
            "",
            arrivalSeconds * SECOND,
            kind.aloneNanos(),
            ranks,
            each,
            each));
    kinds.add(kind);
  }

  private RunOutcome run(String policy, Placement placement) {
    return run(policy, placement, ServiceModel.IDEAL);
  }

  /** Two leaves of two nodes of one accelerator, one spine, 1 GB/s everywhere. */
  private RunOutcome run(String policy, Placement placement, ServiceModel service) {
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < 4; node++) {
      nodes.add(new Node("n" + node, node / 2, "A", 1, 0, 0, 0));
    }
    LinkSpec link = LinkSpec.of("8 Gbit/s", "0 ns");
    Fabric fabric = new LeafSpine(2, 2, 1, 1, link, link).build();
    TrainingSetup setup =
        new TrainingSetup(fabric, 1, LinkState.healthy(), FabricNetwork.Routing.ECMP, kinds);
    training = new TrainingRun(jobs, setup, new RandomStreams(1), true, true, service.costOfJob());
    return new World(
            new Cluster(nodes),
            jobs,
            SchedulerServices.policies().get(policy).with(new PolicyOptions(List.of())),
            placement,
            bound -> 0,
            Probe.none(),
            false,
            false,
            training::in,
            service)
        .run();
  }

  private long[] spent(RunOutcome outcome, int job, TimeClass... classes) {
    long[] nanos = training.rankNanos(outcome, job, 0);
    long[] seconds = new long[classes.length];
    for (int index = 0; index < classes.length; index++) {
      seconds[index] = nanos[classes[index].ordinal()];
    }
    return seconds;
  }

  @Test
  void twoJobsAcrossTheSameUplinksGetHalfOfThemEach() {
    job(0, 2, 4);
    job(0, 2, 4);

    RunOutcome outcome = run("fifo", new AcrossLeaves());

    // Alone 1 + 0.75 s; together the exchange takes 2 s, so 1 + 1.75 s.
    assertThat(kinds.get(0).stepAloneNanos()).isEqualTo(7 * SECOND / 4);
    assertThat(outcome.finishNanos()).containsExactly(11 * SECOND, 11 * SECOND);
    assertThat(spent(outcome, 0, TimeClass.COMPUTE, TimeClass.EXPOSED_COLLECTIVE))
        .containsExactly(4 * SECOND, 7 * SECOND);
    assertThat(training.places(0)).containsExactly(0, 2);
    assertThat(training.places(1)).containsExactly(1, 3);
  }

  @Test
  void theBookNamesTheOtherJobAndTheTimeLostToIt() {
    job(0, 2, 4);
    job(0, 2, 4);

    run("fifo", new AcrossLeaves());

    List<String> rows = new ArrayList<>();
    training
        .contention()
        .orElseThrow()
        .visit(
            (job, link, lost, other, shared) ->
                rows.add(job + " " + lost / SECOND + " " + other + " " + shared / SECOND));
    // In each of four steps 2 s for what takes 1 s alone.
    assertThat(rows).containsExactly("0 4 1 8", "1 4 0 8");
  }

  @Test
  void jobsUnderOneLeafEachRunAsIfAlone() {
    job(0, 2, 4);
    job(0, 2, 4);

    RunOutcome outcome = run("fifo", new FirstFit());

    assertThat(outcome.finishNanos()).containsExactly(7 * SECOND, 7 * SECOND);
    assertThat(outcome.runNanos(0)).isEqualTo(jobs.get(0).durationNanos());
  }

  @Test
  void aPreemptedJobGoesOnFromItsLastCheckpointAfterARestart() {
    for (int node = 0; node < 3; node++) {
      job(0, 1, 4);
    }
    job(0, 1, 10);
    jobs.add(Job.single("short", "", 4 * SECOND, SECOND, TaskDemand.wholeGpus(1)));
    kinds.add(new TrainingKind(ON_ONE, GIGABYTE_A_SECOND, 1, 1, 1, 0, Optional.empty()));
    InterruptionCost cost = new InterruptionCost(SECOND / 2, 2 * SECOND, 2 * SECOND, false);

    RunOutcome outcome =
        run("shortest-remaining-first", new FirstFit(), ServiceModel.of(cost, Optional.empty()));

    assertThat(outcome.preemptions()).containsExactly(0, 0, 0, 1, 0);
    // Saved at 2 s, on from 2.5 s; at 4 s a step and a half are lost. A place is free at 4.5 s;
    // back
    // at 6.5 s; eight steps with three checkpoints between them.
    assertThat(outcome.finishNanos()[3]).isEqualTo(16 * SECOND);
    assertThat(
            spent(
                outcome,
                3,
                TimeClass.COMPUTE,
                TimeClass.CHECKPOINT_STALL,
                TimeClass.LOST_WORK_AND_RESTART,
                TimeClass.QUEUED))
        .containsExactly(10 * SECOND, 2 * SECOND, 7 * SECOND / 2, SECOND / 2);
    ServiceBooks books = outcome.service().orElseThrow();
    assertThat(books.keptNanos()[3]).isEqualTo(10 * SECOND);
    assertThat(books.lostNanos()[3]).isEqualTo(3 * SECOND / 2);
    assertThat(books.checkpointNanos()[3]).isEqualTo(2 * SECOND);
    assertThat(books.restartNanos()[3]).isEqualTo(2 * SECOND);
  }

  @Test
  void whereNodesBreakEveryStepIsDoneInTheEndAndEveryRanksTimeAddsUp() {
    noiseNanos = SECOND / 10.0;
    for (int index = 0; index < 12; index++) {
      job(index * 20, 1 + index % 2, 100);
    }
    int failures = 0;
    for (int seed = 0; seed < 20; seed++) {
      FaultProfile profile =
          ServiceModelTest.profile(
              SECOND,
              ServiceModelTest.cause(DeviceKind.NODE, 400, 10 * SECOND, false),
              ServiceModelTest.cause(DeviceKind.ACCELERATOR, 400, 0, false),
              ServiceModelTest.cause(DeviceKind.NODE, 400, 0, true));
      NodeFaults faults = new NodeFaults(profile, new RandomStreams(seed).child("faults"));
      InterruptionCost cost =
          new InterruptionCost(SECOND / 2, 2 * SECOND, 10 * SECOND, seed % 2 == 0);

      RunOutcome outcome =
          run(
              seed % 3 == 0 ? "shortest-remaining-first" : "fifo-jump",
              new FirstFit(),
              ServiceModel.of(cost, Optional.of(faults)));

      for (int job = 0; job < jobs.size(); job++) {
        assertThat(training.execution(job).stepsDone()).as("seed %d", seed).isEqualTo(100);
        for (int rank = 0; rank < kinds.get(job).ranks(); rank++) {
          // Throws where the classes do not add up to the time from arrival to finish.
          long[] nanos = training.rankNanos(outcome, job, rank);
          assertThat(LongStream.of(nanos)).as("seed %d", seed).allMatch(one -> one >= 0);
          assertThat(nanos[TimeClass.COMPUTE.ordinal()]).isGreaterThanOrEqualTo(100 * SECOND);
        }
        failures += outcome.service().orElseThrow().failures()[job];
      }
    }
    assertThat(failures).isGreaterThan(200);
  }

  @Test
  void aPreemptedJobKeepsItsWholeStepsAndItsBrokenOneIsLost() {
    for (int node = 0; node < 3; node++) {
      job(0, 1, 4);
    }
    job(0, 1, 10);
    // At 2.5 s there is room for nobody; the longest job has 7.5 s left and gives way for one.
    jobs.add(Job.single("short", "", 5 * SECOND / 2, SECOND, TaskDemand.wholeGpus(1)));
    kinds.add(new TrainingKind(ON_ONE, GIGABYTE_A_SECOND, 1, 1, 1, 0, Optional.empty()));

    RunOutcome outcome = run("shortest-remaining-first", new FirstFit());

    assertThat(outcome.preemptions()).containsExactly(0, 0, 0, 1, 0);
    // Two steps by 2 s, half a second lost, one of waiting, eight more steps.
    assertThat(outcome.finishNanos()[3]).isEqualTo(23 * SECOND / 2);
    assertThat(
            spent(outcome, 3, TimeClass.COMPUTE, TimeClass.LOST_WORK_AND_RESTART, TimeClass.QUEUED))
        .containsExactly(10 * SECOND, SECOND / 2, SECOND);
  }

  @Test
  void aJobMayOutlastWhatItWasKnownToNeedUnderEveryPolicy() {
    for (String policy : SchedulerServices.policies().keySet()) {
      jobs.clear();
      kinds.clear();
      for (int copy = 0; copy < 6; copy++) {
        job(copy / 2, 2, 3);
        job(copy, 1, 2);
      }
      jobs.sort((one, other) -> Long.compare(one.arrivalNanos(), other.arrivalNanos()));
      kinds.clear();
      for (Job one : jobs) {
        kinds.add(
            new TrainingKind(
                one.tasks() == 2 ? ON_TWO : ON_ONE,
                GIGABYTE_A_SECOND,
                one.tasks() == 2 ? 3 : 2,
                one.tasks(),
                1,
                0,
                Optional.empty()));
      }

      RunOutcome outcome = run(policy, new AcrossLeaves());

      for (int job = 0; job < jobs.size(); job++) {
        assertThat(outcome.finished(job)).as("%s, job %s", policy, job).isTrue();
        assertThat(outcome.runNanos(job)).isGreaterThanOrEqualTo(jobs.get(job).durationNanos());
        long sum = 0;
        for (long nanos : training.rankNanos(outcome, job, 0)) {
          sum += nanos;
        }
        assertThat(sum).isEqualTo(outcome.jctNanos(job));
      }
    }
  }
}
