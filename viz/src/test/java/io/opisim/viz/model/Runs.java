package io.opisim.viz.model;

import java.util.ArrayList;
import java.util.List;

/** Small runs for tests: a job a line, waiting for no-free-gpu and then running. */
public final class Runs {
  private final List<JobRow> jobs = new ArrayList<>();
  private final Intervals.Builder intervals = new Intervals.Builder();
  private double endSeconds;

  /** Adds a job of a number of whole GPUs. */
  public Runs job(double arrival, double start, double finish, int gpus) {
    return job(arrival, start, finish, gpus, JobCondition.NO_FREE_GPU);
  }

  /** Adds a job that waits for a reason. */
  public Runs job(double arrival, double start, double finish, int gpus, JobCondition reason) {
    int row = jobs.size();
    double wait = start - arrival;
    jobs.add(
        new JobRow(
            "j" + row,
            "team",
            arrival,
            start,
            finish,
            finish - arrival,
            wait,
            finish - start,
            gpus,
            gpus * 1000L,
            1,
            0,
            wait > 0 ? reason : JobCondition.RUNNING,
            wait,
            "finished"));
    intervals.add(row, arrival, start, reason).add(row, start, finish, JobCondition.RUNNING);
    endSeconds = Math.max(endSeconds, finish);
    return this;
  }

  /** Adds a job that is never placed. */
  public Runs neverPlaced(double arrival, double runEnd) {
    int row = jobs.size();
    double none = Double.NaN;
    jobs.add(
        new JobRow(
            "j" + row,
            "",
            arrival,
            none,
            none,
            none,
            none,
            0,
            999,
            999_000,
            1,
            0,
            JobCondition.UNPLACEABLE,
            none,
            "unplaceable"));
    intervals.add(row, arrival, runEnd, JobCondition.UNPLACEABLE);
    endSeconds = Math.max(endSeconds, runEnd);
    return this;
  }

  /** The run. */
  public RunModel build() {
    return new RunModel(
        jobs, intervals.build(jobs.size()), jobs.get(0).arrivalSeconds(), endSeconds, List.of());
  }
}
