package io.opisim.viz.model;

/** The moves that keys and mouse make, as pure steps from one view to the next. */
public enum Navigation {
  /** Shows less, around the middle. */
  ZOOM_IN,
  /** Shows more, around the middle. */
  ZOOM_OUT,
  /** Shows earlier times. */
  EARLIER,
  /** Shows later times. */
  LATER,
  /** Shows earlier arrivals. */
  UP,
  /** Shows later arrivals. */
  DOWN,
  /** Shows a shorter time and the same rows. */
  ZOOM_TIME_IN,
  /** Shows a longer time and the same rows. */
  ZOOM_TIME_OUT,
  /** Shows everything. */
  ALL;

  /** How much one step of a key or of the wheel changes what is visible. */
  public static final double STEP = 1.25;

  private static final double PAN = 0.15;

  /**
   * The view after this move.
   *
   * @param model what is shown
   * @param view what is visible now
   * @param xFraction the point that stays when zooming, from left to right
   * @param yFraction the point that stays when zooming, from top to bottom
   */
  public Viewport apply(TimelineModel model, Viewport view, double xFraction, double yFraction) {
    return model.clamp(
        switch (this) {
          case ZOOM_IN -> view.zoom(1 / STEP, 1 / STEP, xFraction, yFraction);
          case ZOOM_OUT -> view.zoom(STEP, STEP, xFraction, yFraction);
          case ZOOM_TIME_IN -> view.zoom(1 / STEP, 1, xFraction, yFraction);
          case ZOOM_TIME_OUT -> view.zoom(STEP, 1, xFraction, yFraction);
          case EARLIER -> view.pan(-PAN, 0);
          case LATER -> view.pan(PAN, 0);
          case UP -> view.pan(0, -PAN);
          case DOWN -> view.pan(0, PAN);
          case ALL -> model.all();
        });
  }
}
