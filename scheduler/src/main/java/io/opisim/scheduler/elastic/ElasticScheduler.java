package io.opisim.scheduler.elastic;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Widths inside a run: GPUs are dealt out anew whenever something happened, and the nodes follow.
 *
 * <p>Models: first those leave, or shrink, that got less than they hold; then the others start or
 * grow, the widest first. Where no place is found for a width the largest is taken for which there
 * is one, and what is left is dealt out on top of what everybody has got, without those that have
 * been given a place, or found none, in this instant; at last whoever fits on its fewest GPUs
 * starts. A job whose width stays keeps its place. The deal counts GPUs, whatever their model and
 * their node. Jobs without a GPU take no part in it. Ignores: the time that changes of width take.
 * Valid for: GPUs that are alike. Source: own; the rules have their papers.
 */
final class ElasticScheduler implements SchedulingPolicy {
  private final ElasticPolicy policy;
  private final WidthRule rule;

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Set<Integer> hopeless = new HashSet<>();
  private WidthDivision division;

  /** The claim of each job that ran when the division began; others have what was there. */
  private Claim[] dealt = new Claim[0];

  private boolean isDealt;
  private boolean someoneGotLess;

  /** A job and the GPUs that it is to hold from now on; no claim if that is none. */
  private record Step(int job, int gpus, Claim claim) {}

  ElasticScheduler(ElasticPolicy policy, WidthRule rule) {
    this.policy = policy;
    this.rule = rule;
  }

  @Override
  public String id() {
    return policy.id();
  }

  @Override
  public String description() {
    return policy.description();
  }

  @Override
  public boolean movesRunningJobs() {
    return true;
  }

  @Override
  public long priority(JobQueue queue, int job) {
    return Claims.rank(rule, queue, job);
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    do {
      if (!isDealt) {
        deal(cluster, queue);
      }
      for (Step step = steps.poll(); step != null; step = steps.poll()) {
        Plan plan = carryOut(step, cluster, queue);
        if (!plan.isEmpty()) {
          return plan;
        }
      }
      isDealt = !someoneGotLess;
    } while (!isDealt);
    Plan plan = startOnFewest(cluster, queue);
    if (plan.isEmpty()) {
      forgetTheInstant();
    }
    return plan;
  }

  private void forgetTheInstant() {
    hopeless.clear();
    isDealt = false;
    division = null;
  }

  private void deal(ClusterView cluster, JobQueue queue) {
    isDealt = true;
    someoneGotLess = false;
    boolean anew = division == null;
    division = anew ? new WidthDivision(rule) : division;
    Claims claims = new Claims(rule, queue);
    List<Integer> running = anew ? running(queue) : List.of();
    running.forEach(claims::add);
    addWaiting(claims, queue);
    long leftMilli = cluster.freeGpuMilli(TaskDemand.wholeGpus(1));
    if (dealt.length < queue.arrived()) {
      dealt = Arrays.copyOf(dealt, 2 * queue.arrived());
    }
    for (int job : running) {
      leftMilli += queue.held(job).gpuMilli();
      dealt[job] = null;
    }
    List<Step> toStart = new ArrayList<>();
    for (Claim claim : division.divide(claims::next, leftMilli)) {
      int job = claim.job();
      dealt[job] = claim;
      if (!queue.isRunning(job) || claim.gpus() > queue.held(job).gpus()) {
        toStart.add(new Step(job, claim.gpus(), claim));
      }
    }
    for (int job : running) {
      int gpus = dealt[job] == null ? 0 : dealt[job].gpus();
      if (gpus < queue.held(job).gpus()) {
        steps.add(new Step(job, gpus, dealt[job]));
      }
    }
    toStart.sort(Comparator.comparingInt(Step::gpus).reversed().thenComparingInt(Step::job));
    steps.addAll(toStart);
  }

  /** Those that hold GPUs. */
  private List<Integer> running(JobQueue queue) {
    List<Integer> running = new ArrayList<>();
    IntCursor all = queue.runningLatestFinishFirst();
    for (int job = all.next(); job >= 0; job = all.next()) {
      if (queue.held(job).gpus() > 0) {
        running.add(job);
      }
    }
    return running;
  }

  private void addWaiting(Claims claims, JobQueue queue) {
    IntCursor heads = queue.classHeadsInOrder();
    for (int job = heads.next(); job >= 0; job = heads.next()) {
      int demandClass = queue.demandClass(job);
      if (queue.job(job).gpus() > 0 && !hopeless.contains(demandClass)) {
        claims.add(queue.waitingInOrder(demandClass));
      }
    }
  }

  private Plan carryOut(Step step, ClusterView cluster, JobQueue queue) {
    int job = step.job();
    boolean runs = queue.isRunning(job);
    if (step.gpus() == 0) {
      return new Plan(List.of(new Plan.Preempt(job)));
    }
    division.close(step.claim());
    Job described = queue.job(job);
    int held = runs ? queue.held(job).gpus() : 0;
    int lowest = step.gpus() > held ? Math.max(held + 1, described.leastGpus()) : 1;
    for (int gpus = step.gpus(); gpus >= Math.max(lowest, described.leastGpus()); gpus--) {
      Job wanted = described.atWidth(gpus);
      Assignment place =
          runs
              ? cluster.placeInstead(job, queue.held(job), wanted)
              : cluster.place(wanted, NodeLimit.NONE);
      if (place != null) {
        someoneGotLess |= gpus < step.gpus();
        return hold(described, job, gpus, place);
      }
    }
    someoneGotLess = true;
    if (!runs) {
      hopeless.add(queue.demandClass(job));
      return Plan.NOTHING;
    }
    return step.gpus() > held ? Plan.NOTHING : new Plan(List.of(new Plan.Preempt(job)));
  }

  private static Plan hold(Job described, int job, int gpus, Assignment place) {
    return described.isElastic() ? Plan.setWidth(job, gpus, place) : Plan.start(job, place);
  }

  /** Whoever fits on its fewest GPUs, or needs none. */
  private Plan startOnFewest(ClusterView cluster, JobQueue queue) {
    IntCursor heads = queue.classHeadsInOrder();
    for (int job = heads.next(); job >= 0; job = heads.next()) {
      Job described = queue.job(job);
      int gpus = described.leastGpus();
      Assignment place = cluster.place(described.atWidth(gpus), NodeLimit.NONE);
      if (place != null) {
        return hold(described, job, gpus, place);
      }
    }
    return Plan.NOTHING;
  }
}
