package io.opisim.viz.canvas;

import io.opisim.viz.model.Area;
import io.opisim.viz.model.JobCondition;
import io.opisim.viz.model.QueueModel;
import io.opisim.viz.model.StepFunction;
import io.opisim.viz.model.UtilisationModel;
import io.opisim.viz.model.Viewport;
import java.util.Arrays;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** The strips below the timeline: waiting jobs by reason, GPUs in use. */
record StripPainter(GraphicsContext graphics, Pen pen) {

  void paintUtilisation(UtilisationModel use, Viewport view, Area area) {
    Raster raster = new Raster(area);
    int columns = raster.width();
    int colour = Palette.argb(Palette.USE);
    int range = Palette.argb(Palette.USE_RANGE);
    StepFunction.Columns reduced =
        use.inUse().reduce(view.fromSeconds(), view.toSeconds(), columns);
    double scale = area.height() / use.scaleMilli();
    for (int x = 0; x < columns; x++) {
      double mean = reduced.mean()[x] * scale;
      raster.bar(x, 0, reduced.least()[x] * scale, colour);
      raster.bar(x, reduced.least()[x] * scale, reduced.largest()[x] * scale, range);
      if (reduced.largest()[x] > 0) {
        raster.bar(x, Math.max(0, mean - 1), mean, colour);
      }
    }
    raster.paint(graphics);
    frame(area);
    String title = "GPUs in use: mean, and least to largest within each pixel";
    boolean percent = use.capacityMilli() > 0;
    for (int quarter = 0; quarter <= 4; quarter += area.height() >= 72 ? 1 : 2) {
      double y = area.bottom() - area.height() * quarter / 4;
      double milli = use.scaleMilli() * quarter / 4.0;
      String label =
          percent
              ? String.format(Locale.ROOT, "%.0f %%", 100 * milli / use.capacityMilli())
              : String.format(Locale.ROOT, "%,.0f", milli / 1000);
      scaleLabel(area, y, label);
    }
    title(area, title);
  }

  void paintQueue(QueueModel queue, Viewport view, Area area) {
    Raster raster = new Raster(area);
    int columns = raster.width();
    double[][] means = new double[JobCondition.values().length][];
    double[] sum = new double[columns];
    for (JobCondition condition : JobCondition.values()) {
      if (queue.has(condition)) {
        double[] mean =
            queue.waiting(condition).reduce(view.fromSeconds(), view.toSeconds(), columns).mean();
        means[condition.ordinal()] = mean;
        for (int x = 0; x < columns; x++) {
          sum[x] += mean[x];
        }
      }
    }
    double top = Math.max(1, Arrays.stream(sum).max().orElse(1));
    double[] base = new double[columns];
    for (JobCondition condition : JobCondition.values()) {
      double[] mean = means[condition.ordinal()];
      int colour = Palette.argb(Palette.of(condition));
      for (int x = 0; mean != null && x < columns; x++) {
        double upper = base[x] + mean[x] / top * area.height();
        raster.bar(x, base[x], upper, colour);
        base[x] = upper;
      }
    }
    raster.paint(graphics);
    frame(area);
    scaleLabel(area, area.bottom(), "0");
    scaleLabel(area, area.y(), String.format(Locale.ROOT, top < 10 ? "%.1f" : "%,.0f", top));
    title(area, "jobs waiting, by reason");
  }

  private void frame(Area area) {
    graphics.setStroke(Palette.FRAME);
    graphics.setLineWidth(1);
    graphics.strokeRect(area.x() - 0.5, area.y() - 0.5, area.width() + 1, area.height() + 1);
  }

  private void scaleLabel(Area area, double y, String label) {
    Font font = Pen.font(12);
    pen.hairline(area.x() - 5, y, area.x() - 1, y, Palette.FRAME);
    pen.text(label, area.x() - 9, y, font, Palette.INK, TextAlignment.RIGHT);
  }

  private void title(Area area, String title) {
    pen.left(title, area.x(), area.y() - 10, Pen.font(12), Palette.FAINT_INK);
  }
}
