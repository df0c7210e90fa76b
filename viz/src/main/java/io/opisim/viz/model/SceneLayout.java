package io.opisim.viz.model;

/**
 * Where the parts of a picture are; they share the left and right edge, so that a moment is at the
 * same place in each.
 *
 * @param header title and key figures
 * @param legend meaning of the colours
 * @param timeline the jobs
 * @param queue number of waiting jobs; of no height where the picture is too low for it
 * @param utilisation GPUs in use
 * @param axis labels of the time axis
 */
public record SceneLayout(
    Area header, Area legend, Area timeline, Area queue, Area utilisation, Area axis) {
  /** Smallest picture that can be read. */
  public static final int LEAST_WIDTH = 800;

  /** Smallest picture that can be read. */
  public static final int LEAST_HEIGHT = 450;

  private static final double LEFT = 92;
  private static final double RIGHT = 28;
  private static final double HEADER = 94;
  private static final double LEGEND = 30;
  private static final double GAP = 26;
  private static final double AXIS = 46;
  private static final double HEIGHT_WITH_QUEUE = 640;

  /** The layout of a picture of the given size. */
  public static SceneLayout of(double width, double height) {
    double plot = Math.max(1, width - LEFT - RIGHT);
    double top = HEADER + LEGEND;
    boolean hasQueue = height >= HEIGHT_WITH_QUEUE;
    double use = Math.round(height * 0.12);
    double queue = hasQueue ? Math.round(height * 0.11) : 0;
    double timeline = Math.max(1, height - top - use - GAP - AXIS - (hasQueue ? queue + GAP : 0));
    double queueTop = top + timeline + (hasQueue ? GAP : 0);
    double useTop = queueTop + queue + GAP;
    return new SceneLayout(
        new Area(LEFT, 0, plot, HEADER),
        new Area(LEFT, HEADER, plot, LEGEND),
        new Area(LEFT, top, plot, timeline),
        new Area(LEFT, queueTop, plot, queue),
        new Area(LEFT, useTop, plot, use),
        new Area(LEFT, useTop + use, plot, AXIS));
  }
}
