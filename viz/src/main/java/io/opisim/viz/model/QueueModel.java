package io.opisim.viz.model;

import java.util.ArrayList;
import java.util.List;

/** How many jobs wait over time, one curve for each reason. */
public final class QueueModel {
  private final List<StepFunction> byCondition;
  private final long peak;

  private QueueModel(List<StepFunction> byCondition, long peak) {
    this.byCondition = List.copyOf(byCondition);
    this.peak = peak;
  }

  /** The queue of a run. */
  public static QueueModel of(RunModel run) {
    List<StepFunction.Builder> builders = new ArrayList<>();
    for (int i = 0; i < JobCondition.values().length; i++) {
      builders.add(new StepFunction.Builder());
    }
    StepFunction.Builder all = new StepFunction.Builder();
    Intervals intervals = run.intervals();
    for (int i = 0; i < intervals.size(); i++) {
      JobCondition condition = intervals.condition(i);
      if (condition.isWaiting()) {
        builders.get(condition.ordinal()).add(intervals.fromSeconds(i), intervals.toSeconds(i), 1);
        all.add(intervals.fromSeconds(i), intervals.toSeconds(i), 1);
      }
    }
    return new QueueModel(
        builders.stream().map(StepFunction.Builder::build).toList(), all.build().peak());
  }

  /** Number of jobs that wait for a reason. */
  public StepFunction waiting(JobCondition reason) {
    return byCondition.get(reason.ordinal());
  }

  /** Most jobs that waited at one moment. */
  public long peak() {
    return peak;
  }

  /** Whether any job waited for a reason. */
  public boolean has(JobCondition reason) {
    return waiting(reason).peak() > 0;
  }
}
