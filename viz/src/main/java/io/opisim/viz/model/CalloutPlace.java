package io.opisim.viz.model;

/** Finds the place for a label beside a marker where it hides least of the timeline. */
public final class CalloutPlace {
  private static final int EDGE = 10;
  private static final int[] DISTANCES = {24, 60, 110, 180};
  private static final int STEP = 4;

  private CalloutPlace() {}

  /**
   * The upper left corner of a label, as an area of the label's size, relative to the plot.
   *
   * @param grid what is drawn
   * @param plot size of the plot
   * @param rowPixels height of a grid row
   * @param markerX middle of the marker
   * @param markerY middle of the marker
   * @param width width of the label
   * @param height height of the label
   */
  public static Area choose(
      PixelGrid grid,
      Area plot,
      double rowPixels,
      double markerX,
      double markerY,
      double width,
      double height) {
    Area best = null;
    double least = Double.MAX_VALUE;
    for (int distance : DISTANCES) {
      double[] xs = {markerX + distance, markerX - distance - width, markerX - width / 2};
      double[] ys = {markerY - distance - height, markerY + distance, markerY - height / 2};
      for (double x : xs) {
        for (double y : ys) {
          Area area =
              new Area(
                  within(x, plot.width() - width),
                  within(y, plot.height() - height),
                  width,
                  height);
          boolean onMarker =
              area.contains(markerX, markerY)
                  || new Area(area.x() - 8, area.y() - 8, width + 16, height + 16)
                      .contains(markerX, markerY);
          double cost = hidden(grid, area, rowPixels) + distance * 1e-3 + (onMarker ? 10 : 0);
          if (cost < least) {
            least = cost;
            best = area;
          }
        }
      }
    }
    return best;
  }

  private static double within(double value, double highest) {
    return Math.max(EDGE, Math.min(value, highest - EDGE));
  }

  /** Share of the label that lies on something. */
  private static double hidden(PixelGrid grid, Area area, double rowPixels) {
    int seen = 0;
    int full = 0;
    for (double y = area.y(); y < area.bottom(); y += STEP) {
      for (double x = area.x(); x < area.right(); x += STEP) {
        int row = (int) (y / rowPixels);
        int column = (int) x;
        boolean inside = row >= 0 && row < grid.rows() && column >= 0 && column < grid.width();
        full += inside && grid.condition(column, row) != null ? 1 : 0;
        seen++;
      }
    }
    return seen == 0 ? 0 : (double) full / seen;
  }
}
