package io.opisim.scheduler.state;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobGroups;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.ServiceHistory;
import io.opisim.scheduler.Timetable;
import java.util.Arrays;
import java.util.List;

/**
 * Which jobs wait, in what order, and which run until when.
 *
 * <p>Models: progress in run time at one speed; a preempted job keeps all it had, or what it is
 * told to keep. A job that takes longer than it was known to need has nothing left. Ignores: the
 * cost of a checkpoint and a restart, elastic sizes. Valid for: jobs of fixed size. Source: the job
 * model of the trace studies in {@code docs/concepts.md}.
 */
public final class QueueState implements JobQueue {
  private final List<Job> jobs;
  private final SchedulingPolicy policy;
  private final ClusterState cluster;

  private final int[] classOf;
  private final int classes;
  private int waitingCount;
  private final OrderedInts[] waitingOfClass;
  private final OrderedInts heads;

  private final long[] priority;
  private final long[] attainedNanos;
  private final long[] lostNanos;
  private final long[] firstStartNanos;
  private final long[] startedNanos;
  private final long[] finishNanos;
  private final RunningJobs running;
  private long nowNanos;
  private final GroupBooks groups;
  private Promises promises;
  private boolean outdated;
  private final FinishedService finished = new FinishedService();

  /** A queue with nobody in it, for the jobs of a workload in the order of their arrival. */
  public QueueState(List<Job> jobs, SchedulingPolicy policy, ClusterState cluster) {
    this.jobs = jobs;
    this.policy = policy;
    this.cluster = cluster;
    int count = jobs.size();
    classOf = DemandClasses.of(jobs);
    classes = Arrays.stream(classOf).max().orElse(-1) + 1;
    priority = new long[count];
    heads = new OrderedInts(priority);
    waitingOfClass = new OrderedInts[classes];
    for (int index = 0; index < classes; index++) {
      waitingOfClass[index] = new OrderedInts(priority);
    }
    attainedNanos = new long[count];
    lostNanos = new long[count];
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
    priority[job] = policy.priority(this, job);
    enqueue(job);
  }

  private void enqueue(int job) {
    OrderedInts ofClass = waitingOfClass[classOf[job]];
    int before = ofClass.first();
    ofClass.add(job);
    groups.wait(job);
    waitingCount++;
    moveHead(before, ofClass.first());
  }

  private void dequeue(int job) {
    OrderedInts ofClass = waitingOfClass[classOf[job]];
    int before = ofClass.first();
    ofClass.remove(job);
    groups.waitNoMore(job);
    waitingCount--;
    moveHead(before, ofClass.first());
  }

  private void moveHead(int before, int after) {
    if (before == after) {
      return;
    }
    if (before >= 0) {
      heads.remove(before);
    }
    if (after >= 0) {
      heads.add(after);
    }
  }

  /** A waiting job starts now; returns when it will be done. */
  public long start(int job) {
    dequeue(job);
    startedNanos[job] = nowNanos;
    if (firstStartNanos[job] < 0) {
      firstStartNanos[job] = nowNanos;
    }
    priority[job] = policy.priority(this, job);
    finishNanos[job] = nowNanos + remainingNanos(job);
    groups.hold(job, +1);
    if (promises != null) {
      promises.start(job, cluster.assignment(job), nowNanos);
    }
    running.add(job);
    return finishNanos[job];
  }

  /** A running job stops now, done or not. */
  public void stop(int job) {
    attainedNanos[job] += nowNanos - startedNanos[job];
    startedNanos[job] = nowNanos;
    running.remove(job);
    groups.hold(job, -1);
    if (promises != null) {
      promises.finish(job);
    }
    if (remainingNanos(job) == 0) {
      outdated |= finished.add(jobs.get(job)) && policy.ordersByHistory();
    }
  }

  /** Of all its run time, a stopped job keeps only so much of what it is known to need. */
  public void keepOnly(int job, long doneNanos) {
    lostNanos[job] = attainedNanos[job] - doneNanos;
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

  /** Asks for all priorities again if they follow a history that has been renewed. */
  public void renewPriorities() {
    if (!outdated) {
      return;
    }
    outdated = false;
    int[] jobsToMove = new int[waitingCount];
    int found = 0;
    for (OrderedInts ofClass : waitingOfClass) {
      IntCursor cursor = ofClass.ascending();
      for (int job = cursor.next(); job >= 0; job = cursor.next()) {
        jobsToMove[found++] = job;
      }
    }
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

  /** Whether a job runs now. */
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
  public int waiting() {
    return waitingCount;
  }

  @Override
  public int firstWaiting() {
    return heads.first();
  }

  @Override
  public int demandClasses() {
    return classes;
  }

  @Override
  public int waitingIn(int demandClass) {
    return waitingOfClass[demandClass].size();
  }

  @Override
  public IntCursor classHeadsInOrder() {
    return heads.ascending();
  }

  @Override
  public int firstIn(int demandClass) {
    return waitingOfClass[demandClass].first();
  }

  @Override
  public IntCursor waitingInOrder(int demandClass) {
    return waitingOfClass[demandClass].ascending();
  }

  @Override
  public int demandClass(int job) {
    return classOf[job];
  }

  @Override
  public long priority(int job) {
    return priority[job];
  }

  @Override
  public long remainingNanos(int job) {
    return Math.max(0, jobs.get(job).durationNanos() - attainedNanos(job) + lostNanos[job]);
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
