package io.opisim.scheduler.optimizer.joint;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.QuotaRules;
import io.opisim.scheduler.QuotaRules.Flavor;
import io.opisim.scheduler.QuotaRules.Queue;
import io.opisim.scheduler.QuotaRules.Quota;
import io.opisim.scheduler.optimizer.SearchLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Quotas of cluster queues as a hard constraint of joint plans. */
class PlannedQuotasTest {
  private static final long SECOND = 1_000_000_000L;
  private static final TaskDemand NODE = TaskDemand.wholeGpus(8);

  /** Two nodes of model A, two of model B, 8 GPUs each. */
  private static final Cluster CLUSTER =
      new Cluster(
          List.of(
              new Node("a", 0, "A", 8, 0, 0, 0),
              new Node("b", 0, "A", 8, 0, 0, 0),
              new Node("c", 1, "B", 8, 0, 0, 0),
              new Node("d", 1, "B", 8, 0, 0, 0)));

  private static final List<Flavor> ANY = List.of(new Flavor("any", List.of()));

  private static Queue queue(String name, boolean lends, Quota... quotas) {
    return new Queue(
        name,
        lends ? Optional.of("cohort") : Optional.empty(),
        1,
        false,
        false,
        false,
        Map.of(name, 0),
        List.of(quotas));
  }

  private static Quota gpus(int flavor, int nominal) {
    return new Quota(flavor, nominal * 1000L, QuotaRules.UNLIMITED, QuotaRules.UNLIMITED);
  }

  private static Job job(int number, String group, long arrival, long seconds, TaskDemand each) {
    return new Job("job-" + number, group, arrival * SECOND, seconds * SECOND, 1, each, each);
  }

  private static JointProblem problem(QuotaRules rules, Job... jobs) {
    return JointProblem.of(
            CLUSTER,
            Arrays.stream(jobs).map(one -> PlannedJob.waiting(one, 1)).toList(),
            new FixedRuns(Arrays.stream(jobs).map(one -> one.durationNanos() / 1e9).toList()),
            Objective.JCT)
        .with(JointRules.plain(CLUSTER).with(Optional.of(rules)));
  }

  private static List<Double> starts(JointProblem problem) {
    return JointPlanner.baseline(problem).byJob().stream().map(Schedule.Run::startSeconds).toList();
  }

  @Test
  void a_job_waits_for_the_quota_of_its_queue_though_nodes_are_free() {
    QuotaRules rules = new QuotaRules(ANY, List.of(queue("x", false, gpus(0, 8))));
    assertThat(starts(problem(rules, job(0, "x", 0, 10, NODE), job(1, "x", 0, 5, NODE))))
        .containsExactly(0.0, 10.0);
  }

  @Test
  void a_queue_borrows_what_its_cohort_does_not_use_and_no_more() {
    QuotaRules rules =
        new QuotaRules(ANY, List.of(queue("x", true, gpus(0, 8)), queue("y", true, gpus(0, 8))));
    assertThat(
            starts(
                problem(
                    rules,
                    job(0, "x", 0, 10, NODE),
                    job(1, "x", 0, 5, NODE),
                    job(2, "x", 0, 5, NODE),
                    job(3, "y", 1, 5, NODE))))
        .containsExactly(0.0, 0.0, 5.0, 10.0);
  }

  @Test
  void jobs_take_the_first_flavor_with_quota_and_count_on_that_one_only() {
    List<Flavor> flavors =
        List.of(new Flavor("new", List.of("B")), new Flavor("old", List.of("A")));
    QuotaRules rules = new QuotaRules(flavors, List.of(queue("x", false, gpus(0, 8), gpus(1, 16))));
    JointProblem problem =
        problem(
            rules,
            job(0, "x", 0, 10, NODE),
            job(1, "x", 0, 5, NODE),
            job(2, "x", 0, 5, NODE),
            job(3, "x", 0, 5, NODE));
    List<Schedule.Run> runs = JointPlanner.baseline(problem).byJob();
    assertThat(CLUSTER.nodes().get(runs.get(0).nodes()[0]).gpuModel()).isEqualTo("B");
    assertThat(CLUSTER.nodes().get(runs.get(1).nodes()[0]).gpuModel()).isEqualTo("A");
    assertThat(runs.stream().map(Schedule.Run::startSeconds)).containsExactly(0.0, 0.0, 0.0, 5.0);
  }

  @Test
  void a_job_beyond_all_quotas_never_starts_which_no_plan_may_have() {
    QuotaRules rules = new QuotaRules(ANY, List.of(queue("x", false, gpus(0, 7))));
    JointProblem problem = problem(rules, job(0, "x", 0, 10, NODE));
    assertThat(JointPlanner.baseline(problem).score().broken()).isEqualTo(1);
    Timeline timeline = new Timeline(problem);
    assertThat(timeline.score(List.of(JobChoice.on(0, 0, 0))).neverStarted()).isEqualTo(1);
    assertThat(starts(problem(rules, job(0, "x", 0, 10, TaskDemand.wholeGpus(7)))))
        .containsExactly(0.0);
    assertThat(starts(problem(rules, job(0, "x", 0, 10, TaskDemand.cpuCores(0)))))
        .containsExactly(0.0);
  }

  static QuotaRules random(SplittableRandom random) {
    boolean byModel = random.nextBoolean();
    List<Flavor> flavors =
        byModel ? List.of(new Flavor("a", List.of("A")), new Flavor("b", List.of("B"))) : ANY;
    List<Queue> queues = new ArrayList<>();
    for (String name : List.of("x", "y", "z")) {
      List<Quota> quotas = new ArrayList<>();
      for (int flavor = 0; flavor < flavors.size(); flavor++) {
        long nominal = 1000L * (8 + random.nextInt(9));
        quotas.add(
            new Quota(
                flavor,
                nominal,
                random.nextBoolean() ? QuotaRules.UNLIMITED : 1000L * random.nextInt(9),
                random.nextBoolean() ? QuotaRules.UNLIMITED : 1000L * random.nextInt(9)));
      }
      queues.add(queue(name, random.nextInt(4) > 0, quotas.toArray(Quota[]::new)));
    }
    return new QuotaRules(flavors, queues);
  }

  static Job[] jobs(SplittableRandom random) {
    Job[] jobs = new Job[2 + random.nextInt(12)];
    long arrival = 0;
    for (int number = 0; number < jobs.length; number++) {
      arrival += random.nextInt(4);
      String group = List.of("x", "y", "z").get(random.nextInt(3));
      TaskDemand each = TaskDemand.wholeGpus(1 + random.nextInt(8));
      jobs[number] = job(number, group, arrival, 1 + random.nextInt(20), each);
    }
    return jobs;
  }

  @Test
  void random_plans_never_hold_more_than_nominal_and_borrowed_quota() {
    int held = 0;
    for (long seed = 1; seed <= 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      QuotaRules rules = random(random);
      Job[] jobs = jobs(random);
      JointProblem problem = problem(rules, jobs);
      List<JobChoice> choices = new ArrayList<>();
      for (int job = 0; job < jobs.length; job++) {
        Spot spot = random.nextBoolean() ? Spot.ANYWHERE : new Spot.Shuffled(random.nextInt(1000));
        choices.add(new JobChoice(random.nextInt(100), spot, random.nextInt(4) == 0, 0));
      }
      Timeline timeline = new Timeline(problem);
      Schedule drawn = timeline.schedule(choices);
      Schedule bound = timeline.schedule(drawn.choices(jobs.length));
      Schedule best =
          seed % 10 > 0
              ? JointPlanner.start(problem)
              : JointPlanner.plans(problem, SearchLimits.steps(seed, 50), 1).get(0);
      for (Schedule plan : List.of(drawn, bound, best)) {
        assertThat(plan.score().broken()).as("seed %d", seed).isZero();
        assertThat(exceeded(plan, rules, jobs)).as("seed %d", seed).isEmpty();
      }
      Schedule free = JointPlanner.baseline(problem.with(JointRules.plain(CLUSTER)));
      held += exceeded(free, rules, jobs).isEmpty() ? 0 : 1;
    }
    // Without the rule, first come, first served alone would break so many.
    assertThat(held).isGreaterThan(100);
  }

  /** What is wrong at the starts of jobs, by the limits as Kueue states them. */
  static String exceeded(Schedule plan, QuotaRules rules, Job[] jobs) {
    StringBuilder wrong = new StringBuilder();
    for (Schedule.Run at : plan.runs()) {
      for (int flavor = 0; flavor < rules.flavors().size(); flavor++) {
        long lent = 0;
        long taken = 0;
        for (int queue = 0; queue < rules.queues().size(); queue++) {
          Queue described = rules.queues().get(queue);
          Quota quota = described.quotas().get(flavor);
          long used = 0;
          for (Schedule.Run run : plan.runs()) {
            String model = CLUSTER.nodes().get(run.nodes()[0]).gpuModel();
            if (rules.queueOf(jobs[run.job()].group()) == queue
                && rules.flavors().get(flavor).has(model)
                && run.startSeconds() <= at.startSeconds()
                && at.startSeconds() < run.finishSeconds()) {
              used += jobs[run.job()].gpuMilli();
            }
          }
          long more = described.cohort().isEmpty() ? 0 : quota.borrowingMilli();
          if (used > quota.nominalMilli() + more) {
            wrong.append(described.name()).append(" holds ").append(used).append("; ");
          }
          if (described.cohort().isPresent()) {
            long lends = Math.min(quota.nominalMilli(), quota.lendingMilli());
            lent += lends;
            taken += Math.max(0, used - (quota.nominalMilli() - lends));
          }
        }
        if (taken > lent) {
          wrong.append(taken).append(" taken of ").append(lent).append(" lent; ");
        }
      }
    }
    return wrong.toString();
  }
}
