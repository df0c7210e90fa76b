package io.opisim.viz.canvas;

import io.opisim.viz.model.Area;
import io.opisim.viz.model.PixelGrid;
import io.opisim.viz.model.RunScene;
import io.opisim.viz.model.SceneLayout;
import io.opisim.viz.model.TimeTicks;
import io.opisim.viz.model.Viewport;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws one run: the order of the layers, and the axis that all parts share. */
public final class ScenePainter {
  private static final double TICK_PIXELS = 110;

  /** Draws what is visible of a run onto a canvas of the given size. */
  public void paint(
      GraphicsContext graphics, RunScene scene, Viewport view, double width, double height) {
    SceneLayout layout = SceneLayout.of(width, height);
    Area plot = layout.timeline();
    PixelGrid grid =
        scene.timeline().reduce(view, (int) plot.width(), Math.max(1, (int) plot.height()));
    graphics.setFill(Palette.PAPER);
    graphics.fillRect(0, 0, width, height);
    Pen pen = new Pen(graphics);
    new HeaderPainter(graphics, pen).paint(scene, layout);
    TimeTicks ticks =
        TimeTicks.of(view.fromSeconds(), view.toSeconds(), (int) (plot.width() / TICK_PIXELS));
    paintGrid(pen, plot, view, ticks, Palette.GRID);
    new TimelinePainter(graphics, pen).paint(scene.timeline(), grid, view, plot);
    StripPainter strips = new StripPainter(graphics, pen);
    if (layout.queue().height() > 0) {
      strips.paintQueue(scene.queue(), view, layout.queue());
      paintGrid(pen, layout.queue(), view, ticks, Palette.GRID_OVER);
    }
    strips.paintUtilisation(scene.utilisation(), view, layout.utilisation());
    paintGrid(pen, layout.utilisation(), view, ticks, Palette.GRID_OVER);
    paintAxis(pen, layout.axis(), view, ticks);
    scene
        .timeline()
        .longestWait()
        .ifPresent(wait -> new CalloutPainter(graphics, pen).paint(wait, grid, view, plot));
  }

  private static void paintGrid(Pen pen, Area area, Viewport view, TimeTicks ticks, Color color) {
    for (double at : ticks.atSeconds()) {
      double x = area.x() + view.xOf(at, area.width());
      pen.hairline(x, area.y(), x, area.bottom() - 1, color);
    }
  }

  private static void paintAxis(Pen pen, Area axis, Viewport view, TimeTicks ticks) {
    Font font = Pen.font(12);
    double free = Double.NEGATIVE_INFINITY;
    for (double at : ticks.atSeconds()) {
      double x = axis.x() + view.xOf(at, axis.width());
      String label = ticks.label(at);
      double half = Pen.widthOf(label, font) / 2;
      pen.hairline(x, axis.y(), x, axis.y() + 5, Palette.FRAME);
      if (x - half > free) {
        pen.text(label, x, axis.y() + 15, font, Palette.INK, TextAlignment.CENTER);
        free = x + half + 12;
      }
    }
    pen.text(
        "time since the start of the replay",
        axis.x() + axis.width() / 2,
        axis.y() + 34,
        font,
        Palette.FAINT_INK,
        TextAlignment.CENTER);
  }
}
