package io.opisim.viz.model;

import java.util.List;

/**
 * One run: its jobs in order of arrival, and what each was doing when.
 *
 * @param jobs in order of arrival; the index is the row
 * @param intervals what each row was doing
 * @param startSeconds first arrival
 * @param endSeconds last moment at which anything happened, after the start
 * @param notes what the files did not say and the reader had to assume, for the status line
 */
public record RunModel(
    List<JobRow> jobs,
    Intervals intervals,
    double startSeconds,
    double endSeconds,
    List<String> notes) {

  /** Checks that rows and intervals belong together. */
  public RunModel {
    jobs = List.copyOf(jobs);
    notes = List.copyOf(notes);
    if (jobs.size() != intervals.rows() || !(endSeconds > startSeconds)) {
      throw new IllegalArgumentException(
          jobs.size()
              + " jobs, "
              + intervals.rows()
              + " rows of intervals, from "
              + startSeconds
              + " s to "
              + endSeconds
              + " s");
    }
  }
}
