package io.opisim.viz.canvas;

import io.opisim.viz.model.Area;
import io.opisim.viz.model.CalloutPlace;
import io.opisim.viz.model.LongestWait;
import io.opisim.viz.model.PixelGrid;
import io.opisim.viz.model.Viewport;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** Marks the longest wait: a bracket along the wait, and a label that says whose and what for. */
record CalloutPainter(GraphicsContext graphics, Pen pen) {
  private static final double LINE = 20;
  private static final double PADDING = 10;
  private static final double CAP = 6;

  void paint(LongestWait wait, PixelGrid grid, Viewport view, Area plot) {
    double fromX = view.xOf(wait.fromSeconds(), plot.width());
    double toX = view.xOf(wait.toSeconds(), plot.width());
    double y = view.yOf(wait.row() + 0.5, plot.height());
    if (toX < 0 || fromX > plot.width() || y < 0 || y > plot.height()) {
      return;
    }
    fromX = Math.max(0, fromX);
    toX = Math.min(plot.width(), Math.max(toX, fromX + 2));
    Font bold = Pen.bold(13);
    Font plain = Pen.font(13);
    double width =
        2 * PADDING
            + 6
            + Math.max(Pen.widthOf(wait.headline(), bold), Pen.widthOf(wait.reason(), plain));
    double height = 2 * LINE + PADDING;
    double rowPixels = grid.isAggregated() ? 1 : plot.height() / view.rows();
    Area box = CalloutPlace.choose(grid, plot, rowPixels, (fromX + toX) / 2, y, width, height);
    bracket(plot, fromX, toX, y);
    leader(plot, box, Math.min(Math.max(box.x() + width / 2, fromX), toX), y);
    label(wait, plot, box, bold, plain);
  }

  private void bracket(Area plot, double fromX, double toX, double y) {
    for (Color color : new Color[] {Palette.PAPER, Palette.INK}) {
      graphics.setStroke(color);
      graphics.setLineWidth(color == Palette.PAPER ? 5 : 2);
      double left = plot.x() + fromX;
      double right = plot.x() + toX;
      double middle = plot.y() + Math.round(y);
      graphics.strokeLine(left, middle, right, middle);
      graphics.strokeLine(left, middle - CAP, left, middle + CAP);
      graphics.strokeLine(right, middle - CAP, right, middle + CAP);
    }
  }

  private void leader(Area plot, Area box, double markerX, double markerY) {
    double x = Math.min(Math.max(markerX, box.x()), box.right());
    double y = markerY < box.y() ? box.y() : Math.min(markerY, box.bottom());
    graphics.setStroke(Palette.INK);
    graphics.setLineWidth(1.2);
    graphics.strokeLine(plot.x() + markerX, plot.y() + markerY, plot.x() + x, plot.y() + y);
  }

  private void label(LongestWait wait, Area plot, Area box, Font bold, Font plain) {
    double x = plot.x() + Math.round(box.x());
    double y = plot.y() + Math.round(box.y());
    graphics.setFill(Palette.PAPER);
    graphics.fillRect(x, y, box.width(), box.height());
    graphics.setFill(Palette.of(wait.job().largestWaitReason()));
    graphics.fillRect(x, y, 6, box.height());
    graphics.setStroke(Palette.INK);
    graphics.setLineWidth(1);
    graphics.strokeRect(x + 0.5, y + 0.5, box.width() - 1, box.height() - 1);
    pen.left(wait.headline(), x + 6 + PADDING, y + PADDING / 2 + LINE / 2, bold, Palette.INK);
    pen.left(wait.reason(), x + 6 + PADDING, y + PADDING / 2 + 1.5 * LINE, plain, Palette.INK);
  }
}
