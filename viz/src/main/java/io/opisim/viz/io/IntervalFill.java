package io.opisim.viz.io;

import io.opisim.viz.model.Intervals;
import io.opisim.viz.model.JobCondition;
import io.opisim.viz.model.JobRow;
import java.util.List;

/**
 * Puts running and waiting together and fills what a run did not record.
 *
 * @param jobs the jobs, one for each row
 * @param endSeconds end of the run
 * @param hasRunning whether the run recorded when jobs ran
 * @param hasWaiting whether the run recorded when jobs waited
 */
record IntervalFill(List<JobRow> jobs, double endSeconds, boolean hasRunning, boolean hasWaiting) {

  Intervals merge(Intervals running, Intervals waiting) {
    Intervals.Builder all = new Intervals.Builder();
    for (int row = 0; row < jobs.size(); row++) {
      copy(running, row, all);
      copy(waiting, row, all);
      JobRow job = jobs.get(row);
      JobCondition wait = waitOf(job);
      if (hasRunning && !hasWaiting) {
        fillGaps(running, row, wait, all);
      } else if (hasWaiting && !hasRunning) {
        fillGaps(waiting, row, job.started() ? JobCondition.RUNNING : wait, all);
      } else if (!hasRunning) {
        double end = job.endSeconds(endSeconds);
        double start = job.started() ? job.startSeconds() : end;
        all.add(row, job.arrivalSeconds(), start, wait);
        all.add(row, start, end, JobCondition.RUNNING);
      } else if (!job.started() && waiting.first(row) == waiting.end(row)) {
        all.add(row, job.arrivalSeconds(), endSeconds, wait);
      }
    }
    return all.build(jobs.size());
  }

  private static JobCondition waitOf(JobRow job) {
    if (job.largestWaitReason().isWaiting()) {
      return job.largestWaitReason();
    }
    return job.started() ? JobCondition.OTHER_WAIT : JobCondition.UNPLACEABLE;
  }

  private static void copy(Intervals from, int row, Intervals.Builder to) {
    for (int i = from.first(row); i < from.end(row); i++) {
      to.add(row, from.fromSeconds(i), from.toSeconds(i), from.condition(i));
    }
  }

  private void fillGaps(Intervals known, int row, JobCondition between, Intervals.Builder to) {
    double at = jobs.get(row).arrivalSeconds();
    for (int i = known.first(row); i < known.end(row); i++) {
      to.add(row, at, known.fromSeconds(i), between);
      at = Math.max(at, known.toSeconds(i));
    }
    to.add(row, at, jobs.get(row).endSeconds(endSeconds), between);
  }
}
