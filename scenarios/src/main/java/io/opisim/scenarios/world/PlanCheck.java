package io.opisim.scenarios.world;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.Plan;
import java.util.List;
import java.util.function.IntPredicate;

/** Whether a decision makes sense before anything is changed; whether there is room shows then. */
final class PlanCheck {
  private PlanCheck() {}

  /** What is wrong with a decision, or null. */
  static String fault(
      Plan.Decision step,
      List<Job> jobs,
      int nodes,
      WaitBooks waits,
      IntPredicate isRunning,
      long nowNanos) {
    if (step instanceof Plan.Preempt preempt) {
      String unknown = unknown(preempt.job(), jobs);
      return unknown != null || isRunning.test(preempt.job())
          ? unknown
          : "job " + jobs.get(preempt.job()).id() + " does not run";
    }
    if (step instanceof Plan.Start start) {
      String fault = notWaiting(start.job(), jobs, waits);
      return fault != null ? fault : place(jobs.get(start.job()), start.assignment(), nodes);
    }
    if (step instanceof Plan.SetWidth width) {
      return width(width, jobs, nodes, waits, isRunning);
    }
    if (step instanceof Plan.Promise promise) {
      String fault = notWaiting(promise.job(), jobs, waits);
      if (fault == null && promise.startNanos() < nowNanos) {
        fault = "a promise of the past, " + promise.startNanos() + " ns";
      }
      return fault != null
          ? fault
          : place(jobs.get(promise.job()), Assignment.gang(promise.nodes()), nodes);
    }
    return "nothing is decided";
  }

  private static String width(
      Plan.SetWidth step, List<Job> jobs, int nodes, WaitBooks waits, IntPredicate isRunning) {
    String fault = unknown(step.job(), jobs);
    if (fault != null) {
      return fault;
    }
    Job job = jobs.get(step.job());
    if (!waits.isWaiting(step.job()) && !isRunning.test(step.job())) {
      return "job " + job.id() + " neither waits nor runs";
    }
    if (step.gpus() < job.leastGpus() || step.gpus() > job.mostGpus()) {
      String range = job.isElastic() ? job.leastGpus() + " to " + job.mostGpus() : "" + job.gpus();
      return "job " + job.id() + " runs on " + range + " GPUs, not " + step.gpus();
    }
    return place(job.atWidth(step.gpus()), step.assignment(), nodes);
  }

  private static String unknown(int job, List<Job> jobs) {
    return job >= 0 && job < jobs.size() ? null : "there is no job " + job;
  }

  private static String notWaiting(int job, List<Job> jobs, WaitBooks waits) {
    String unknown = unknown(job, jobs);
    return unknown != null || waits.isWaiting(job)
        ? unknown
        : "job " + jobs.get(job).id() + " does not wait";
  }

  private static String place(Job job, Assignment place, int nodes) {
    if (place == null || place == Assignment.UNLIMITED) {
      return place == null ? "job " + job.id() + " has no place" : null;
    }
    if (place.nodes().length != job.tasks()) {
      return "job " + job.id() + " has " + job.tasks() + " tasks, not " + place.nodes().length;
    }
    if (place.devices().length != 0 && place.devices().length != job.tasks()) {
      return "job " + job.id() + " has " + job.tasks() + " tasks and as many devices, or none";
    }
    for (int node : place.nodes()) {
      if (node < 0 || node >= nodes) {
        return "there is no node " + node;
      }
    }
    return null;
  }
}
