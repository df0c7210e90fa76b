package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeOutage;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.PlanningLog;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.optimizer.SearchLimits;
import io.opisim.scheduler.state.Outages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Plans all waiting jobs anew whenever one of them would fit, and starts those that the plan starts
 * now. Running jobs stay where they are, and nodes that are out for repair stay out until they are
 * back; jobs to come are not known, nor are failures. Run times are those of the work alone.
 *
 * <p>The placement of the scenario has no say, except where jobs hold fractions of GPUs: while one
 * of these waits or runs, jobs start in the order of their arrival where they fit. Of a long queue
 * only the first {@value #MOST_WAITING} jobs are looked at. Nobody is promised anything.
 *
 * <p>Source: {@code docs/models/optimizer.md}.
 */
public final class OptimizerPolicy implements SchedulingPolicy {
  /** Public name. */
  public static final String ID = "optimizer";

  private static final int MOST_WAITING = 60;
  private static final int STEPS = 100;
  private static final double NANOS = 1e-9;

  /** A job that outlasts what was known of it is taken to have this much left. */
  private static final double LEAST_LEFT = 0.01;

  private final Optional<RunModel> runs;
  private final Optional<PlanningLog> log;

  /** A policy that reckons with known run times only. */
  public OptimizerPolicy() {
    this(Optional.empty(), Optional.empty());
  }

  private OptimizerPolicy(Optional<RunModel> runs, Optional<PlanningLog> log) {
    this.runs = runs;
    this.log = log;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "plans all waiting jobs anew whenever one fits: order and nodes, by closed forms";
  }

  @Override
  public SchedulingPolicy with(PolicyOptions options) {
    return new OptimizerPolicy(options.runs(), options.log());
  }

  @Override
  public boolean namesNodes() {
    return true;
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    if (!anyFits(cluster, queue)) {
      return Plan.NOTHING;
    }
    int[] jobs = planned(queue);
    if (jobs.length == 0) {
      return firstThatFits(cluster, queue);
    }
    JointProblem problem = problem(cluster, queue, jobs);
    Timeline timeline = new Timeline(problem);
    List<JobChoice> choices = JointStart.best(problem, timeline);
    if (waitingOf(problem) > 1) {
      choices = JointSearch.improve(problem, choices, SearchLimits.steps(1, STEPS));
    }
    Schedule schedule = timeline.schedule(choices);
    boolean idle = queue.runningEarliestFinishFirst().next() < 0;
    Plan starts = startsOf(schedule, jobs, problem);
    Plan plan = starts.isEmpty() && idle ? firstThatFits(cluster, queue) : starts;
    log.ifPresent(
        hearer ->
            hearer.planned(
                new PlanningBook(problem, jobs)
                    .of(schedule, queue.nowNanos(), queue.waiting(), plan.decisions().size())));
    return plan;
  }

  private static boolean anyFits(ClusterView cluster, JobQueue queue) {
    IntCursor heads = queue.classHeadsInOrder();
    for (int job = heads.next(); job >= 0; job = heads.next()) {
      if (cluster.shortage(queue.job(job)) == null) {
        return true;
      }
    }
    return false;
  }

  /** Running jobs and the first that wait, in order of arrival; none if one is a fraction. */
  private static int[] planned(JobQueue queue) {
    List<Integer> jobs = new ArrayList<>();
    IntCursor running = queue.runningEarliestFinishFirst();
    for (int job = running.next(); job >= 0; job = running.next()) {
      jobs.add(job);
    }
    List<Integer> waiting = new ArrayList<>();
    for (int demandClass = 0; demandClass < queue.demandClasses(); demandClass++) {
      IntCursor cursor = queue.waitingInOrder(demandClass);
      for (int job = cursor.next(); job >= 0; job = cursor.next()) {
        waiting.add(job);
      }
    }
    waiting.stream().sorted().limit(MOST_WAITING).forEach(jobs::add);
    boolean whole = jobs.stream().noneMatch(job -> queue.job(job).lastDemand().isFractional());
    return whole ? jobs.stream().mapToInt(job -> job).sorted().toArray() : new int[0];
  }

  private JointProblem problem(ClusterView cluster, JobQueue queue, int[] jobs) {
    List<PlannedJob> planned = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (NodeOutage outage : cluster.outages()) {
      planned.add(repair(cluster, outage, queue.nowNanos()));
      seconds.add((outage.backNanos() - queue.nowNanos()) * NANOS);
    }
    FixedRuns repairs = new FixedRuns(seconds);
    for (int job : jobs) {
      Job described = queue.job(job);
      boolean waits = queue.assignment(job) == null;
      double left = (double) queue.remainingNanos(job) / described.durationNanos();
      planned.add(
          new PlannedJob(
              described,
              1,
              waits ? null : queue.assignment(job).nodes(),
              Math.min(1, Math.max(LEAST_LEFT, left))));
      seconds.add(described.durationNanos() * NANOS);
    }
    RunModel model =
        runs.<RunModel>map(all -> new Some(all, jobs, repairs))
            .orElseGet(() -> new FixedRuns(seconds));
    return new JointProblem(
        cluster.cluster(),
        planned,
        model,
        Objective.JCT,
        queue.nowNanos() * NANOS,
        JointRules.plain(cluster.cluster()));
  }

  /** A node that is out, as a job that runs there and stays. */
  private static PlannedJob repair(ClusterView cluster, NodeOutage outage, long nowNanos) {
    Node node = cluster.cluster().nodes().get(outage.node());
    Job repair = Outages.repair(node, Math.max(1, outage.backNanos() - nowNanos));
    return new PlannedJob(repair, 1, new int[] {outage.node()}, 1);
  }

  /** The model of all jobs, asked by their numbers in a problem, in which repairs come first. */
  private record Some(RunModel all, int[] jobs, FixedRuns repairs) implements RunModel {
    @Override
    public PlacedRun place(int job, int way, int[] nodes) {
      int first = repairs.seconds().size();
      return job < first
          ? repairs.place(job, way, nodes)
          : all.place(jobs[job - first], way, nodes);
    }

    @Override
    public Added added(PlacedRun to, PlacedRun by) {
      return FixedRuns.made(to) || FixedRuns.made(by) ? null : all.added(to, by);
    }

    @Override
    public double[] stepsTogether(List<PlacedRun> running, double[] byPairs) {
      return all.stepsTogether(running, byPairs);
    }
  }

  private static long waitingOf(JointProblem problem) {
    return problem.jobs().stream().filter(job -> job.runningOn() == null).count();
  }

  private static Plan startsOf(Schedule schedule, int[] jobs, JointProblem problem) {
    List<Plan.Decision> starts = new ArrayList<>();
    for (Schedule.Run run : schedule.runs()) {
      boolean waits = problem.jobs().get(run.job()).runningOn() == null;
      if (waits && run.startSeconds() <= problem.nowSeconds()) {
        int[] nodes = Arrays.copyOf(run.nodes(), run.nodes().length);
        int job = jobs[run.job() - (problem.jobs().size() - jobs.length)];
        starts.add(new Plan.Start(job, Assignment.gang(nodes)));
      }
    }
    return new Plan(starts);
  }

  private static Plan firstThatFits(ClusterView cluster, JobQueue queue) {
    IntCursor heads = queue.classHeadsInOrder();
    for (int job = heads.next(); job >= 0; job = heads.next()) {
      Assignment place = cluster.place(queue.job(job), NodeLimit.NONE);
      if (place != null) {
        return Plan.start(job, place);
      }
    }
    return Plan.NOTHING;
  }
}
