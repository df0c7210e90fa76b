package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.RunModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Turns decisions into a schedule: a list schedule in simulated time.
 *
 * <p>Models: whenever a job arrives or ends, waiting jobs start in their order where they fit; jobs
 * that run beside each other slow each other down pair by pair, each for the share of time in which
 * the other exchanges, and that share by the slowed-down steps, unless the model tells the speed of
 * all of them at once. Ignores: that three jobs on one link cost more or less than the sum of their
 * pairs; preemption. Valid for: comparing plans. Source: {@code docs/models/optimizer.md}.
 *
 * <p>One thread at a time: it keeps its arrays from one plan to the next.
 */
public final class Timeline {
  private static final double NANOS = 1e-9;
  private static final int MOST_ROUNDS = 20;

  /** A change of a step by less than this share is none. */
  private static final double SETTLED = 1e-9;

  /** Less than this much of a job left is nothing, in steps. */
  private static final double DONE = 1e-9;

  private final JointProblem problem;
  private final int jobs;
  private final NodeRoom room;
  private final PlannedQuotas quotas;
  private final TermAmounts terms;
  private final int[] fewestRacks;
  private final double[] arrival;

  private final PlacedRun[] runs;
  private final int[][] nodesOf;
  private final double[] start;
  private final double[] finish;
  private final double[] stepsLeft;
  private final double[] step;
  private final double[] exchange;
  private final RunModel.Added[][] added;
  private final int[] running;
  private int runningCount;
  private final List<Integer> started = new ArrayList<>();
  private Turns turns;
  private double now;

  /** A timeline of a problem. */
  public Timeline(JointProblem problem) {
    this.problem = problem;
    jobs = problem.jobs().size();
    room = new NodeRoom(problem.cluster());
    terms = new TermAmounts(problem);
    quotas =
        new PlannedQuotas(
            problem.cluster(),
            problem.jobs().stream().map(PlannedJob::job).toList(),
            problem.rules().quotas());
    fewestRacks = new int[jobs];
    arrival = new double[jobs];
    for (int job = 0; job < jobs; job++) {
      Job described = problem.jobs().get(job).job();
      fewestRacks[job] = fewestRacks(job);
      arrival[job] = Math.max(problem.nowSeconds(), described.arrivalNanos() * NANOS);
    }
    runs = new PlacedRun[jobs];
    nodesOf = new int[jobs][];
    start = new double[jobs];
    finish = new double[jobs];
    stepsLeft = new double[jobs];
    step = new double[jobs];
    exchange = new double[jobs];
    added = new RunModel.Added[jobs][jobs];
    running = new int[jobs];
  }

  /** The most that any of its flavors needs, so that it need not wait for ever on one. */
  private int fewestRacks(int job) {
    int racks = 0;
    for (PlannedQuotas.Option option : quotas.options(job)) {
      int[] nodes = room.place(option.job(), Spot.ANYWHERE, 0);
      racks = Math.max(racks, nodes == null ? room.racks() : room.racksOf(nodes));
    }
    return racks;
  }

  /** The problem. */
  public JointProblem problem() {
    return problem;
  }

  /**
   * What decisions come to.
   *
   * @param choices one for each job
   */
  public Schedule schedule(List<JobChoice> choices) {
    JointScore score = score(choices, true);
    List<Schedule.Run> made = new ArrayList<>();
    started.sort(Comparator.comparingDouble(job -> start[job]));
    for (int job : started) {
      made.add(
          new Schedule.Run(
              job,
              choices.get(job).way(),
              nodesOf[job],
              choices.get(job).holds(),
              start[job],
              finish[job],
              runs[job].steps() * runs[job].stepSeconds()));
    }
    return new Schedule(made, score);
  }

  /** How good decisions are. */
  public JointScore score(List<JobChoice> choices) {
    return score(choices, !problem.rules().weights().isEmpty());
  }

  private JointScore score(List<JobChoice> choices, boolean withTerms) {
    room.clear();
    quotas.clear();
    runningCount = 0;
    started.clear();
    Arrays.fill(start, -1);
    Arrays.fill(finish, -1);
    now = problem.nowSeconds();
    turns = new Turns(choices, problem.cluster().nodes().size());
    for (int job = 0; job < jobs; job++) {
      int[] runningOn = problem.jobs().get(job).runningOn();
      if (runningOn != null) {
        begin(job, choices.get(job).way(), runningOn);
      }
    }
    long[] broken = boundTooTightly(choices);
    startWaiting(choices);
    for (double next = nextEvent(); next < Double.POSITIVE_INFINITY; next = nextEvent()) {
      advance(next);
      startWaiting(choices);
    }
    return total(broken, withTerms ? terms(choices) : SoftTerms.NONE);
  }

  private SoftTerms terms(List<JobChoice> choices) {
    List<TermAmounts.Stay> stays = new ArrayList<>();
    for (int job = 0; job < jobs; job++) {
      if (start[job] >= 0) {
        int way = choices.get(job).way();
        stays.add(new TermAmounts.Stay(job, way, nodesOf[job], runs[job], start[job], finish[job]));
      }
    }
    return TermAmounts.sum(terms.of(stays));
  }

  private long[] boundTooTightly(List<JobChoice> choices) {
    long[] broken = new long[4];
    for (int job = 0; job < jobs; job++) {
      if (choices.get(job).spot() instanceof Spot.Nodes bound) {
        Job described = problem.jobs().get(job).job();
        long[] over = NodeRoom.overload(problem.cluster(), described, bound.nodes());
        for (int kind = 0; kind < over.length; kind++) {
          broken[kind] += over[kind];
        }
        for (int node : bound.nodes()) {
          broken[3] += room.accepts(described.demand(), node) ? 0 : 1;
        }
      }
    }
    return broken;
  }

  private JointScore total(long[] broken, SoftTerms soft) {
    double sum = 0;
    double last = 0;
    long crossings = 0;
    for (int job : started) {
      sum += finish[job] - problem.jobs().get(job).job().arrivalNanos() * NANOS;
      last = Math.max(last, finish[job]);
      crossings += room.racksOf(nodesOf[job]) - 1;
    }
    double first = problem.jobs().get(0).job().arrivalNanos() * NANOS;
    return new JointScore(
        broken[0],
        broken[1],
        broken[2],
        broken[3],
        jobs - started.size(),
        sum,
        Math.max(0, last - first),
        crossings,
        soft,
        problem.rules().worthSeconds(soft) * (problem.objective() == Objective.JCT ? jobs : 1));
  }

  private void startWaiting(List<JobChoice> choices) {
    for (int job : turns.order()) {
      if (start[job] >= 0 || arrival[job] > now) {
        continue;
      }
      JobChoice choice = choices.get(job);
      int[] nodes = nodesFor(job, choice);
      if (nodes != null) {
        begin(job, choice.way(), nodes);
        turns.started(job);
      } else if (choice.holds()) {
        break;
      }
    }
    settleSpeeds();
  }

  private int[] nodesFor(int job, JobChoice choice) {
    Job described = problem.jobs().get(job).job();
    if (choice.spot() instanceof Spot.Nodes bound) {
      return turns.isNext(job) && fitsOn(job, bound.nodes()) ? bound.nodes() : null;
    }
    if (choice.spot() instanceof Spot.AsBefore) {
      int[] before =
          problem.rules().earlier().map(plan -> plan.nodesOf(job, described.tasks())).orElse(null);
      if (before != null) {
        return fitsOn(job, before) ? before : null;
      }
    }
    for (PlannedQuotas.Option option : quotas.options(job)) {
      int[] nodes =
          quotas.allows(job, option)
              ? room.place(option.job(), choice.spot(), fewestRacks[job])
              : null;
      if (nodes != null && quotas.allows(job, nodes)) {
        return nodes;
      }
    }
    return null;
  }

  private boolean fitsOn(int job, int[] nodes) {
    Job described = problem.jobs().get(job).job();
    boolean fits = room.holds(described, nodes) && quotas.allows(job, nodes);
    for (int node : nodes) {
      fits = fits && room.accepts(described.demand(), node);
    }
    return fits;
  }

  private void begin(int job, int way, int[] nodes) {
    PlannedJob planned = problem.jobs().get(job);
    room.hold(planned.job(), nodes, 1);
    quotas.take(job, nodes);
    runs[job] = problem.model().place(job, way, nodes);
    nodesOf[job] = nodes;
    start[job] = now;
    started.add(job);
    stepsLeft[job] = runs[job].steps() * planned.leftRatio();
    for (int i = 0; i < runningCount; i++) {
      int other = running[i];
      added[job][other] = problem.model().added(runs[job], runs[other]);
      added[other][job] = problem.model().added(runs[other], runs[job]);
    }
    running[runningCount++] = job;
  }

  /** How long steps take while these jobs run. */
  private void settleSpeeds() {
    settleByPairs();
    List<PlacedRun> together = new ArrayList<>(runningCount);
    double[] byPairs = new double[runningCount];
    for (int i = 0; i < runningCount; i++) {
      together.add(runs[running[i]]);
      byPairs[i] = step[running[i]];
    }
    double[] steps = problem.model().stepsTogether(together, byPairs);
    for (int i = 0; i < runningCount; i++) {
      step[running[i]] = steps[i];
    }
  }

  private void settleByPairs() {
    for (int i = 0; i < runningCount; i++) {
      step[running[i]] = runs[running[i]].stepSeconds();
      exchange[running[i]] = runs[running[i]].exchangeSeconds();
    }
    boolean moving = true;
    for (int round = 0; moving && round < MOST_ROUNDS; round++) {
      moving = false;
      for (int i = 0; i < runningCount; i++) {
        int job = running[i];
        double steps = runs[job].stepSeconds();
        double exchanges = runs[job].exchangeSeconds();
        for (int j = 0; j < runningCount; j++) {
          RunModel.Added by = i == j ? null : added[job][running[j]];
          if (by != null) {
            double busy = Math.min(1, exchange[running[j]] / step[running[j]]);
            steps += busy * by.stepSeconds();
            exchanges += busy * by.exchangeSeconds();
          }
        }
        moving |= Math.abs(steps - step[job]) > SETTLED * steps;
        step[job] = steps;
        exchange[job] = exchanges;
      }
    }
  }

  private double nextEvent() {
    double next = Double.POSITIVE_INFINITY;
    for (int job = 0; job < jobs; job++) {
      if (start[job] < 0 && arrival[job] > now) {
        next = Math.min(next, arrival[job]);
      }
    }
    for (int i = 0; i < runningCount; i++) {
      next = Math.min(next, now + stepsLeft[running[i]] * step[running[i]]);
    }
    return next;
  }

  private void advance(double to) {
    int kept = 0;
    for (int i = 0; i < runningCount; i++) {
      int job = running[i];
      stepsLeft[job] -= (to - now) / step[job];
      if (stepsLeft[job] <= DONE) {
        finish[job] = to;
        room.hold(problem.jobs().get(job).job(), nodesOf[job], -1);
        quotas.give(job);
      } else {
        running[kept++] = job;
      }
    }
    runningCount = kept;
    now = to;
  }
}
