package io.opisim.viz.canvas;

import io.opisim.viz.model.Area;
import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;

/** The pixels of an area, set one column at a time and drawn at once: thousands of thin bars. */
final class Raster {
  private final Area area;
  private final int width;
  private final int height;
  private final int[] pixels;

  Raster(Area area) {
    this.area = area;
    this.width = (int) area.width();
    this.height = (int) area.height();
    this.pixels = new int[width * height];
    Arrays.fill(pixels, Palette.argb(Palette.PAPER));
  }

  int width() {
    return width;
  }

  /** Colours a column between two heights above the lower edge. */
  void bar(int x, double from, double to, int argb) {
    int top = (int) Math.max(0, height - Math.round(to));
    int bottom = (int) Math.min(height, height - Math.round(from));
    for (int y = top; y < bottom; y++) {
      pixels[y * width + x] = argb;
    }
  }

  void paint(GraphicsContext graphics) {
    graphics
        .getPixelWriter()
        .setPixels(
            (int) area.x(),
            (int) area.y(),
            width,
            height,
            PixelFormat.getIntArgbInstance(),
            pixels,
            0,
            width);
  }
}
