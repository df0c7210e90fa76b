package io.opisim.scheduler.state;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scheduler.Assignment;
import java.util.List;

/**
 * How much of its work each job has done, and how long the rest will hold a place.
 *
 * <p>Models: work at the speed of the slowest GPU model of the place; without a GPU at speed 1; an
 * elastic job at its speed-up besides; checkpoints and restarts as {@link InterruptionCost} has
 * them, a restart also where the number of GPUs changes. Whole nanoseconds, so that nothing ends
 * before its work is done. Ignores: what jobs do to each other. Valid for: jobs of fixed size, and
 * elastic ones. Source: definition.
 */
final class Progress {
  private final List<Job> jobs;
  private final List<Node> nodes;
  private final List<String> models;
  private final InterruptionCost cost;
  private final long[] owedCheckpointNanos;
  private final long[] owedRestartNanos;
  private final long[] doneNanos;
  private final long[] startedNanos;
  private final double[] speed;
  private final int[] lastGpus;

  /** No job has done anything. */
  Progress(List<Job> jobs, Cluster cluster, InterruptionCost cost) {
    this.jobs = jobs;
    this.cost = cost;
    owedCheckpointNanos = new long[jobs.size()];
    owedRestartNanos = new long[jobs.size()];
    nodes = cluster.nodes();
    models = nodes.stream().filter(node -> node.gpus() > 0).map(Node::gpuModel).distinct().toList();
    doneNanos = new long[jobs.size()];
    startedNanos = new long[jobs.size()];
    speed = new double[jobs.size()];
    lastGpus = new int[jobs.size()];
  }

  /** A job starts at a place, as it is there; returns when it will be done. */
  long start(int job, Job held, Assignment place, long nowNanos) {
    startedNanos[job] = nowNanos;
    speed[job] = speedAt(held, place);
    if (held.isElastic()) {
      boolean resized = lastGpus[job] > 0 && lastGpus[job] != held.gpus();
      long resizeNanos = resized ? held.elasticity().resizeNanos() : 0;
      owedRestartNanos[job] = Math.max(owedRestartNanos[job], resizeNanos);
      lastGpus[job] = held.gpus();
    }
    return nowNanos + holdNanos(job, speed[job]);
  }

  /**
   * A running job stops; if that is before its end, its work is saved or not. Tells what became of
   * its time.
   */
  InterruptionCost.Stretch stop(int job, long nowNanos, boolean saved) {
    long held = nowNanos - startedNanos[job];
    long owedCheckpoint = owedCheckpointNanos[job];
    long owedRestart = owedRestartNanos[job];
    if (held >= holdNanos(job, speed[job])) {
      long run = runNanos(job, speed[job]);
      InterruptionCost.Stretch whole = cost.toTheEnd(owedCheckpoint, owedRestart, run);
      doneNanos[job] = jobs.get(job).durationNanos();
      speed[job] = 0;
      return whole;
    }
    InterruptionCost.Stretch part = cost.cutOff(owedCheckpoint, owedRestart, held, saved);
    if (held > 0) {
      boolean wrote = saved && part.keptNanos() > 0;
      long leftToWrite = Math.max(0, owedCheckpoint - held);
      owedCheckpointNanos[job] = wrote ? cost.checkpointNanos() : leftToWrite;
      // One that was still coming back begins anew.
      long again = part.restartNanos() < owedRestart ? owedRestart : 0;
      owedRestartNanos[job] = Math.max(again, cost.restartNanos());
    }
    doneNanos[job] += work(part.keptNanos(), speed[job]);
    speed[job] = 0;
    return part;
  }

  /** A stopped job has done only so much. */
  void set(int job, long newDoneNanos) {
    doneNanos[job] = newDoneNanos;
  }

  /** Work still to be done, in time at speed 1. */
  long remaining(int job, long nowNanos) {
    long done = doneNanos[job] + workSince(job, nowNanos);
    return Math.max(0, jobs.get(job).durationNanos() - done);
  }

  private long workSince(int job, long nowNanos) {
    if (speed[job] == 0) {
      return 0;
    }
    long held = nowNanos - startedNanos[job];
    // What the job was to hold its place for is all of its work, whatever the rounding says.
    if (held >= holdNanos(job, speed[job])) {
      return jobs.get(job).durationNanos() - doneNanos[job];
    }
    long back = owedCheckpointNanos[job] + owedRestartNanos[job];
    return work(cost.runWithin(Math.max(0, held - back)), speed[job]);
  }

  private static long work(long runNanos, double atSpeed) {
    return atSpeed == 1 ? runNanos : (long) StrictMath.floor(runNanos * atSpeed);
  }

  /** Run time that a job still needs at a speed. */
  private long runNanos(int job, double atSpeed) {
    long work = Math.max(0, jobs.get(job).durationNanos() - doneNanos[job]);
    return atSpeed == 1 ? work : (long) StrictMath.ceil(work / atSpeed);
  }

  /** How long a job will hold a place of a speed, coming back and checkpoints included. */
  long holdNanos(int job, double atSpeed) {
    long back = owedCheckpointNanos[job] + owedRestartNanos[job];
    return cost.holdNanos(back, runNanos(job, atSpeed));
  }

  /** Speed of a job as it runs at a place; on the unlimited cluster the best it could have. */
  double speedAt(Job described, Assignment place) {
    if (place.nodes().length == 0) {
      double most = described.isElastic() ? described.elasticity().largestSpeed() : 1;
      return extreme(described, true) * most;
    }
    return modelSpeedAt(described, place) * described.relativeSpeed(described.gpus());
  }

  private double modelSpeedAt(Job described, Assignment place) {
    if (described.speeds().byModel().isEmpty() || described.gpus() == 0) {
      return 1;
    }
    double slowest = Double.POSITIVE_INFINITY;
    for (int task = 0; task < place.nodes().length; task++) {
      if (described.demandOf(task).gpus() > 0) {
        String model = nodes.get(place.nodes()[task]).gpuModel();
        slowest = Math.min(slowest, described.speeds().on(model));
      }
    }
    if (!(slowest > 0)) {
      throw new IllegalStateException("job " + described.id() + " cannot run at " + place);
    }
    return slowest;
  }

  double slowestSpeed(int job) {
    return extreme(jobs.get(job), false);
  }

  private double extreme(Job job, boolean fastest) {
    if (job.speeds().byModel().isEmpty() || job.gpus() == 0) {
      return 1;
    }
    TaskDemand demand = job.demand();
    double found = 0;
    for (String model : models) {
      double speed = job.speeds().on(model);
      boolean accepted = demand.gpuModels().isEmpty() || demand.gpuModels().contains(model);
      if (accepted && speed > 0 && (found == 0 || (fastest ? speed > found : speed < found))) {
        found = speed;
      }
    }
    return found == 0 ? 1 : found;
  }
}
