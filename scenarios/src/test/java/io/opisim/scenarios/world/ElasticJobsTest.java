package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Elasticity;
import io.opisim.models.workload.GpuSpeeds;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.SpeedUp;
import io.opisim.models.workload.SpeedUp.Measured;
import io.opisim.models.workload.SpeedUp.Measured.Point;
import io.opisim.models.workload.TaskDemand;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scenarios.result.Metric;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.elastic.ElasticPolicy;
import io.opisim.scheduler.oracle.UnlimitedCluster;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs on a range of GPUs: followed by hand. */
class ElasticJobsTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Node> nodes = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private RunRecorder recorder;

  private void node(String model, int gpus) {
    nodes.add(new Node("n" + nodes.size(), 0, model, gpus, 0, 64_000, 1L << 40));
  }

  /** A job that asks for so many GPUs, with speeds on 1, 2, 3 ... of them. */
  private void job(double arrival, double seconds, int asks, int pauseSeconds, double... speeds) {
    job(arrival, seconds, asks, pauseSeconds, GpuSpeeds.SAME, points(speeds));
  }

  private static SpeedUp points(double... speeds) {
    Point[] points = new Point[speeds.length];
    for (int gpus = 1; gpus <= speeds.length; gpus++) {
      points[gpus - 1] = new Point(gpus, speeds[gpus - 1]);
    }
    return new Measured(List.of(points));
  }

  private void job(
      double arrival, double seconds, int asks, int pauseSeconds, GpuSpeeds on, SpeedUp speedUp) {
    TaskDemand demand = TaskDemand.wholeGpus(asks);
    Elasticity terms =
        new Elasticity(
            speedUp.least(),
            speedUp.most(),
            asks,
            Math.max(8, asks),
            speedUp,
            pauseSeconds * SECOND);
    jobs.add(
        new Job(
            "job-" + jobs.size(),
            "",
            (long) (arrival * SECOND),
            (long) (seconds * SECOND),
            1,
            demand,
            demand,
            on,
            terms));
  }

  private RunOutcome under(SchedulingPolicy policy, boolean unlimited) {
    recorder = new RunRecorder(jobs.size(), !unlimited, true);
    return new World(
            new Cluster(nodes),
            jobs,
            policy,
            SchedulerServices.placements().get("consolidated"),
            bound -> 0,
            recorder,
            true,
            unlimited)
        .run();
  }

  private RunOutcome under(String policy) {
    return under(SchedulerServices.policies().get(policy), false);
  }

  private static double seconds(long nanos) {
    return nanos / (double) SECOND;
  }

  /** Widths of a job, stretch by stretch. */
  private List<Integer> widths(int job) {
    List<Integer> widths = new ArrayList<>();
    recorder.segments(
        segment -> {
          if (segment.job() == job) {
            widths.add(segment.gpus());
          }
        });
    return widths;
  }

  @Test
  void theThirdGpuGoesToTheLongerJobThatGainsMoreByIt() {
    // On one GPU each: (1.8 - 1) / 1.8 = 0.44 for b against (1.1 - 1) / 1 = 0.1 for a.
    node("A", 3);
    job(0, 100, 1, 0, 1, 1.1, 1.1);
    job(0, 270, 1, 0, 1, 1.8, 2.4);

    RunOutcome outcome = under("apathetic-future-share");

    // a ends at 100; b has done 180 by then, and 90 are left at 2.4 on three GPUs.
    assertThat(seconds(outcome.finishNanos()[0])).isEqualTo(100);
    assertThat(seconds(outcome.finishNanos()[1])).isCloseTo(100 + 90 / 2.4, within(1e-8));
    assertThat(widths(0)).containsExactly(1);
    assertThat(widths(1)).containsExactly(2, 3);
    assertThat(outcome.widths().orElseThrow().resizes(1)).isEqualTo(1);
    assertThat(outcome.preemptions()).containsExactly(0, 0);
  }

  @Test
  void theThirdGpuGoesToTheShorterJobIfBothGainTheSame() {
    // (p' - p) / p' is less than (p' - p) / p.
    node("A", 3);
    job(0, 100, 1, 0, 1, 1.6, 1.6);
    job(0, 270, 1, 0, 1, 1.6, 1.6);

    RunOutcome outcome = under("apathetic-future-share");

    assertThat(seconds(outcome.finishNanos()[0])).isCloseTo(100 / 1.6, within(1e-8));
    double leftOfB = 270 - 100 / 1.6;
    assertThat(seconds(outcome.finishNanos()[1]))
        .isCloseTo(100 / 1.6 + leftOfB / 1.6, within(1e-8));
  }

  @Test
  void whereSpeedIsTwiceOnTwoGpusTheShorterJobHasBothFirst() {
    // A job that holds nothing goes first only if (p' - p) / p < 1 on the other side.
    node("A", 2);
    job(0, 100, 1, 0, 1, 2);
    job(0, 300, 1, 0, 1, 2);

    assertThat(under("apathetic-future-share").finishNanos())
        .containsExactly(50 * SECOND, (50 + 150) * SECOND);
  }

  @Test
  void ofTwoJobsThePolicyGivesTheThirdGpuWhereTheSumOfCompletionTimesIsLess() {
    // No job is faster than on two GPUs, so that the longer one runs at p' when the other is done:
    // what the inequality takes for granted.
    int toTheLonger = 0;
    for (int seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      nodes.clear();
      jobs.clear();
      node("A", 3);
      double a = random.nextInt(50, 200);
      double pa = 1 + random.nextInt(1, 100) / 100.0;
      double pb = 1 + random.nextInt(1, 100) / 100.0;
      double b = a * pb + random.nextInt(1, 300);
      job(0, a, 1, 0, 1, pa);
      job(0, b, 1, 0, 1, pb);

      double endOfA = a / pa;
      double toA = endOfA + endOfA + (b - endOfA) / pb;
      double toB = a + b / pb;
      long[] finish = under("apathetic-future-share").finishNanos();

      assertThat(seconds(finish[0]) + seconds(finish[1]))
          .as("seed %d", seed)
          .isCloseTo(Math.min(toA, toB), within(1e-6));
      toTheLonger += toB < toA ? 1 : 0;
    }
    assertThat(toTheLonger).isBetween(100, 400);
  }

  @Test
  void marginalGainGivesAGpuWhereItSavesMostTime() {
    // a saves 100 - 100 / 1.9 = 47 s, b saves 270 - 270 / 1.3 = 62 s.
    node("A", 3);
    job(0, 100, 1, 0, 1, 1.9, 1.9);
    job(0, 270, 1, 0, 1, 1.3, 1.3);

    RunOutcome outcome = under("marginal-gain");

    assertThat(seconds(outcome.finishNanos()[0])).isCloseTo(100, within(1e-8));
    assertThat(seconds(outcome.finishNanos()[1])).isCloseTo(270 / 1.3, within(1e-8));
  }

  @Test
  void underMarginalGainAJobKeepsItsFewestGpusWhateverArrives() {
    node("A", 2);
    job(0, 1000, 2, 0, 0.5, 1);
    job(10, 1000, 1, 0, 1, 1);
    job(20, 1, 1, 0, 1, 1);

    RunOutcome outcome = under("marginal-gain");

    // Job 0 has 2 GPUs, shrinks to 1 for job 1, and job 2 waits until one of them is done.
    assertThat(widths(0)).startsWith(2, 1);
    assertThat(outcome.preemptions()).containsExactly(0, 0, 0);
    assertThat(outcome.startNanos()[2]).isEqualTo(1010 * SECOND);
  }

  @Test
  void aChangeOfWidthCostsItsPause() {
    node("A", 3);
    job(0, 100, 1, 10, 1, 1.1, 1.1);
    job(0, 270, 1, 10, 1, 1.8, 2.4);

    RunOutcome outcome = under("apathetic-future-share");

    // The first start is on two GPUs: no change. At 100 s it pauses for 10 s.
    assertThat(seconds(outcome.finishNanos()[1])).isCloseTo(100 + 10 + 90 / 2.4, within(1e-8));
    assertThat(seconds(outcome.runNanos(1))).isCloseTo(147.5, within(1e-8));
  }

  @Test
  void aPreemptedJobPaysThePauseIfItComesBackOnAnotherNumberOfGpus() {
    node("A", 2);
    job(0, 100, 2, 10, 0.6, 1);
    jobs.add(Job.single("short", "", 20 * SECOND, 30 * SECOND, TaskDemand.wholeGpus(2)));
    jobs.add(Job.single("one", "", 20 * SECOND, 60 * SECOND, TaskDemand.wholeGpus(1)));

    RunOutcome outcome = under("apathetic-future-share");

    // Preempted at 20 s with 80 left, back at 50 s beside "one" on one GPU: 60 s at 0.6, 10 of
    // them lost; at 110 s on two GPUs, and again 10 s lost.
    assertThat(widths(0)).containsExactly(2, 1, 2);
    assertThat(outcome.preemptions()[0]).isEqualTo(1);
    double left = 80 - 50 * 0.6;
    assertThat(seconds(outcome.finishNanos()[0])).isCloseTo(110 + 10 + left, within(1e-8));
  }

  @Test
  void workIsTimeTimesSpeedOnTheGpuModelAndTheWidth() {
    node("slow", 1);
    node("fast", 2);
    GpuSpeeds speeds = GpuSpeeds.of(Map.of("slow", 0.5, "fast", 2.0));
    job(0, 1000, 1, 0, speeds, points(1, 1.5));

    RunOutcome outcome = under("apathetic-future-share");

    // One job alone: two fast GPUs, speed 2 x 1.5.
    assertThat(seconds(outcome.finishNanos()[0])).isCloseTo(1000 / 3.0, within(1e-8));
  }

  @Test
  void aGpuThatMakesNobodyFasterStaysFree() {
    node("A", 4);
    job(0, 100, 1, 0, 1, 1.5, 1.5, 1.2);

    assertThat(seconds(under("apathetic-future-share").finishNanos()[0]))
        .isCloseTo(100 / 1.5, within(1e-8));
    assertThat(widths(0)).containsExactly(2);
  }

  @Test
  void whereOneGpuMoreMakesAJobSlowerItHasAsManyAsMakeItFaster() {
    // A second node costs more than its first GPU gives.
    node("A", 2);
    node("A", 2);
    TaskDemand two = TaskDemand.wholeGpus(2);
    Elasticity terms = new Elasticity(1, 4, 2, 2, points(1, 1.8, 1.5, 2.4), 0);
    jobs.add(new Job("job", "", 0, 240 * SECOND, 1, two, two, GpuSpeeds.SAME, terms));

    for (String policy : List.of("apathetic-future-share", "marginal-gain")) {
      assertThat(seconds(under(policy).finishNanos()[0]))
          .as(policy)
          .isCloseTo(240 * 1.8 / 2.4, within(1e-8));
      assertThat(widths(0)).containsExactly(4);
    }
  }

  @Test
  void whoFindsNoPlaceForItsWidthTakesTheLargestForWhichThereIsOne() {
    // Three GPUs are free, but no node has more than two, and the job is one task.
    node("A", 2);
    node("A", 1);
    job(0, 100, 1, 0, 1, 1.5, 1.9);

    assertThat(seconds(under("apathetic-future-share").finishNanos()[0]))
        .isCloseTo(100 / 1.5, within(1e-8));
  }

  @Test
  void aJobThatNeedsTwoGpusToStartIsComparedWithTwoMoreOfTheOther() {
    // With one GPU more a gains 0.9, with two 1.2: more than 1, so b waits for a.
    node("A", 3);
    job(0, 100, 1, 0, 1, 1.9, 2.2);
    jobs.add(Job.single("b", "", 0, 300 * SECOND, TaskDemand.wholeGpus(2)));

    RunOutcome outcome = under("apathetic-future-share");

    assertThat(seconds(outcome.finishNanos()[0])).isCloseTo(100 / 2.2, within(1e-8));
    assertThat(outcome.startNanos()[1]).isEqualTo(outcome.finishNanos()[0]);
  }

  @Test
  void jobsThatAreNotElasticRunTheShortestRemainingFirst() {
    node("A", 1);
    jobs.add(Job.single("long", "", 0, 100 * SECOND, TaskDemand.wholeGpus(1)));
    jobs.add(Job.single("short", "", 10 * SECOND, 20 * SECOND, TaskDemand.wholeGpus(1)));

    assertThat(under("apathetic-future-share").finishNanos())
        .containsExactly(120 * SECOND, 30 * SECOND);
  }

  @Test
  void everyOtherPolicyRunsAnElasticJobOnWhatItAsksFor() {
    for (SchedulingPolicy policy : SchedulerServices.policies().values()) {
      if (policy instanceof ElasticPolicy) {
        continue;
      }
      nodes.clear();
      jobs.clear();
      SplittableRandom random = new SplittableRandom(5);
      node("A", 4);
      node("A", 8);
      for (int i = 0; i < 60; i++) {
        job(10 * i, random.nextInt(1, 300), random.nextInt(1, 9), 7, 1, 2, 3, 3, 4, 5, 5, 6);
      }
      RunOutcome elastic = under(policy, false);
      jobs.replaceAll(
          job ->
              new Job(
                  job.id(),
                  "",
                  job.arrivalNanos(),
                  job.durationNanos(),
                  1,
                  job.demand(),
                  job.lastDemand()));
      RunOutcome fixed = under(policy, false);

      assertThat(elastic.finishNanos()).as(policy.id()).isEqualTo(fixed.finishNanos());
      Map<String, Double> metrics = new java.util.LinkedHashMap<>(Metric.of(elastic));
      assertThat(metrics.remove("resizes")).isEqualTo(0.0);
      assertThat(metrics.get("gpu_utilisation_ratio"))
          .isCloseTo(Metric.of(fixed).get("gpu_utilisation_ratio"), within(1e-12));
      assertThat(metrics.keySet()).isEqualTo(Metric.of(fixed).keySet());
    }
  }

  @Test
  void theOracleRunsEveryJobOnTheWidthThatSuitsItBest() {
    node("A", 1);
    job(0, 100, 1, 0, 1, 1.8, 1.6);
    job(0, 90, 2, 0, 1, 1.8, 1.6);

    RunOutcome oracle = under(new UnlimitedCluster(), true);

    assertThat(seconds(oracle.jctNanos(0))).isCloseTo(100 / 1.8, within(1e-8));
    assertThat(seconds(oracle.jctNanos(1))).isCloseTo(90, within(1e-8));
  }

  @Test
  void utilisationCountsTheGpusThatWereHeld() {
    node("A", 3);
    job(0, 100, 1, 0, 1, 1.1, 1.1);
    job(0, 270, 1, 0, 1, 1.8, 2.4);

    Map<String, Double> metrics = Metric.of(under("apathetic-future-share"));

    // All three GPUs for all of the 137.5 s.
    assertThat(metrics.get("gpu_utilisation_ratio")).isCloseTo(1, within(1e-9));
    assertThat(metrics.get("resizes")).isEqualTo(1);
  }

  private record Once(int gpus, Assignment place) implements SchedulingPolicy {
    @Override
    public String id() {
      return "plug-in";
    }

    @Override
    public String description() {
      return "sets one width";
    }

    @Override
    public Plan plan(ClusterView cluster, JobQueue queue) {
      return Plan.setWidth(0, gpus, place);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void aWidthOutsideTheRangeIsRefused(int gpus) {
    node("A", 8);
    job(0, 100, 1, 0, 1, 2, 3);

    assertThatThrownBy(() -> under(new Once(gpus, Assignment.single(0)), false))
        .isInstanceOf(StuckRunException.class)
        .hasMessageContaining("the plan of policy plug-in at 0.0 s is refused")
        .hasMessageContaining("job job-0 runs on 1 to 3 GPUs, not " + gpus);
  }

  @Test
  void aWidthThatHasNoRoomIsRefused() {
    node("A", 1);
    job(0, 100, 1, 0, 1, 2, 3);

    assertThatThrownBy(() -> under(new Once(2, Assignment.single(0)), false))
        .isInstanceOf(StuckRunException.class)
        .hasMessageContaining("does not fit on n0");
  }

  @Test
  void workOfAllStretchesIsTheWorkOfTheJob() {
    node("A", 3);
    job(0, 100, 1, 10, 1, 1.1, 1.1);
    job(0, 270, 1, 10, 1, 1.8, 2.4);
    under("apathetic-future-share");

    long[] work = new long[2];
    recorder.segments(segment -> work[segment.job()] += segment.workNanos());

    assertThat(Arrays.stream(work).mapToDouble(ElasticJobsTest::seconds).toArray())
        .containsExactly(new double[] {100, 270}, within(1e-8));
  }

  @Test
  void wasteCountsTheGpusThatAJobHoldsAndNotThoseThatItAsksFor() {
    // Asks for 4 GPUs and runs on 2: 100 s of work take 200 s, with a checkpoint of 10 s after each
    // 60 s. The other holds 4 GPUs for 40 s, without any.
    node("A", 4);
    node("A", 4);
    job(0, 100, 4, 0, 1, 2, 3, 4);
    TaskDemand four = TaskDemand.wholeGpus(4);
    jobs.add(Job.single("rigid", "", 0, 40 * SECOND, four));
    InterruptionCost cost = new InterruptionCost(10 * SECOND, 0, 60 * SECOND, false);

    RunOutcome outcome =
        new World(
                new Cluster(nodes),
                jobs,
                new HalfWidth(),
                new FirstFit(),
                bound -> 0,
                Probe.none(),
                false,
                false,
                (simulation, state, done) -> new TimedJobs(simulation, jobs, done),
                ServiceModel.of(cost, Optional.empty()))
            .run();

    Map<String, Double> figures = Metric.of(outcome);
    double kept = 2 * 200 + 4 * 40;
    double held = 2 * 230 + 4 * 40;
    assertThat(figures.get("goodput_ratio")).isCloseTo(kept / held, within(1e-12));
    assertThat(figures.get("waste_ratio")).isCloseTo(1 - kept / held, within(1e-12));
    assertThat(figures.get("checkpoint_s")).isEqualTo(30);
    // A share of each job's time, weighed by what it asks for.
    assertThat(figures.get("effective_training_time_ratio"))
        .isCloseTo((4.0 * 200 + 4 * 40) / (4 * 230 + 4 * 40), within(1e-12));
  }

  /** Starts what fits, elastic jobs on half of what they ask for. */
  private static final class HalfWidth implements SchedulingPolicy {
    @Override
    public String id() {
      return "half-width";
    }

    @Override
    public String description() {
      return "elastic jobs on half of what they ask for";
    }

    @Override
    public Plan plan(ClusterView cluster, JobQueue queue) {
      int job = queue.firstWaiting();
      if (job < 0) {
        return Plan.NOTHING;
      }
      Job described = queue.job(job);
      int gpus = described.isElastic() ? described.gpus() / 2 : described.gpus();
      Assignment place = cluster.place(described.atWidth(gpus), NodeLimit.NONE);
      return described.isElastic() ? Plan.setWidth(job, gpus, place) : Plan.start(job, place);
    }
  }

  @Test
  void anElasticJobThatWouldOutlastTimeOnFewGpusIsGivenMoreLater() {
    // 4,000 h of work on 16 GPUs are 5,333 h on 12, more than a run can last; the other job leaves
    // within two hours, and then there is room for all.
    node("A", 16);
    double[] speeds = new double[16];
    Arrays.setAll(speeds, gpus -> gpus + 1);
    job(0, 3600, 16, 0, speeds);
    job(0, 4000 * 3600, 16, 0, speeds);

    RunOutcome outcome = under("apathetic-future-share");

    assertThat(outcome.finished(1)).isTrue();
    assertThat(outcome.finishNanos()[1] / SECOND).isLessThan(4002 * 3600);
  }

  @Test
  void theWorkOfALongJobIsCheckedAfterTenThousandChangesOfItsWidth() {
    // 9e15 ns of work in 2,000 stretches: their product does not fit a long.
    job(0, 9_000_000, 2, 0, 1, 2);
    node("A", 2);
    WidthBooks books = WidthBooks.of(jobs, new Cluster(nodes)).orElseThrow();
    Job held = jobs.get(0).atWidth(2);
    for (int stretch = 0; stretch < 2000; stretch++) {
      books.started(0, held, Assignment.gang(new int[] {0}));
      books.stopped(0, held, new InterruptionCost.Stretch(4500 * SECOND, 0, 0, 0));
    }
    books.check(0);
    assertThat(books.gpuMilliSeconds(0)).isEqualTo(2000.0 * 9_000_000);
  }
}
