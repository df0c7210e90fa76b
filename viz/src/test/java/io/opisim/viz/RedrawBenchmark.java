package io.opisim.viz;

import io.opisim.viz.canvas.ScenePainter;
import io.opisim.viz.io.RunCatalogue;
import io.opisim.viz.model.RunScene;
import io.opisim.viz.model.SceneLayout;
import io.opisim.viz.model.Viewport;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.Canvas;

/**
 * Reports how long opening and redrawing take; asserts nothing, because machines differ.
 *
 * <pre>java … io.opisim.viz.RedrawBenchmark FOLDER</pre>
 */
public final class RedrawBenchmark {
  private static final int REPEATS = 60;
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 900;

  private RedrawBenchmark() {}

  /** Takes a result folder. */
  public static void main(String[] arguments) throws IOException {
    final PrintStream out = System.out;
    long begin = System.nanoTime();
    RunScene scene =
        RunCatalogue.load(RunCatalogue.read(List.of(Path.of(arguments[0]))).select(null, null));
    out.printf(Locale.ROOT, "read and model: %.0f ms%n", millisSince(begin));
    begin = System.nanoTime();
    FxToolkit toolkit = new FxToolkit();
    toolkit.useNoDisplay();
    toolkit.start();
    out.printf(Locale.ROOT, "start JavaFX: %.0f ms%n", millisSince(begin));
    Canvas canvas = toolkit.call(() -> new Canvas(WIDTH, HEIGHT), "no canvas");
    Viewport all = scene.timeline().all();
    for (double zoom : new double[] {1, 0.25, 0.02, 0.001}) {
      Viewport start = scene.timeline().clamp(all.zoom(zoom, zoom, 0.4, 0.5));
      double[][] times = new double[3][REPEATS];
      for (int i = 0; i < REPEATS; i++) {
        Viewport view = scene.timeline().clamp(start.pan(0.01 * i, 0.01 * i));
        double[] millis = toolkit.call(() -> time(canvas, scene, view), "not drawn");
        for (int part = 0; part < millis.length; part++) {
          times[part][i] = millis[part];
        }
      }
      out.printf(
          Locale.ROOT,
          "%6.0f jobs visible: reduce %.1f ms CPU, paint %.1f ms CPU, paint and render %.1f ms (medians)%n",
          start.rows(),
          median(times[0]),
          median(times[1]),
          median(times[2]));
    }
  }

  private static double[] time(Canvas canvas, RunScene scene, Viewport view) {
    var plot = SceneLayout.of(WIDTH, HEIGHT).timeline();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    scene.timeline().reduce(view, (int) plot.width(), (int) plot.height());
    double reduce = (threads.getCurrentThreadCpuTime() - begin) / 1e6;
    long beginWall = System.nanoTime();
    begin = threads.getCurrentThreadCpuTime();
    new ScenePainter().paint(canvas.getGraphicsContext2D(), scene, view, WIDTH, HEIGHT);
    double paint = (threads.getCurrentThreadCpuTime() - begin) / 1e6;
    canvas.snapshot(null, null);
    return new double[] {reduce, paint, millisSince(beginWall)};
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double millisSince(long beginNanos) {
    return (System.nanoTime() - beginNanos) / 1e6;
  }
}
