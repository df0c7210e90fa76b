package io.opisim.viz.model;

import java.util.Optional;

/**
 * Jobs as rows in order of arrival: what is visible, what a pixel stands for, what is under the
 * mouse.
 */
public final class TimelineModel {
  private static final int CONDITIONS = JobCondition.values().length;
  private static final double LEAST_SECONDS = 1e-3;
  private static final double LEAST_ROWS = 4;
  private static final int HIT_PIXELS = 3;

  private final RunModel run;
  private final Viewport all;
  private final Optional<LongestWait> longestWait;

  /** A timeline of a run. */
  public TimelineModel(RunModel run) {
    this.run = run;
    double margin = (run.endSeconds() - run.startSeconds()) * 0.01;
    // The margin keeps the first and the last bar off the frame.
    this.all =
        new Viewport(
            run.startSeconds() - margin,
            run.endSeconds() + margin,
            0,
            Math.max(LEAST_ROWS, run.jobs().size()));
    this.longestWait = findLongestWait();
  }

  /** The run shown. */
  public RunModel run() {
    return run;
  }

  /** A view of everything. */
  public Viewport all() {
    return all;
  }

  /** The job that waited longest; empty if none waited. */
  public Optional<LongestWait> longestWait() {
    return longestWait;
  }

  /** The nearest view that shows something and nothing beyond the run. */
  public Viewport clamp(Viewport view) {
    return view.clamp(all, Math.min(LEAST_SECONDS, all.seconds()), LEAST_ROWS);
  }

  /** A view of one job, from arrival to end, with some of its neighbours. */
  public Viewport fit(int row) {
    JobRow job = run.jobs().get(row);
    double end = job.endSeconds(run.endSeconds());
    double margin = Math.max((end - job.arrivalSeconds()) * 0.1, 1);
    return clamp(new Viewport(job.arrivalSeconds() - margin, end + margin, row - 20.0, row + 21.0));
  }

  /** What is drawn of a view in a plot of the given size. */
  public PixelGrid reduce(Viewport view, int width, int height) {
    int rows = run.jobs().size();
    int firstJob = Math.max(0, (int) Math.floor(view.fromRow()));
    int endJob = Math.min(rows, (int) Math.ceil(view.toRow()));
    boolean aggregated = view.rows() > height;
    double jobsPerRow = aggregated ? view.rows() / height : 1;
    int gridRows = aggregated ? height : Math.max(0, endJob - firstJob);
    double firstRow = aggregated ? view.fromRow() : firstJob;
    PixelGrid grid = new PixelGrid(width, gridRows, firstRow, jobsPerRow);
    Coverage coverage = new Coverage(width, CONDITIONS);
    for (int row = 0; row < gridRows; row++) {
      int from = aggregated ? (int) (firstRow + row * jobsPerRow) : firstJob + row;
      int to = aggregated ? (int) (firstRow + (row + 1) * jobsPerRow) : from + 1;
      to = Math.min(rows, row == gridRows - 1 && aggregated ? endJob : to);
      for (int job = from; job < to; job++) {
        cover(coverage, job, view, width);
      }
      coverage.moveTo(grid, row, Math.max(1, to - from));
    }
    return grid;
  }

  private void cover(Coverage coverage, int job, Viewport view, int width) {
    Intervals intervals = run.intervals();
    for (int i = intervals.first(job); i < intervals.end(job); i++) {
      if (intervals.toSeconds(i) >= view.fromSeconds()
          && intervals.fromSeconds(i) <= view.toSeconds()) {
        coverage.add(
            intervals.condition(i).ordinal(),
            view.xOf(intervals.fromSeconds(i), width),
            view.xOf(intervals.toSeconds(i), width));
      }
    }
  }

  /**
   * The job under a pixel of a plot: of the jobs that the pixel stands for, one that is doing
   * something there (the longest waiting one), else the nearest one within a few pixels.
   *
   * @return its row, or empty
   */
  public Optional<Integer> hit(Viewport view, double x, double y, double width, double height) {
    if (x < 0 || y < 0 || x > width || y > height) {
      return Optional.empty();
    }
    double row = view.rowAt(y, height);
    double reach = Math.max(0, view.rows() / height);
    int from = Math.max(0, (int) Math.floor(reach > 1 ? row - reach : row));
    int to = Math.min(run.jobs().size() - 1, (int) Math.floor(reach > 1 ? row + reach : row));
    double at = view.secondsAt(x, width);
    double nearestSeconds = HIT_PIXELS * view.seconds() / width;
    int best = -1;
    for (int job = from; job <= to; job++) {
      double distance = distanceSeconds(job, at);
      boolean nearer = distance < nearestSeconds;
      boolean waitsLonger =
          best >= 0 && distance == nearestSeconds && waitSeconds(job) > waitSeconds(best);
      if (nearer || waitsLonger) {
        best = job;
        nearestSeconds = distance;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(best);
  }

  private double distanceSeconds(int job, double atSeconds) {
    JobRow row = run.jobs().get(job);
    double end = row.endSeconds(run.endSeconds());
    return Math.max(0, Math.max(row.arrivalSeconds() - atSeconds, atSeconds - end));
  }

  private double waitSeconds(int job) {
    double wait = run.jobs().get(job).queueWaitSeconds();
    return Double.isNaN(wait) ? Double.MAX_VALUE : wait;
  }

  /** What the tooltip says about a job. */
  public String describe(int row) {
    JobRow job = run.jobs().get(row);
    StringBuilder text = new StringBuilder("job ").append(job.id());
    if (!job.group().isEmpty()) {
      text.append(" (").append(job.group()).append(')');
    }
    text.append(": ").append(job.gpus()).append(job.gpus() == 1 ? " GPU" : " GPUs");
    if (job.gpuMilli() != job.gpus() * 1000L) {
      text.append(" (").append(job.gpuMilli()).append(" milli-GPU)");
    }
    text.append(job.tasks() > 1 ? ", " + job.tasks() + " tasks" : "");
    double step = 1;
    text.append("\narrival ").append(Durations.moment(job.arrivalSeconds(), step));
    text.append("\nwait ").append(Durations.text(job.queueWaitSeconds()));
    if (job.largestWaitReason().isWaiting()) {
      text.append(", longest for ").append(job.largestWaitReason().id());
      if (job.largestWaitSeconds() > 0) {
        text.append(" (").append(Durations.text(job.largestWaitSeconds())).append(')');
      }
    }
    text.append("\nrun ").append(Durations.text(job.runSeconds()));
    if (job.preemptions() > 0) {
      text.append(", preempted ").append(job.preemptions()).append(" times");
    }
    text.append("\nJCT ").append(Durations.text(job.jctSeconds()));
    text.append(job.state().isEmpty() ? "" : ", " + job.state());
    return text.toString();
  }

  private Optional<LongestWait> findLongestWait() {
    int longest = -1;
    int neverPlaced = -1;
    for (int row = 0; row < run.jobs().size(); row++) {
      JobRow job = run.jobs().get(row);
      if (!job.started()) {
        neverPlaced = neverPlaced < 0 ? row : neverPlaced;
      } else if (job.queueWaitSeconds() > 0
          && (longest < 0 || job.queueWaitSeconds() > run.jobs().get(longest).queueWaitSeconds())) {
        longest = row;
      }
    }
    // A job that can never run has no length of wait: it is told when nobody else waited.
    int row = longest >= 0 ? longest : neverPlaced;
    if (row < 0) {
      return Optional.empty();
    }
    int stretch = longestStretch(row);
    return Optional.of(
        new LongestWait(
            row,
            run.jobs().get(row),
            stretch < 0
                ? run.jobs().get(row).arrivalSeconds()
                : run.intervals().fromSeconds(stretch),
            stretch < 0 ? run.endSeconds() : endOfStretch(row, stretch),
            longest < 0));
  }

  private int longestStretch(int row) {
    Intervals intervals = run.intervals();
    int best = -1;
    double length = 0;
    for (int i = intervals.first(row); i < intervals.end(row); i++) {
      boolean begins = i == intervals.first(row) || !intervals.condition(i - 1).isWaiting();
      if (intervals.condition(i).isWaiting() && begins) {
        double seconds = endOfStretch(row, i) - intervals.fromSeconds(i);
        if (seconds > length) {
          best = i;
          length = seconds;
        }
      }
    }
    return best;
  }

  private double endOfStretch(int row, int index) {
    Intervals intervals = run.intervals();
    int last = index;
    while (last + 1 < intervals.end(row) && intervals.condition(last + 1).isWaiting()) {
      last++;
    }
    return intervals.toSeconds(last);
  }
}
