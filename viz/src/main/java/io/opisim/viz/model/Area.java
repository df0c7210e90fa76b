package io.opisim.viz.model;

/**
 * A rectangle of a picture, in pixels.
 *
 * @param x left edge
 * @param y upper edge
 * @param width width
 * @param height height
 */
public record Area(double x, double y, double width, double height) {
  /** Right edge. */
  public double right() {
    return x + width;
  }

  /** Lower edge. */
  public double bottom() {
    return y + height;
  }

  /** Whether a point is inside. */
  public boolean contains(double atX, double atY) {
    return atX >= x && atX < right() && atY >= y && atY < bottom();
  }
}
