package io.opisim.viz.model;

/**
 * The part of a run that is on the screen: a range of time and a range of rows.
 *
 * <p>Immutable; every move gives a new one. Fractions are shares of the visible range, 0 left or
 * top, 1 right or bottom.
 *
 * @param fromSeconds left edge
 * @param toSeconds right edge
 * @param fromRow top edge
 * @param toRow bottom edge
 */
public record Viewport(double fromSeconds, double toSeconds, double fromRow, double toRow) {

  /** Checks that the ranges are not empty. */
  public Viewport {
    if (!(toSeconds > fromSeconds) || !(toRow > fromRow)) {
      throw new IllegalArgumentException(
          "empty view: " + fromSeconds + ".." + toSeconds + " s, rows " + fromRow + ".." + toRow);
    }
  }

  /** Length of the visible time. */
  public double seconds() {
    return toSeconds - fromSeconds;
  }

  /** Number of visible rows. */
  public double rows() {
    return toRow - fromRow;
  }

  /** Pixel of a moment in a plot of the given width. */
  public double xOf(double atSeconds, double width) {
    return (atSeconds - fromSeconds) / seconds() * width;
  }

  /** Pixel of the upper edge of a row in a plot of the given height. */
  public double yOf(double row, double height) {
    return (row - fromRow) / rows() * height;
  }

  /** Moment at a pixel. */
  public double secondsAt(double x, double width) {
    return fromSeconds + x / width * seconds();
  }

  /** Row, with its fraction, at a pixel. */
  public double rowAt(double y, double height) {
    return fromRow + y / height * rows();
  }

  /**
   * Zooms around a point that stays where it is; factors below 1 show less.
   *
   * @param timeFactor new length of the visible time by the old one
   * @param rowFactor new number of rows by the old one
   * @param xFraction where the point is, from left to right
   * @param yFraction where the point is, from top to bottom
   */
  public Viewport zoom(double timeFactor, double rowFactor, double xFraction, double yFraction) {
    double second = fromSeconds + xFraction * seconds();
    double row = fromRow + yFraction * rows();
    return new Viewport(
        second - xFraction * seconds() * timeFactor,
        second + (1 - xFraction) * seconds() * timeFactor,
        row - yFraction * rows() * rowFactor,
        row + (1 - yFraction) * rows() * rowFactor);
  }

  /** Moves by shares of the visible range; positive moves show what is later and lower. */
  public Viewport pan(double timeFraction, double rowFraction) {
    double bySeconds = timeFraction * seconds();
    double byRows = rowFraction * rows();
    return new Viewport(
        fromSeconds + bySeconds, toSeconds + bySeconds, fromRow + byRows, toRow + byRows);
  }

  /** The nearest view inside the bounds that shows at least the given ranges. */
  public Viewport clamp(Viewport bounds, double leastSeconds, double leastRows) {
    double seconds = Math.min(Math.max(seconds(), leastSeconds), bounds.seconds());
    double rows = Math.min(Math.max(rows(), leastRows), bounds.rows());
    double from =
        keep(middle(fromSeconds, toSeconds), seconds, bounds.fromSeconds, bounds.seconds());
    double top = keep(middle(fromRow, toRow), rows, bounds.fromRow, bounds.rows());
    return new Viewport(from, from + seconds, top, top + rows);
  }

  private static double middle(double from, double to) {
    return from + (to - from) / 2;
  }

  private static double keep(double middle, double length, double low, double available) {
    // Where all is visible the edge is the bound itself, not a rounding error beside it.
    return length >= available
        ? low
        : Math.min(Math.max(middle - length / 2, low), low + available - length);
  }
}
