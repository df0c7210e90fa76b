package io.opisim.viz.canvas;

import io.opisim.viz.model.Area;
import io.opisim.viz.model.JobCondition;
import io.opisim.viz.model.PixelGrid;
import io.opisim.viz.model.TimelineModel;
import io.opisim.viz.model.Viewport;
import java.util.Arrays;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** The jobs: pixels where there are more jobs than pixels, bars where there are fewer. */
record TimelinePainter(GraphicsContext graphics, Pen pen) {
  private static final double ROW_TICK_PIXELS = 60;
  private static final int SHARES = 64;

  void paint(TimelineModel timeline, PixelGrid grid, Viewport view, Area plot) {
    if (grid.isAggregated()) {
      paintPixels(grid, plot);
    } else {
      paintBars(grid, view, plot);
    }
    graphics.setStroke(Palette.FRAME);
    graphics.setLineWidth(1);
    graphics.strokeRect(plot.x() - 0.5, plot.y() - 0.5, plot.width() + 1, plot.height() + 1);
    paintRowAxis(timeline, view, plot);
    paintRowTitle(grid, plot);
  }

  private void paintPixels(PixelGrid grid, Area plot) {
    int[][] colours = colours();
    int[] line = new int[grid.width()];
    int paper = Palette.argb(Palette.PAPER);
    for (int row = 0; row < grid.rows(); row++) {
      Arrays.fill(line, 0);
      int first = grid.width();
      int last = -1;
      for (int x = 0; x < grid.width(); x++) {
        JobCondition condition = grid.condition(x, row);
        line[x] = paper;
        if (condition != null) {
          line[x] = colours[condition.ordinal()][shade(grid.share(x, row))];
          first = Math.min(first, x);
          last = x;
        }
      }
      if (last >= first) {
        graphics
            .getPixelWriter()
            .setPixels(
                (int) plot.x() + first,
                (int) plot.y() + row,
                last - first + 1,
                1,
                PixelFormat.getIntArgbInstance(),
                line,
                first,
                grid.width());
      }
    }
  }

  /** Shades are even steps of the root of the share, as the colours are: few jobs still show. */
  private static int shade(float share) {
    return (int) Math.round(Math.sqrt(share) * (SHARES - 1));
  }

  private static int[][] colours() {
    JobCondition[] conditions = JobCondition.values();
    int[][] colours = new int[conditions.length][SHARES];
    for (JobCondition condition : conditions) {
      for (int shade = 0; shade < SHARES; shade++) {
        double root = shade / (SHARES - 1.0);
        colours[condition.ordinal()][shade] = Palette.argb(Palette.of(condition, root * root));
      }
    }
    return colours;
  }

  private void paintBars(PixelGrid grid, Viewport view, Area plot) {
    double rowHeight = plot.height() / view.rows();
    double gap = rowHeight >= 8 ? 2 : rowHeight >= 4 ? 1 : 0;
    for (int row = 0; row < grid.rows(); row++) {
      double top = Math.max(0, Math.round(view.yOf(grid.firstRow() + row, plot.height())));
      double bottom =
          Math.min(
              plot.height(), Math.round(view.yOf(grid.firstRow() + row + 1, plot.height())) - gap);
      int x = 0;
      while (x < grid.width() && bottom > top) {
        JobCondition condition = grid.condition(x, row);
        int from = x;
        do {
          x++;
        } while (x < grid.width() && grid.condition(x, row) == condition);
        if (condition != null) {
          graphics.setFill(Palette.of(condition));
          graphics.fillRect(plot.x() + from, plot.y() + top, x - from, bottom - top);
        }
      }
    }
  }

  private void paintRowAxis(TimelineModel timeline, Viewport view, Area plot) {
    Font font = Pen.font(12);
    long step = rowStep(view.rows() * ROW_TICK_PIXELS / plot.height());
    long jobs = timeline.run().jobs().size();
    for (long row = (long) Math.ceil(view.fromRow() / step) * step;
        row < Math.min(jobs, view.toRow());
        row += step) {
      double y = plot.y() + view.yOf(row + (step == 1 ? 0.5 : 0), plot.height());
      pen.hairline(plot.x() - 5, y, plot.x() - 1, y, Palette.FRAME);
      String label = String.format(Locale.ROOT, "%,d", row + (step == 1 ? 1 : 0));
      pen.text(
          label, plot.x() - 9, Math.max(y, plot.y() + 6), font, Palette.INK, TextAlignment.RIGHT);
    }
  }

  private void paintRowTitle(PixelGrid grid, Area plot) {
    String title = "jobs, in order of arrival";
    if (grid.isAggregated()) {
      title += String.format(Locale.ROOT, " (%.3g to a row of pixels)", grid.jobsPerRow());
    }
    graphics.save();
    graphics.translate(18, plot.y() + plot.height() / 2);
    graphics.rotate(-90);
    Font font = Pen.font(12);
    pen.text(
        Pen.fit(title, plot.height(), font), 0, 0, font, Palette.FAINT_INK, TextAlignment.CENTER);
    graphics.restore();
  }

  private static long rowStep(double least) {
    long power = 1;
    while (true) {
      for (int factor : new int[] {1, 2, 5}) {
        if (factor * power >= least) {
          return factor * power;
        }
      }
      power *= 10;
    }
  }
}
