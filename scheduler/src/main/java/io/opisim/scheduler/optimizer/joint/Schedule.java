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
   * @param holds whether nobody behind it may start while it waits
   * @param aloneSeconds its run time there if nobody disturbed it
   */
  public record Run(
      int job,
      int way,
      int[] nodes,
      boolean holds,
      double startSeconds,
      double finishSeconds,
      double aloneSeconds) {}

  /** Copies the runs. */
  public Schedule {
    runs = List.copyOf(runs);
  }

  /** The decisions that bind every job to these nodes, in this order; nobody holds others back. */
  public List<JobChoice> choices(int jobs) {
    return choices(jobs, false);
  }

  /** The same where those hold others back that did so here. */
  List<JobChoice> holdingChoices(int jobs) {
    return choices(jobs, true);
  }

  private List<JobChoice> choices(int jobs, boolean holding) {
    List<JobChoice> choices = new ArrayList<>();
    for (int job = 0; job < jobs; job++) {
      choices.add(JobChoice.at(jobs + job));
    }
    for (int position = 0; position < runs.size(); position++) {
      Run run = runs.get(position);
      Spot nodes = new Spot.Nodes(run.nodes());
      choices.set(run.job(), new JobChoice(position, nodes, holding && run.holds(), run.way()));
    }
    return choices;
  }

  /** The runs by job. */
  public List<Run> byJob() {
    return runs.stream().sorted(Comparator.comparingInt(Run::job)).toList();
  }
}
