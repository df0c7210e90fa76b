package io.opisim.viz.model;

/**
 * A timeline reduced to what can be drawn: one cell for each pixel column and each row of the grid.
 *
 * <p>Where there are more jobs than pixels, a grid row stands for several jobs: its cell shows the
 * condition that took most of their time, and the share of them that were there at all. Otherwise a
 * grid row is one job.
 */
public final class PixelGrid {
  private static final byte EMPTY = -1;
  private static final JobCondition[] CONDITIONS = JobCondition.values();

  private final int width;
  private final int rows;
  private final double firstRow;
  private final double jobsPerRow;
  private final byte[] condition;
  private final float[] share;

  PixelGrid(int width, int rows, double firstRow, double jobsPerRow) {
    this.width = width;
    this.rows = rows;
    this.firstRow = firstRow;
    this.jobsPerRow = jobsPerRow;
    this.condition = new byte[width * rows];
    this.share = new float[width * rows];
    java.util.Arrays.fill(condition, EMPTY);
  }

  void set(int x, int row, int conditionOrdinal, float shareOfJobs) {
    condition[row * width + x] = (byte) conditionOrdinal;
    share[row * width + x] = shareOfJobs;
  }

  /** Number of pixel columns. */
  public int width() {
    return width;
  }

  /** Number of grid rows. */
  public int rows() {
    return rows;
  }

  /** The row of the timeline at which grid row 0 begins. */
  public double firstRow() {
    return firstRow;
  }

  /** How many jobs a grid row stands for; 1 unless there are more jobs than pixels. */
  public double jobsPerRow() {
    return jobsPerRow;
  }

  /** Whether a grid row stands for more than one job. */
  public boolean isAggregated() {
    return jobsPerRow > 1;
  }

  /** What most of the time of a cell went to, or null if no job of the row was there. */
  public JobCondition condition(int x, int row) {
    byte ordinal = condition[row * width + x];
    return ordinal == EMPTY ? null : CONDITIONS[ordinal];
  }

  /** Which share of the jobs' time in this cell was spent there at all, up to 1. */
  public float share(int x, int row) {
    return share[row * width + x];
  }
}
