package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.collective.CollectiveEstimate;
import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveProtocol;
import io.opisim.models.execution.Exchange;
import io.opisim.models.execution.FabricNetwork;
import io.opisim.models.execution.StepProgram;
import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.topology.fabric.LeafSpine;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.models.workload.training.RankGroup;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.optimizer.SearchLimits;
import io.opisim.scheduler.optimizer.joint.FixedRuns;
import io.opisim.scheduler.optimizer.joint.JobChoice;
import io.opisim.scheduler.optimizer.joint.JointBounds;
import io.opisim.scheduler.optimizer.joint.JointPlanner;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.scheduler.optimizer.joint.PlanPolicy;
import io.opisim.scheduler.optimizer.joint.PlannedJob;
import io.opisim.scheduler.optimizer.joint.Schedule;
import io.opisim.scheduler.optimizer.joint.Spot;
import io.opisim.scheduler.optimizer.joint.Timeline;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.SimulatedTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Plans carried out in a world, against what was planned and against bounds. */
class PlannedRunsTest {
  private static final long SECOND = 1_000_000_000L;

  private static final CollectiveModel GIGABYTE_A_SECOND =
      request ->
          new CollectiveEstimate(
              "ring",
              CollectiveProtocol.SIMPLE,
              request.operation().busFactor(request.layout().ranks()) * request.sizeBytes() / 1e9);

  private static Cluster cluster(int racks, int nodesInRack, int gpus) {
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < racks * nodesInRack; node++) {
      nodes.add(new Node("n" + node, node / nodesInRack, "A", gpus, 0, 64_000, 1L << 30));
    }
    return new Cluster(nodes);
  }

  private static List<Job> jobs(SplittableRandom random, int count) {
    List<Job> jobs = new ArrayList<>();
    long arrival = 0;
    for (int number = 0; number < count; number++) {
      arrival += random.nextInt(5) * SECOND;
      long length = (1 + random.nextInt(30)) * SECOND;
      int gpus = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 4;
      int tasks = gpus == 4 ? 1 + random.nextInt(5) : 1;
      TaskDemand each =
          new TaskDemand(gpus, 1000, 1000L * random.nextInt(1, 17), 1 << 20, List.of());
      TaskDemand last =
          tasks > 1 && random.nextBoolean()
              ? new TaskDemand(
                  1 + random.nextInt(4), 1000, each.cpuMilli(), each.memoryBytes(), List.of())
              : each;
      jobs.add(new Job("job-" + number, "", arrival, length, tasks, each, last));
    }
    return jobs;
  }

  private static JointProblem problem(Cluster cluster, List<Job> jobs, RunModel model) {
    List<PlannedJob> planned = jobs.stream().map(job -> PlannedJob.waiting(job, 1)).toList();
    return JointProblem.of(cluster, planned, model, Objective.JCT);
  }

  private static RunModel fixed(List<Job> jobs) {
    return new FixedRuns(jobs.stream().map(job -> job.durationNanos() / 1e9).toList());
  }

  private static RunOutcome run(
      Cluster cluster, List<Job> jobs, SchedulingPolicy policy, RunRecorder recorder) {
    return new World(cluster, jobs, policy, new FirstFit(), bound -> 0, recorder, false, false)
        .run();
  }

  @Test
  void a_job_that_holds_keeps_back_those_behind_it_though_their_nodes_are_free() {
    Cluster cluster = cluster(1, 2, 4);
    TaskDemand node = TaskDemand.wholeGpus(4);
    List<Job> jobs =
        List.of(
            new Job("first", "", 0, 10 * SECOND, 1, node, node),
            new Job("both", "", SECOND, 5 * SECOND, 2, node, node),
            new Job("small", "", 2 * SECOND, SECOND, 1, node, node));
    Timeline timeline = new Timeline(problem(cluster, jobs, fixed(jobs)));
    for (boolean holds : new boolean[] {false, true}) {
      Schedule plan =
          timeline.schedule(
              List.of(
                  JobChoice.on(0, 0, 0),
                  new JobChoice(1, new Spot.InRack(0), holds, 0),
                  JobChoice.on(2, 0, 1)));
      double start = plan.byJob().get(2).startSeconds();
      RunOutcome outcome =
          run(cluster, jobs, new PlanPolicy(plan.runs()), new RunRecorder(3, false, false));
      assertThat(start).isEqualTo(holds ? 15 : 2);
      assertThat(SimulatedTime.secondsFromNanos(outcome.startNanos()[2])).isEqualTo(start);
    }
  }

  @Test
  void the_policy_carries_out_exactly_the_plan() {
    for (long seed = 1; seed <= 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Cluster cluster = cluster(1 + random.nextInt(3), 1 + random.nextInt(5) + 2, 4);
      List<Job> jobs = jobs(random, 2 + random.nextInt(12));
      jobs.removeIf(job -> job.tasks() > cluster.nodes().size());
      if (jobs.isEmpty()) {
        continue;
      }
      JointProblem problem = problem(cluster, jobs, fixed(jobs));
      Schedule plan = JointPlanner.plans(problem, SearchLimits.steps(seed, 50), 1).get(0);
      RunRecorder recorder = new RunRecorder(jobs.size(), true, false);
      RunOutcome outcome = run(cluster, jobs, new PlanPolicy(plan.runs()), recorder);
      List<Schedule.Run> runs = plan.byJob();
      for (Schedule.Run run : runs) {
        assertThat(SimulatedTime.secondsFromNanos(outcome.startNanos()[run.job()]))
            .as("seed %d, job %d", seed, run.job())
            .isCloseTo(run.startSeconds(), within(1e-6));
      }
      int[][] taken = new int[jobs.size()][];
      for (int job = 0; job < taken.length; job++) {
        taken[job] = new int[jobs.get(job).tasks()];
      }
      recorder.tasks((job, task, segment, node, start, end, finished) -> taken[job][task] = node);
      for (Schedule.Run run : runs) {
        assertThat(taken[run.job()]).as("seed %d", seed).isEqualTo(run.nodes());
      }
    }
  }

  @Test
  void no_policy_on_random_queues_is_better_than_the_bounds() {
    for (long seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Cluster cluster = cluster(1 + random.nextInt(3), 5, 4);
      List<Job> jobs = jobs(random, 2 + random.nextInt(20));
      double[] alone = jobs.stream().mapToDouble(job -> job.durationNanos() / 1e9).toArray();
      double jct = JointBounds.jctMeanSeconds(jobs, alone, cluster.gpus());
      double makespan = JointBounds.makespanSeconds(jobs, alone, cluster.gpus());
      List<SchedulingPolicy> policies = new ArrayList<>(SchedulerServices.policies().values());
      for (SchedulingPolicy policy : policies) {
        RunOutcome outcome =
            run(
                cluster,
                jobs,
                policy.with(PolicyOptions.DEFAULTS),
                new RunRecorder(jobs.size(), false, false));
        double sum = 0;
        double last = 0;
        for (int job = 0; job < jobs.size(); job++) {
          sum += outcome.jctNanos(job) / 1e9;
          last = Math.max(last, outcome.finishNanos()[job] / 1e9);
        }
        assertThat(sum / jobs.size())
            .as("seed %d, %s", seed, policy.id())
            .isGreaterThanOrEqualTo(jct * (1 - 1e-9));
        assertThat(last - jobs.get(0).arrivalNanos() / 1e9)
            .as("seed %d, %s", seed, policy.id())
            .isGreaterThanOrEqualTo(makespan * (1 - 1e-9));
      }
    }
  }

  /**
   * Two leaves of two nodes of one accelerator, one spine, 1 GB/s everywhere; two jobs of ten steps
   * on a node of each leaf: 1 s of computation, then 1 GB each way, a quarter hidden.
   */
  @Test
  void the_score_of_two_jobs_on_one_uplink_is_the_closed_form() {
    Cluster cluster = cluster(2, 2, 1);
    StepProgram program =
        new StepProgram(
            SECOND,
            0,
            0,
            SECOND / 4,
            List.of(new Exchange(CollectiveOperation.ALL_REDUCE, SECOND, new RankGroup(2, 1))));
    TrainingKind kind = new TrainingKind(program, GIGABYTE_A_SECOND, 10, 2, 1, 0, Optional.empty());
    TaskDemand one = TaskDemand.wholeGpus(1);
    List<Job> jobs =
        List.of(
            new Job("a", "", 0, kind.aloneNanos(), 2, one, one),
            new Job("b", "", 0, kind.aloneNanos(), 2, one, one));
    LinkSpec link = LinkSpec.of("8 Gbit/s", "0 ns");
    TrainingSetup setup =
        new TrainingSetup(
            new LeafSpine(2, 2, 1, 1, link, link).build(),
            1,
            LinkState.healthy(),
            FabricNetwork.Routing.ECMP,
            List.of(kind, kind));
    Timeline timeline =
        new Timeline(
            problem(cluster, jobs, new TrainingRunModel(jobs, setup, new RandomStreams(1))));
    Schedule apart = timeline.schedule(List.of(JobChoice.on(0, 0, 0, 1), JobChoice.on(1, 0, 2, 3)));
    assertThat(apart.score().jctSumSeconds()).isCloseTo(2 * 17.5, within(1e-6));
    // Both on the uplinks: the other exchanges for a share d of the time and adds 1 s then,
    // so d = (1 + d) / (1.75 + d).
    Schedule together =
        timeline.schedule(List.of(JobChoice.on(0, 0, 0, 2), JobChoice.on(1, 0, 1, 3)));
    double share = (-0.75 + StrictMath.sqrt(0.75 * 0.75 + 4)) / 2;
    assertThat(together.score().jctSumSeconds()).isCloseTo(2 * (17.5 + 10 * share), within(1e-4));
    assertThat(Arrays.asList(together.runs().get(0).aloneSeconds())).containsExactly(17.5);
  }
}
