package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.QuotaRules;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Two thousand random queues under random quotas: limits hold at every moment, every job ends, and
 * what was preempted is done in full. A failure names the seed.
 */
class QuotaSafetyTest {
  private static final int QUEUES = 2000;
  private static final int JOBS = 30;

  /** What each queue holds, from what the run tells. */
  private static final class Usage implements Probe {
    private final List<Job> jobs;
    private final QuotaRules rules;
    private final long[] used;
    private final long[] ranNanos = new long[JOBS];
    private final long[] sinceNanos = new long[JOBS];
    private String broken = "";

    Usage(List<Job> jobs, QuotaRules rules) {
      this.jobs = jobs;
      this.rules = rules;
      used = new long[rules.queues().size()];
    }

    @Override
    public void event(long timeNanos, int kind, int job, long value) {
      int queue = jobs.get(job).group().charAt(0) - 'a';
      if (kind == RunEvents.TASK_STARTED) {
        used[queue] += jobs.get(job).gpuMilli();
        sinceNanos[job] = timeNanos;
        check(queue, "job " + job + " at " + timeNanos);
      } else if (kind == RunEvents.PREEMPTED || kind == RunEvents.FINISHED) {
        used[queue] -= jobs.get(job).gpuMilli();
        ranNanos[job] += timeNanos - sinceNanos[job];
      }
    }

    private void check(int queue, String when) {
      QuotaRules.Queue described = rules.queues().get(queue);
      QuotaRules.Quota quota = described.quotas().get(0);
      long limit = described.cohort().isEmpty() ? 0 : quota.borrowingMilli();
      if (used[queue] > quota.nominalMilli() + limit) {
        broken += when + ": " + described.name() + " is over its limit; ";
      }
      long lent = 0;
      long taken = 0;
      for (int other = 0; other < used.length; other++) {
        QuotaRules.Queue theirs = rules.queues().get(other);
        if (theirs.cohort().isPresent() && theirs.cohort().equals(described.cohort())) {
          QuotaRules.Quota own = theirs.quotas().get(0);
          long lends = Math.min(own.nominalMilli(), own.lendingMilli());
          lent += lends;
          taken += Math.max(0, used[other] - (own.nominalMilli() - lends));
        }
      }
      if (taken > lent) {
        broken += when + ": the cohort has lent " + lent + " and taken are " + taken + "; ";
      }
    }
  }

  @Test
  void limitsHoldEveryJobEndsAndPreemptedWorkIsKept() {
    long preempted = 0;
    for (int seed = 0; seed < QUEUES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      QuotaRules rules = rules(random);
      long gpus = rules.queues().stream().mapToLong(QuotaSafetyTest::nominalGpus).sum();
      List<Node> nodes = new ArrayList<>();
      for (int node = 0; node < gpus; node += 4) {
        nodes.add(new Node("n" + node, 0, "A", (int) Math.min(4, gpus - node), 0, 0, 0));
      }
      List<Job> jobs = jobs(random, rules);
      Usage usage = new Usage(jobs, rules);

      RunOutcome outcome =
          new World(
                  new Cluster(nodes),
                  jobs,
                  SchedulerServices.policies()
                      .get("quota")
                      .with(new PolicyOptions(List.of(), Optional.of(rules))),
                  new FirstFit(),
                  bound -> 0,
                  usage,
                  false,
                  false)
              .run();

      assertThat(usage.broken).as("seed %d", seed).isEmpty();
      for (int job = 0; job < JOBS; job++) {
        assertThat(outcome.finished(job)).as("seed %d, job %d", seed, job).isTrue();
        assertThat(usage.ranNanos[job])
            .as("seed %d, job %d", seed, job)
            .isEqualTo(jobs.get(job).durationNanos());
        preempted += outcome.preemptions()[job];
      }
    }
    assertThat(preempted).isGreaterThan(QUEUES);
  }

  private static long nominalGpus(QuotaRules.Queue queue) {
    return queue.quotas().get(0).nominalMilli() / TaskDemand.WHOLE_GPU;
  }

  private static QuotaRules rules(SplittableRandom random) {
    List<QuotaRules.Queue> queues = new ArrayList<>();
    for (int queue = 0; queue < random.nextInt(2, 5); queue++) {
      long nominal = 1000L * random.nextInt(2, 9);
      boolean alone = random.nextInt(5) == 0;
      String name = "" + (char) ('a' + queue);
      queues.add(
          new QuotaRules.Queue(
              name,
              alone ? Optional.empty() : Optional.of("cohort"),
              random.nextInt(1, 4),
              random.nextInt(4) == 0,
              random.nextBoolean(),
              !alone && random.nextBoolean(),
              Map.of(name, 0, name + "-urgent", 5),
              List.of(
                  new QuotaRules.Quota(
                      0,
                      nominal,
                      random.nextBoolean() ? QuotaRules.UNLIMITED : 1000L * random.nextInt(4),
                      random.nextBoolean()
                          ? QuotaRules.UNLIMITED
                          : 1000L * random.nextInt((int) (nominal / 1000) + 1)))));
    }
    return new QuotaRules(
        List.of(new QuotaRules.Flavor("any", List.of())), queues, random.nextBoolean());
  }

  /** Jobs on one node that are within the nominal quota of their queue. */
  private static List<Job> jobs(SplittableRandom random, QuotaRules rules) {
    List<Job> jobs = new ArrayList<>();
    long arrival = 0;
    for (int job = 0; job < JOBS; job++) {
      QuotaRules.Queue queue = rules.queues().get(random.nextInt(rules.queues().size()));
      int gpus = random.nextInt(1, 3);
      String group = queue.name() + (random.nextInt(4) == 0 ? "-urgent" : "");
      long duration = random.nextInt(1, 200);
      jobs.add(Job.single("job-" + job, group, arrival, duration, TaskDemand.wholeGpus(gpus)));
      arrival += random.nextInt(12);
    }
    return jobs;
  }
}
