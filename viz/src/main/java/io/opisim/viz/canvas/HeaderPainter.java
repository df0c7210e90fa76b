package io.opisim.viz.canvas;

import io.opisim.viz.model.Area;
import io.opisim.viz.model.JobCondition;
import io.opisim.viz.model.RunScene;
import io.opisim.viz.model.SceneLayout;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** Title, key figures and the legend. */
record HeaderPainter(GraphicsContext graphics, Pen pen) {
  private static final double SWATCH = 13;

  void paint(RunScene scene, SceneLayout layout) {
    Area area = layout.header();
    String title = scene.question().isBlank() ? scene.scenario() : scene.question();
    line(title, area, 24, Pen.bold(19), Palette.INK);
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

  private void line(String text, Area area, double y, Font font, Color color) {
    pen.left(Pen.fit(text, area.width(), font), area.x(), area.y() + y, font, color);
  }

  private void paintLegend(RunScene scene, Area area) {
    double x = area.x();
    double y = area.y() + 13;
    Font font = fittingFont(scene, area.width());
    for (JobCondition condition : JobCondition.values()) {
      if (!isShown(scene, condition)) {
        continue;
      }
      boolean occurs = condition == JobCondition.RUNNING || scene.queue().has(condition);
      graphics.setFill(Palette.of(condition));
      graphics.fillRect(Math.round(x), y - SWATCH / 2, SWATCH, SWATCH);
      String label = label(condition);
      pen.left(label, x + SWATCH + 6, y, font, occurs ? Palette.INK : Palette.FAINT_INK);
      x += SWATCH + 6 + Pen.widthOf(label, font) + 18;
    }
  }

  private static Font fittingFont(RunScene scene, double width) {
    for (double size = 13; size > 9; size -= 0.5) {
      double sum = 0;
      for (JobCondition condition : JobCondition.values()) {
        if (isShown(scene, condition)) {
          sum += SWATCH + 24 + Pen.widthOf(label(condition), Pen.font(size));
        }
      }
      if (sum <= width) {
        return Pen.font(size);
      }
    }
    return Pen.font(9);
  }

  private static boolean isShown(RunScene scene, JobCondition condition) {
    return condition != JobCondition.OTHER_WAIT || scene.queue().has(condition);
  }

  private static String label(JobCondition condition) {
    return condition == JobCondition.UNPLACEABLE ? "waiting: " + condition.id() : condition.id();
  }
}
