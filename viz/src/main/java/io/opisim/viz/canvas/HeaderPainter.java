package io.opisim.viz.canvas;

import io.opisim.viz.model.Area;
import io.opisim.viz.model.JobCondition;
import io.opisim.viz.model.RunScene;
import io.opisim.viz.model.SceneLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** Title, key figures and the legend. */
record HeaderPainter(GraphicsContext graphics, Pen pen) {
  private static final double SMALLEST = 9;
  private static final double SWATCH = 13;
  private static final double LABEL_GAP = 6;
  private static final double SPACE = 18;
  private static final String WAITING = "waiting, because";

  void paint(RunScene scene, SceneLayout layout) {
    Area area = layout.header();
    String title = scene.question().isBlank() ? scene.scenario() : scene.question();
    paintTitle(title, area);
    String place =
        String.format(
            Locale.ROOT,
            "%s   ·   case %s   ·   seed %d   ·   %,d nodes, %,d GPUs",
            scene.scenario(),
            scene.caseId(),
            scene.seed(),
            scene.cluster().nodes(),
            scene.cluster().gpus());
    line(place, area, 50, Pen.font(13), Palette.FAINT_INK);
    line(scene.figures().line(), area, 75, Pen.bold(14), Palette.INK);
    paintLegend(scene, layout.legend());
  }

  /** On one line in the largest type that fits, else on two. */
  private void paintTitle(String title, Area area) {
    for (double size = 19; size >= 14; size--) {
      if (Pen.widthOf(title, Pen.bold(size)) <= area.width()) {
        line(title, area, 24, Pen.bold(size), Palette.INK);
        return;
      }
    }
    Font font = Pen.bold(14);
    String first = Pen.wordsThatFit(title, area.width(), font);
    line(first, area, 14, font, Palette.INK);
    line(title.substring(first.length()).strip(), area, 32, font, Palette.INK);
  }

  private void line(String text, Area area, double y, Font font, Color color) {
    pen.left(Pen.fit(text, area.width(), font), area.x(), area.y() + y, font, color);
  }

  private void paintLegend(RunScene scene, Area area) {
    double x = area.x();
    double y = area.y() + 13;
    List<JobCondition> shown = shown(scene, area.width());
    Font font = fittingFont(shown, area.width());
    for (JobCondition condition : shown) {
      if (shown.indexOf(condition) == 1) {
        pen.left(WAITING, x, y, font, Palette.FAINT_INK);
        x += Pen.widthOf(WAITING, font) + SPACE;
      }
      boolean occurs = condition == JobCondition.RUNNING || scene.queue().has(condition);
      graphics.setFill(Palette.of(condition));
      graphics.fillRect(Math.round(x), y - SWATCH / 2, SWATCH, SWATCH);
      pen.left(
          condition.id(),
          x + SWATCH + LABEL_GAP,
          y,
          font,
          occurs ? Palette.INK : Palette.FAINT_INK);
      x += SWATCH + LABEL_GAP + Pen.widthOf(condition.id(), font) + SPACE;
    }
  }

  private static Font fittingFont(List<JobCondition> shown, double width) {
    double size = 13;
    while (size > SMALLEST && legendWidth(shown, Pen.font(size)) > width + SPACE) {
      size -= 0.5;
    }
    return Pen.font(size);
  }

  private static double legendWidth(List<JobCondition> shown, Font font) {
    double sum = Pen.widthOf(WAITING, font) + SPACE;
    for (JobCondition condition : shown) {
      sum += SWATCH + LABEL_GAP + Pen.widthOf(condition.id(), font) + SPACE;
    }
    return sum;
  }

  /**
   * All conditions, so that the absence of one can be read too; those of special policies and the
   * unknown only if they are there; where that is too wide, only those that are there.
   */
  private static List<JobCondition> shown(RunScene scene, double width) {
    List<JobCondition> all =
        Arrays.stream(JobCondition.values())
            .filter(condition -> !condition.isSpecial() || scene.queue().has(condition))
            .toList();
    return legendWidth(all, Pen.font(SMALLEST)) <= width + SPACE
        ? all
        : all.stream()
            .filter(each -> each == JobCondition.RUNNING || scene.queue().has(each))
            .toList();
  }
}
