package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Elasticity;
import io.opisim.models.workload.GpuSpeeds;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.SpeedUp;
import io.opisim.models.workload.SpeedUp.Measured.Point;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.elastic.ElasticPolicy;
import io.opisim.scheduler.optimizer.joint.JointBounds;
import io.opisim.scheduler.oracle.UnlimitedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Elastic jobs, and others, on random clusters under the policies that resize. Two thousand queues;
 * a failure names the seed, the policy and the placement.
 */
class RandomElasticQueuesTest {
  private static final int QUEUES = 2000;
  private static final int JOBS = 25;

  private Cluster cluster;
  private List<Job> jobs;
  private String name;
  private RunRecorder recorder;
  private int resizes;
  private int preemptions;

  @Test
  void capacityHoldsNobodyIsLostWorkIsConservedAndNoBoundIsBeaten() {
    List<SchedulingPolicy> policies =
        SchedulerServices.policies().values().stream()
            .filter(policy -> policy instanceof ElasticPolicy)
            .toList();
    List<Placement> placements = new ArrayList<>(SchedulerServices.placements().values());
    for (int seed = 0; seed < QUEUES; seed++) {
      SchedulingPolicy policy = policies.get(seed % policies.size());
      Placement placement = placements.get(seed / policies.size() % placements.size());
      name = "seed " + seed + ", " + policy.id() + " on " + placement.id();
      SplittableRandom random = new SplittableRandom(seed);
      cluster = RandomWorlds.cluster(random);
      jobs = new ArrayList<>();
      for (Job job : RandomWorlds.queue(random, cluster, JOBS)) {
        jobs.add(random.nextInt(4) == 0 ? job : elastic(random, job));
      }
      RunOutcome outcome = run(policy, placement, false);

      assertNobodyIsLost(outcome);
      assertCapacityHolds();
      assertWorkIsConserved(outcome);
      assertNoBoundIsBeaten(outcome);
    }
    assertThat(resizes).isGreaterThan(QUEUES);
    assertThat(preemptions).isGreaterThan(QUEUES);
  }

  /** On whole GPUs, with a speed-up that may fall, a pause, and a speed on each GPU model. */
  private static Job elastic(SplittableRandom random, Job job) {
    if (job.gpus() == 0 || job.demand().isFractional()) {
      return job;
    }
    int asked = job.gpus();
    int least = random.nextInt(1, asked + 1);
    int most = asked + random.nextInt(10);
    SpeedUp speedUp =
        random.nextInt(3) == 0
            ? new SpeedUp.Amdahl(random.nextInt(100) / 100.0)
            : points(random, least, most);
    long pauseNanos = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
    int taskGpus = job.tasks() > 1 ? job.demand().gpus() : Math.max(asked, 8);
    return new Job(
        job.id(),
        job.group(),
        job.arrivalNanos(),
        job.durationNanos() * 1000,
        job.tasks(),
        job.demand(),
        job.lastDemand(),
        GpuSpeeds.of(Map.of("A", 1.0, "B", random.nextDouble(0.3, 3))),
        new Elasticity(least, most, asked, taskGpus, speedUp, pauseNanos));
  }

  private static SpeedUp points(SplittableRandom random, int least, int most) {
    List<Point> points = new ArrayList<>();
    double speed = 1;
    for (int gpus = least; gpus < most; gpus += random.nextInt(1, 4)) {
      points.add(new Point(gpus, speed));
      speed *= random.nextDouble(0.9, 1.8);
    }
    points.add(new Point(most, speed));
    return new SpeedUp.Measured(points);
  }

  private RunOutcome run(SchedulingPolicy policy, Placement placement, boolean unlimited) {
    SplittableRandom draws = new SplittableRandom(7);
    recorder = new RunRecorder(JOBS, !unlimited, false);
    return new World(cluster, jobs, policy, placement, draws::nextInt, recorder, false, unlimited)
        .run();
  }

  private void assertNobodyIsLost(RunOutcome outcome) {
    for (int job = 0; job < JOBS; job++) {
      assertThat(outcome.finished(job)).as("%s, job %d", name, job).isTrue();
      preemptions += outcome.preemptions()[job];
    }
    resizes += outcome.resizes().orElse(0L);
  }

  private Job held(RunRecorder.Segment segment) {
    Job job = jobs.get(segment.job());
    return segment.gpus() == 0 ? job : job.atWidth(segment.gpus());
  }

  /** Sums what runs on every node at every start of a stretch. */
  private void assertCapacityHolds() {
    List<RunRecorder.Segment> all = new ArrayList<>();
    recorder.segments(all::add);
    for (RunRecorder.Segment at : all) {
      long[][] sum = new long[cluster.nodes().size()][3];
      for (RunRecorder.Segment other : all) {
        if (other.startNanos() <= at.startNanos() && at.startNanos() < other.endNanos()) {
          add(sum, other);
        }
      }
      for (int node : at.nodes()) {
        assertThat(sum[node][0]).as(name).isLessThanOrEqualTo(cluster.nodes().get(node).cpuMilli());
        assertThat(sum[node][1])
            .as(name)
            .isLessThanOrEqualTo(cluster.nodes().get(node).memoryBytes());
        assertThat(sum[node][2])
            .as(name)
            .isLessThanOrEqualTo(cluster.nodes().get(node).gpus() * 1000L);
      }
    }
  }

  private void add(long[][] sum, RunRecorder.Segment segment) {
    for (int task = 0; task < segment.nodes().length; task++) {
      TaskDemand demand = held(segment).demandOf(task);
      long[] here = sum[segment.nodes()[task]];
      here[0] += demand.cpuMilli();
      here[1] += demand.memoryBytes();
      here[2] += demand.totalGpuMilli();
    }
  }

  /**
   * Each stretch: its time, less the pause if its width is new or the pause before was cut off,
   * times its speed.
   */
  private void assertWorkIsConserved(RunOutcome outcome) {
    double[] work = new double[JOBS];
    double[] allowed = new double[JOBS];
    long[] held = new long[JOBS];
    int[] before = new int[JOBS];
    boolean[] owes = new boolean[JOBS];
    recorder.segments(
        segment -> {
          int job = segment.job();
          Job described = held(segment);
          long length = segment.endNanos() - segment.startNanos();
          held[job] += length;
          int gpus = described.gpus();
          boolean isNew = before[job] > 0 && before[job] != gpus;
          long pause =
              described.isElastic() && (isNew || owes[job])
                  ? described.elasticity().resizeNanos()
                  : 0;
          owes[job] = length < pause;
          before[job] = gpus;
          double speed = speed(described, segment.nodes());
          work[job] += Math.max(0, length - pause) * speed;
          allowed[job] += speed + 1;
          assertThat(length).as("%s, job %d", name, job).isPositive();
        });
    for (int job = 0; job < JOBS; job++) {
      assertThat(held[job]).as("%s, job %d", name, job).isEqualTo(outcome.runNanos(job));
      assertThat(Math.abs(work[job] - jobs.get(job).durationNanos()))
          .as("%s, job %d of %d ns did %f", name, job, jobs.get(job).durationNanos(), work[job])
          .isLessThanOrEqualTo(allowed[job]);
    }
  }

  private double speed(Job described, int[] nodes) {
    return IntStream.range(0, nodes.length)
            .filter(task -> described.demandOf(task).gpus() > 0)
            .mapToDouble(task -> described.speeds().on(cluster.nodes().get(nodes[task]).gpuModel()))
            .min()
            .orElse(1)
        * described.relativeSpeed(described.gpus());
  }

  private void assertNoBoundIsBeaten(RunOutcome outcome) {
    RunOutcome oracle =
        run(new UnlimitedCluster(), SchedulerServices.placements().get("first-fit"), true);
    double[] alone = jobs.stream().mapToDouble(job -> job.durationNanos() * 1e-9).toArray();
    double sum = 0;
    long last = 0;
    for (int job = 0; job < JOBS; job++) {
      assertThat(outcome.jctNanos(job))
          .as("%s, job %d", name, job)
          .isGreaterThanOrEqualTo(oracle.jctNanos(job));
      sum += outcome.jctNanos(job) * 1e-9;
      last = Math.max(last, outcome.finishNanos()[job]);
    }
    double rounding = 1 + 1e-9;
    assertThat(JointBounds.jctMeanSeconds(jobs, alone, cluster.gpus()))
        .as(name)
        .isLessThanOrEqualTo(sum / JOBS * rounding);
    assertThat(JointBounds.makespanSeconds(jobs, alone, cluster.gpus()))
        .as(name)
        .isLessThanOrEqualTo((last - jobs.get(0).arrivalNanos()) * 1e-9 * rounding);
  }
}
