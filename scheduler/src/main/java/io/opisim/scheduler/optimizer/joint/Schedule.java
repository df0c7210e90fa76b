package io.opisim.scheduler.optimizer.joint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What decisions come to, by the closed forms.
 *
 * @param runs of all jobs that could start, in the order of their starts
 * @param score of the plan
 */
public record Schedule(List<Run> runs, JointScore score) {
  /**
   * One job.
   *
   * @param nodes node of each task
   * @param aloneSeconds its run time there if nobody disturbed it
   */
  public record Run(
      int job,
      int way,
      int[] nodes,
      double startSeconds,
      double finishSeconds,
      double aloneSeconds) {}

  /** Copies the runs. */
  public Schedule {
    runs = List.copyOf(runs);
  }

  /** The decisions that bind every job to these nodes, in this order. */
  public List<JobChoice> choices(int jobs) {
    List<JobChoice> choices = new ArrayList<>();
    for (int job = 0; job < jobs; job++) {
      choices.add(JobChoice.at(jobs + job));
    }
    for (int position = 0; position < runs.size(); position++) {
      Run run = runs.get(position);
      choices.set(run.job(), JobChoice.on(position, run.way(), run.nodes()));
    }
    return choices;
  }

  /** The runs by job. */
  public List<Run> byJob() {
    return runs.stream().sorted(Comparator.comparingInt(Run::job)).toList();
  }
}
