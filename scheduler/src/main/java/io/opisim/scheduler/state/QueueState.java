package io.opisim.scheduler.state;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobGroups;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.ServiceHistory;
import io.opisim.scheduler.Timetable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Which jobs wait, in what order, and which run until when.
 *
 * <p>Models: progress at the speed of the place, as {@link Progress} has it; a preempted job keeps
 * all it had, or what it is told to keep. A job that takes longer than it was known to need has
 * nothing left. Checkpoints and restarts as {@link InterruptionCost} has them. Valid for: jobs of
 * fixed size, and elastic ones. Source: the job model of the trace studies in {@code
 * docs/concepts.md}.
 */
public final class QueueState implements JobQueue {
  private final List<Job> jobs;
  private final SchedulingPolicy policy;
  private final ClusterState cluster;

  private final WaitingJobs queued;
  private final long[] priority;
  private final long[] attainedNanos;
  private final Progress progress;
  private final Job[] held;
  private final long[] firstStartNanos;
  private final long[] startedNanos;
  private final long[] finishNanos;
  private final RunningJobs running;
  private int arrived;
  private long nowNanos;
  private final GroupBooks groups;
  private Promises promises;
  private boolean outdated;
  private final FinishedService finished = new FinishedService();

  /** A queue with nobody in it, for the jobs of a workload in the order of their arrival. */
  public QueueState(List<Job> jobs, SchedulingPolicy policy, ClusterState cluster) {
    this(jobs, policy, cluster, job -> InterruptionCost.NONE);
  }

  /** The same where being interrupted has a price, for each job its own. */
  public QueueState(
      List<Job> jobs,
      SchedulingPolicy policy,
      ClusterState cluster,
      IntFunction<InterruptionCost> costs) {
    this.jobs = jobs;
    this.policy = policy;
    this.cluster = cluster;
    int count = jobs.size();
    priority = new long[count];
    queued = new WaitingJobs(jobs, priority);
    attainedNanos = new long[count];
    progress = new Progress(jobs, cluster.cluster(), costs);
    held = new Job[count];
    firstStartNanos = new long[count];
    Arrays.fill(firstStartNanos, -1);
    startedNanos = new long[count];
    finishNanos = new long[count];
    running = new RunningJobs(finishNanos, priority);
    groups = new GroupBooks(jobs, priority);
  }

  /** Moves the time that policies see. */
  public void setNow(long timeNanos) {
    nowNanos = timeNanos;
  }

  /** A job has arrived and waits. */
  public void arrive(int job) {
    arrived = Math.max(arrived, job + 1);
    priority[job] = policy.priority(this, job);
    enqueue(job);
  }

  private void enqueue(int job) {
    queued.add(job);
    groups.wait(job);
  }

  private void dequeue(int job) {
    queued.remove(job);
    groups.waitNoMore(job);
  }

  /** A waiting job starts now; returns when it will be done. */
  public long start(int job) {
    return start(job, jobs.get(job));
  }

  /** The same on as many GPUs as {@code shape} has. */
  public long start(int job, Job shape) {
    dequeue(job);
    held[job] = shape;
    startedNanos[job] = nowNanos;
    if (firstStartNanos[job] < 0) {
      firstStartNanos[job] = nowNanos;
    }
    priority[job] = policy.priority(this, job);
    finishNanos[job] = progress.start(job, shape, cluster.assignment(job), nowNanos);
    groups.hold(job, shape, +1);
    if (promises != null) {
      promises.start(job, cluster.assignment(job), nowNanos);
    }
    running.add(job);
    return finishNanos[job];
  }

  /** A running job is done now; tells what became of its time. */
  public InterruptionCost.Stretch stop(int job) {
    InterruptionCost.Stretch stretch = progress.finish(job);
    leave(job);
    outdated |= finished.add(jobs.get(job)) && policy.ordersByHistory();
    return stretch;
  }

  /**
   * A running job is taken off its place now; tells what became of its time.
   *
   * @param saved whether what it has not saved before is saved, or lost
   * @param restartNanos what it takes to come back beyond the restart that every interruption costs
   */
  public InterruptionCost.Stretch stop(int job, boolean saved, long restartNanos) {
    InterruptionCost.Stretch stretch = progress.stop(job, nowNanos, saved, restartNanos);
    leave(job);
    return stretch;
  }

  private void leave(int job) {
    attainedNanos[job] += nowNanos - startedNanos[job];
    startedNanos[job] = nowNanos;
    running.remove(job);
    groups.hold(job, held[job], -1);
    if (promises != null) {
      promises.finish(job);
    }
  }

  /** Writing a checkpoint that a waiting job has to do when it starts. */
  public long owedCheckpointNanos(int job) {
    return progress.owedCheckpoint(job);
  }

  /** Coming back that a waiting job has to do when it starts, after that. */
  public long owedRestartNanos(int job) {
    return progress.owedRestart(job);
  }

  /** Of all its run time, a stopped job keeps only so much of what it is known to need. */
  public void keepOnly(int job, long doneNanos) {
    progress.set(job, doneNanos);
  }

  /** A stopped job waits again. */
  public void requeue(int job) {
    priority[job] = policy.priority(this, job);
    enqueue(job);
  }

  /** Asks the policy again for the priority of a running job. */
  public void review(int job) {
    running.changePriority(job, policy.priority(this, job));
  }

  /** A waiting job is promised a start. */
  public void promise(int job, long startNanos, int[] nodes) {
    dequeue(job);
    ((Promises) timetable()).promise(job, startNanos, nodes);
    requeue(job);
  }

  /** Nodes broke: what was promised on them is void, and all promises are given anew. */
  public void forgetPromises() {
    outdated |= promises != null;
    promises = null;
  }

  /** Asks for all priorities again if they follow a history that has been renewed. */
  public void renewPriorities() {
    if (!outdated) {
      return;
    }
    outdated = false;
    int[] jobsToMove = queued.all();
    for (int job : jobsToMove) {
      dequeue(job);
      requeue(job);
    }
    for (int job = 0; job < jobs.size(); job++) {
      if (running.contains(job)) {
        review(job);
      }
    }
  }

  @Override
  public boolean isRunning(int job) {
    return running.contains(job);
  }

  /** The number of running jobs. */
  public int running() {
    return running.count();
  }

  @Override
  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public Job job(int job) {
    return jobs.get(job);
  }

  @Override
  public int arrived() {
    return arrived;
  }

  @Override
  public boolean isWaiting(int job) {
    return queued.contains(job);
  }

  @Override
  public int waiting() {
    return queued.size();
  }

  @Override
  public int firstWaiting() {
    return queued.first();
  }

  @Override
  public int demandClasses() {
    return queued.classes();
  }

  @Override
  public int waitingIn(int demandClass) {
    return queued.in(demandClass).size();
  }

  @Override
  public IntCursor classHeadsInOrder() {
    return queued.heads();
  }

  @Override
  public int firstIn(int demandClass) {
    return queued.in(demandClass).first();
  }

  @Override
  public IntCursor waitingInOrder(int demandClass) {
    return queued.in(demandClass).ascending();
  }

  @Override
  public int demandClass(int job) {
    return queued.classOf(job);
  }

  @Override
  public long priority(int job) {
    return priority[job];
  }

  @Override
  public long remainingNanos(int job) {
    return progress.remaining(job, nowNanos);
  }

  @Override
  public long holdNanos(int job, Assignment place) {
    return progress.holdNanos(job, progress.speedAt(jobs.get(job), place));
  }

  @Override
  public long longestHoldNanos(int job) {
    return progress.holdNanos(job, progress.slowestSpeed(job));
  }

  @Override
  public long securedNanos(int job) {
    return progress.secured(job, nowNanos);
  }

  @Override
  public long attainedNanos(int job) {
    return attainedNanos[job] + (running.contains(job) ? nowNanos - startedNanos[job] : 0);
  }

  @Override
  public long firstStartNanos(int job) {
    return firstStartNanos[job];
  }

  @Override
  public Job held(int job) {
    return held[job];
  }

  @Override
  public Assignment assignment(int job) {
    return cluster.assignment(job);
  }

  @Override
  public long finishNanos(int job) {
    return finishNanos[job];
  }

  @Override
  public IntCursor runningEarliestFinishFirst() {
    return running.earliestFinishFirst();
  }

  @Override
  public IntCursor runningLatestFinishFirst() {
    return running.latestFinishFirst();
  }

  @Override
  public IntCursor runningLastPriorityFirst() {
    return running.lastPriorityFirst();
  }

  @Override
  public Timetable timetable() {
    if (promises == null) {
      promises = new Promises(this, cluster, jobs.size());
      cluster.outages().forEach(promises::out);
      for (int job = 0; job < jobs.size(); job++) {
        if (running.contains(job)) {
          promises.start(job, cluster.assignment(job), nowNanos);
        }
      }
    }
    return promises;
  }

  @Override
  public long promisedStartNanos(int job) {
    return promises == null ? -1 : promises.promisedStart(job);
  }

  @Override
  public int[] promisedNodes(int job) {
    return promises == null ? null : promises.promisedNodes(job);
  }

  @Override
  public JobGroups groups() {
    return groups;
  }

  @Override
  public ServiceHistory history() {
    return finished;
  }
}
