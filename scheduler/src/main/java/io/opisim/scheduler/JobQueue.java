package io.opisim.scheduler;

import io.opisim.models.workload.Job;

/**
 * A read-only window on the jobs that wait and the jobs that run, never a copy.
 *
 * <p>Jobs are named by their index in the workload, which is also their order of arrival. Waiting
 * jobs are ordered by {@link SchedulingPolicy#priority}, then by arrival; besides, they are kept in
 * classes of equal demand, since of two jobs that ask for the same, the one behind cannot fit where
 * the one in front does not.
 */
public interface JobQueue {
  /** The simulated time of the decision. */
  long nowNanos();

  /** The description of a job. */
  Job job(int job);

  /** Jobs below this index have arrived, all others have not. */
  int arrived();

  /** Whether a job waits. */
  boolean isWaiting(int job);

  /** Whether a job runs. */
  boolean isRunning(int job);

  /** Jobs waiting. */
  int waiting();

  /** The waiting job that is first in order, or -1. */
  int firstWaiting();

  /** The number of demand classes in the workload. */
  int demandClasses();

  /**
   * The first waiting job of each class that has any, in order; valid until the next decision is
   * applied.
   */
  IntCursor classHeadsInOrder();

  /** Jobs of a class that wait. */
  int waitingIn(int demandClass);

  /** The first waiting job of a class, or -1. */
  int firstIn(int demandClass);

  /** The waiting jobs of a class, in order; valid until the next decision is applied. */
  IntCursor waitingInOrder(int demandClass);

  /** The class of a job. */
  int demandClass(int job);

  /** The priority that the policy gave it last; lower goes first. */
  long priority(int job);

  /** Work still to be done, in run time at speed 1. */
  long remainingNanos(int job);

  /** How long a waiting job would hold a place if it started there now and were left alone. */
  long holdNanos(int job, Assignment place);

  /** The longest that a waiting job would hold any place that its demand accepts. */
  long longestHoldNanos(int job);

  /**
   * Of the run time since its last start, how much a running job would keep if it were preempted
   * now; less than what it ran where it has to come back, or checkpoints save its work.
   */
  long securedNanos(int job);

  /** Run time had so far. */
  long attainedNanos(int job);

  /** When it started for the first time, or -1. */
  long firstStartNanos(int job);

  /** A running job as it runs: on as many GPUs as it holds now. */
  Job held(int job);

  /** Where a running job runs, the devices of fractional tasks included. */
  Assignment assignment(int job);

  /** When a running job will be done if it is left alone. */
  long finishNanos(int job);

  /** Running jobs, the one that will be done first, first. */
  IntCursor runningEarliestFinishFirst();

  /** Running jobs, the one that will be done last, first. */
  IntCursor runningLatestFinishFirst();

  /** Running jobs, the one that goes last by priority, first. */
  IntCursor runningLastPriorityFirst();

  /** The groups that jobs belong to, with what each holds. */
  JobGroups groups();

  /** How much service the jobs that are done have needed. */
  ServiceHistory history();

  /** What is free when; kept from the first time it is asked for. */
  Timetable timetable();

  /** When a waiting job has been promised to start, or -1. */
  long promisedStartNanos(int job);

  /** The nodes that a waiting job has been promised for its tasks, or null. */
  int[] promisedNodes(int job);
}
