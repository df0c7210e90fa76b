package io.opisim.scenarios.world;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.DemandMix;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.scheduler.state.Outages;
import io.opisim.scheduler.state.QueueState;
import io.opisim.simcore.probe.Probe;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * One run: jobs arrive, wait, run and leave; the policy is asked after every instant in which
 * something happened.
 *
 * <p>Models: gang start, preemption, decisions that take no time; all that happens in one instant
 * is seen before anything is decided. How long a job runs where it was put is its {@link
 * JobExecutor}'s, what interruptions cost its {@link ServiceModel}'s. Ignores: start-up time. Valid
 * for: comparing orders and placements. Source: the replay method of the Philly and Tiresias
 * studies, as described in {@code docs/concepts.md}.
 */
public final class World {
  private static final int FAULT_PRIORITY = 1;
  private static final int REVIEW_PRIORITY = 1;
  private static final int ARRIVAL_PRIORITY = 2;
  private static final int DECISION_PRIORITY = 9;
  private static final long NO_END_OF_DECISIONS = 100_000L;

  private final Simulation simulation = new Simulation();
  private final Cluster cluster;
  private final List<Job> jobs;
  private final SchedulingPolicy policy;
  private final Probe probe;
  private final boolean unlimited;
  private final ClusterState clusterState;
  private final QueueState queue;
  private final WaitBooks waits;
  private final IntFunction<InterruptionCost> costs;
  private final Optional<WidthBooks> widths;

  private final Timer arrival = simulation.timer(ARRIVAL_PRIORITY, this::arrive, 0);
  private final Timer decision = simulation.timer(DECISION_PRIORITY, this::decide, 0);
  private final Timer wake = simulation.timer(DECISION_PRIORITY, this::decide, 0);
  private final JobExecutor executor;
  private Timer[] reviewTimers;
  private final boolean[] unplaceableClass;

  private final JobBooks books;
  private final Optional<FaultyNodes> faults;
  private int nextArrival;

  /** A world whose jobs take the time they are known to take. */
  public World(
      Cluster cluster,
      List<Job> jobs,
      SchedulingPolicy policy,
      Placement placement,
      IntUnaryOperator choice,
      Probe probe,
      boolean tellWaits,
      boolean unlimited) {
    this(
        cluster,
        jobs,
        policy,
        placement,
        choice,
        probe,
        tellWaits,
        unlimited,
        (simulation, state, done) -> new TimedJobs(simulation, jobs, done),
        ServiceModel.IDEAL);
  }

  /**
   * A world before its first event.
   *
   * @param jobs in order of arrival
   * @param choice draws an index below its argument, for random placement
   * @param probe is told what happens, as {@link RunEvents} says
   * @param tellWaits whether it is told about every wait, too
   * @param unlimited whether every job fits always, as the oracle has it
   * @param executors makes what carries out jobs that have a place
   * @param service what running costs besides the work
   */
  public World(
      Cluster cluster,
      List<Job> jobs,
      SchedulingPolicy policy,
      Placement placement,
      IntUnaryOperator choice,
      Probe probe,
      boolean tellWaits,
      boolean unlimited,
      JobExecutor.Factory executors,
      ServiceModel service) {
    if (jobs.isEmpty()) {
      throw new StuckRunException("the workload has no jobs, so there is nothing to run");
    }
    this.cluster = cluster;
    this.jobs = jobs;
    this.policy = policy.forRun();
    this.probe = probe;
    this.unlimited = unlimited;
    int count = jobs.size();
    int repairs = service.faults().isPresent() ? cluster.nodes().size() : 0;
    clusterState =
        new ClusterState(cluster, count + repairs, placement, choice, () -> DemandMix.of(jobs));
    costs = service.costOfJob();
    queue = new QueueState(jobs, this.policy, clusterState, costs);
    Outages outages = new Outages(clusterState, count);
    waits = new WaitBooks(queue, count, policy, outages, probe, tellWaits);
    widths = unlimited ? Optional.empty() : WidthBooks.of(jobs, cluster);
    executor = executors.in(simulation, clusterState, this::finish);
    unplaceableClass = new boolean[queue.demandClasses()];
    books =
        new JobBooks(
            jobs,
            waits,
            service.isIdeal()
                ? Optional.empty()
                : Optional.of(new ServiceBooks(count, repairs > 0)));
    faults = service.faults().map(what -> faultyNodes(what, outages));
  }

  private FaultyNodes faultyNodes(NodeFaults what, Outages outages) {
    return new FaultyNodes(
        what,
        simulation,
        FAULT_PRIORITY,
        clusterState,
        queue,
        outages,
        this::fail,
        this::askPolicy);
  }

  /**
   * Runs to the end of the last job.
   *
   * @throws StuckRunException if nothing could run, or jobs are left waiting for ever
   */
  public RunOutcome run() {
    findUnplaceable();
    arrival.at(jobs.get(0).arrivalNanos());
    faults.ifPresent(FaultyNodes::start);
    simulation.run();
    executor.end();
    checkEnd();
    return books.outcome(cluster, widths, unlimited, simulation.eventsHandled());
  }

  private void findUnplaceable() {
    if (unlimited) {
      return;
    }
    boolean[] seen = new boolean[queue.demandClasses()];
    FirstFit firstFit = new FirstFit();
    for (int job = 0; job < jobs.size(); job++) {
      int demandClass = queue.demandClass(job);
      if (!seen[demandClass]) {
        seen[demandClass] = true;
        unplaceableClass[demandClass] =
            firstFit.place(clusterState, jobs.get(job), NodeLimit.NONE) == null
                || !policy.accepts(clusterState, jobs.get(job));
      }
    }
  }

  private void arrive(int unused) {
    long now = simulation.nowNanos();
    queue.setNow(now);
    while (nextArrival < jobs.size() && jobs.get(nextArrival).arrivalNanos() == now) {
      int job = nextArrival++;
      if (unplaceableClass[queue.demandClass(job)]) {
        books.setAside(job);
      } else {
        queue.arrive(job);
        books.beginWait(job, now);
      }
    }
    if (nextArrival < jobs.size()) {
      arrival.at(jobs.get(nextArrival).arrivalNanos());
    }
    stopFaultsAtTheEnd();
    askPolicy();
  }

  private void stopFaultsAtTheEnd() {
    if (books.isComplete()) {
      faults.ifPresent(FaultyNodes::stop);
    }
  }

  /** Where nothing but failures can happen any more, waiting jobs wait for ever. */
  private void stopFaultsIfStuck() {
    if (queue.running() == 0 && nextArrival == jobs.size() && !wake.isArmed()) {
      faults.ifPresent(FaultyNodes::stopIfAllWork);
    }
  }

  /** Decides once all that happens in this instant has happened, if there is anything to decide. */
  private void askPolicy() {
    if (simulation.isInstantOver()) {
      decide(0);
    } else if (!decision.isArmed()) {
      decision.after(0);
    }
  }

  private void decide(int unused) {
    if (queue.waiting() == 0 && !policy.movesRunningJobs()) {
      return;
    }
    long now = simulation.nowNanos();
    queue.setNow(now);
    queue.renewPriorities();
    long limit = NO_END_OF_DECISIONS + 4L * jobs.size();
    for (Plan plan = policy.plan(clusterState, queue);
        !plan.isEmpty();
        plan = policy.plan(clusterState, queue)) {
      for (int step = 0; step < plan.decisions().size(); step++) {
        carryOut(plan.decisions().get(step), now);
      }
      if (limit-- == 0) {
        throw new StuckRunException(
            "policy "
                + policy.id()
                + " never comes to an end of its decisions at "
                + SimulatedTime.secondsFromNanos(now)
                + " s");
      }
    }
    waits.update(clusterState, now);
    wake.cancel();
    if (policy.askAgainNanos() < SimulatedTime.MAX_NANOS) {
      wake.at(policy.askAgainNanos());
    }
    stopFaultsIfStuck();
  }

  private void carryOut(Plan.Decision step, long now) {
    String fault =
        PlanCheck.fault(step, jobs, cluster.nodes().size(), waits, queue::isRunning, now);
    if (fault != null) {
      throw refused(step, fault, now);
    }
    if (step instanceof Plan.Start start) {
      start(step, start.job(), jobs.get(start.job()), start.assignment(), now);
    } else if (step instanceof Plan.SetWidth width) {
      setWidth(width, now);
    } else if (step instanceof Plan.Preempt preempt) {
      preempt(preempt.job(), now);
    } else if (step instanceof Plan.Promise promise) {
      queue.promise(promise.job(), promise.startNanos(), promise.nodes());
    }
  }

  private StuckRunException refused(Plan.Decision step, String fault, long now) {
    return new StuckRunException(
        "the plan of policy "
            + policy.id()
            + " at "
            + SimulatedTime.secondsFromNanos(now)
            + " s is refused: "
            + fault
            + " ("
            + step
            + ")");
  }

  private void setWidth(Plan.SetWidth step, long now) {
    int job = step.job();
    if (queue.isRunning(job)) {
      widths.ifPresent(own -> own.resized(job));
      takeOff(job, now, RunEvents.RESIZED);
    }
    start(step, job, jobs.get(job).atWidth(step.gpus()), step.assignment(), now);
  }

  private void start(Plan.Decision step, int job, Job shape, Assignment place, long now) {
    try {
      clusterState.allocate(job, shape, place);
    } catch (IllegalStateException noRoom) {
      throw refused(step, noRoom.getMessage(), now);
    }
    long doneNanos = queue.start(job, shape);
    JobExecutor.Owed owed =
        new JobExecutor.Owed(queue.owedCheckpointNanos(job), queue.owedRestartNanos(job));
    books.start(job, now);
    executor.start(job, doneNanos, owed);
    armReview(job, now);
    if (shape.isElastic()) {
      widths.ifPresent(own -> own.started(job, shape, place));
      probe.event(now, RunEvents.WIDTH, job, shape.gpus());
    }
    for (int node : place.nodes()) {
      probe.event(now, RunEvents.TASK_STARTED, job, node);
    }
  }

  private void armReview(int job, long now) {
    long after = policy.reviewAfterNanos(queue, job);
    if (after < executor.endNanos(job) - now) {
      if (reviewTimers == null) {
        reviewTimers = new Timer[jobs.size()];
      }
      if (reviewTimers[job] == null) {
        reviewTimers[job] = simulation.timer(REVIEW_PRIORITY, this::review, job);
      }
      reviewTimers[job].after(Math.max(1, after));
    }
  }

  private void review(int job) {
    long now = simulation.nowNanos();
    queue.setNow(now);
    queue.review(job);
    armReview(job, now);
    askPolicy();
  }

  private void cancelReview(int job) {
    if (reviewTimers != null && reviewTimers[job] != null) {
      reviewTimers[job].cancel();
      reviewTimers[job] = null;
    }
  }

  private void preempt(int job, long now) {
    books.preempted(job);
    takeOff(job, now, RunEvents.PREEMPTED);
  }

  /** A job leaves its place as one that is preempted does. */
  private void takeOff(int job, long now, int event) {
    boolean saved = costs.apply(job).savesWhenPreempted();
    takeOff(job, now, event, saved, queue.stop(job, saved, 0));
  }

  private void fail(int job, boolean saved, long restartNanos) {
    books.failed(job);
    long now = simulation.nowNanos();
    takeOff(job, now, RunEvents.PREEMPTED, saved, queue.stop(job, saved, restartNanos));
  }

  /** A job that has been stopped before its end leaves its nodes and waits again. */
  private void takeOff(
      int job, long now, int event, boolean saved, InterruptionCost.Stretch stretch) {
    leave(job, now, event, stretch);
    long doneNanos = executor.stop(job, saved);
    if (doneNanos >= 0) {
      queue.keepOnly(job, doneNanos);
    }
    queue.requeue(job);
    books.beginWait(job, now);
  }

  private void leave(int job, long now, int event, InterruptionCost.Stretch stretch) {
    books.ran(job, stretch);
    Job held = queue.held(job);
    clusterState.release(job, held);
    cancelReview(job);
    if (held.isElastic() && widths.isPresent()) {
      probe.event(now, RunEvents.WORKED, job, widths.get().stopped(job, held, stretch));
    }
    probe.event(now, event, job, 0);
  }

  private void finish(int job) {
    long now = simulation.nowNanos();
    queue.setNow(now);
    leave(job, now, RunEvents.FINISHED, queue.stop(job));
    if (jobs.get(job).isElastic()) {
      widths.ifPresent(own -> own.check(job));
    }
    books.finish(job, now, executor.spent(job));
    stopFaultsAtTheEnd();
    askPolicy();
  }

  private void checkEnd() {
    if (queue.waiting() > 0) {
      Job job = jobs.get(queue.firstWaiting());
      WaitReason reason = clusterState.shortage(job);
      throw new StuckRunException(
          queue.waiting()
              + " jobs wait for ever; the first is "
              + job.id()
              + ": "
              + (reason == null
                  ? "it fits, but " + policy.id() + " does not start it"
                  : reason.id()));
    }
    if (!books.isComplete()) {
      throw new IllegalStateException(
          books.finished()
              + " jobs done and "
              + books.unplaceable()
              + " unplaceable of "
              + jobs.size());
    }
    if (books.finished() == 0) {
      throw new StuckRunException(
          "none of the "
              + books.unplaceable()
              + " jobs could ever run: no set of nodes holds "
              + jobs.get(0).id()
              + ", which asks for "
              + jobs.get(0).gpus()
              + " GPUs and "
              + jobs.get(0).cpuMilli() / 1000.0
              + " CPU cores");
    }
  }
}
