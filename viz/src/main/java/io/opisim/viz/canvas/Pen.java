package io.opisim.viz.canvas;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Text and lines on a canvas: sharp lines, text that is cut with an ellipsis where it must be. */
final class Pen {
  private final GraphicsContext graphics;

  Pen(GraphicsContext graphics) {
    this.graphics = graphics;
    graphics.setTextBaseline(VPos.CENTER);
  }

  static Font font(double size) {
    return Font.font("System", size);
  }

  static Font bold(double size) {
    return Font.font("System", FontWeight.BOLD, size);
  }

  static double widthOf(String text, Font font) {
    Text measured = new Text(text);
    measured.setFont(font);
    return Math.ceil(measured.getLayoutBounds().getWidth());
  }

  /** Writes text beside a point, centred vertically on it. */
  void text(String text, double x, double y, Font font, Color color, TextAlignment align) {
    graphics.setFont(font);
    graphics.setFill(color);
    graphics.setTextAlign(align);
    graphics.fillText(text, x, y);
  }

  void left(String text, double x, double y, Font font, Color color) {
    text(text, x, y, font, color, TextAlignment.LEFT);
  }

  /** The text, or as much of it as fits. */
  static String fit(String text, double width, Font font) {
    if (widthOf(text, font) <= width) {
      return text;
    }
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (widthOf(text.substring(0, middle) + "…", font) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return text.substring(0, low).stripTrailing() + "…";
  }

  /** The first words of a text, as many as fit; at least what fits of the first one. */
  static String wordsThatFit(String text, double width, Font font) {
    int end = text.length();
    while (end > 0 && widthOf(text.substring(0, end), font) > width) {
      end = text.lastIndexOf(' ', end - 1);
    }
    String first = fit(text, width, font);
    return end > 0 ? text.substring(0, end) : first.substring(0, Math.max(0, first.length() - 1));
  }

  /** A line of one pixel, on the pixel. */
  void hairline(double fromX, double fromY, double toX, double toY, Color color) {
    graphics.setStroke(color);
    graphics.setLineWidth(1);
    graphics.strokeLine(
        Math.floor(fromX) + 0.5,
        Math.floor(fromY) + 0.5,
        Math.floor(toX) + 0.5,
        Math.floor(toY) + 0.5);
  }
}
