package io.opisim.viz;

import io.opisim.scenarios.result.ResultViewer;
import io.opisim.viz.canvas.PictureFile;
import io.opisim.viz.canvas.ScenePainter;
import io.opisim.viz.io.RunCatalogue;
import io.opisim.viz.model.RunScene;
import io.opisim.viz.model.SceneLayout;
import io.opisim.viz.timeline.TimelineWindow;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/** Shows results with JavaFX: in a window, or as a picture that needs no display. */
public final class FxResultViewer implements ResultViewer {
  private static final int LARGEST_PIXELS = 8192;
  private static final String INSTEAD =
      "draw to a file instead: opisim view RESULT --snapshot picture.png";

  private final FxToolkit toolkit = new FxToolkit();

  @Override
  public void view(Request request) throws IOException {
    if (request.snapshot() != null) {
      checkSize(request);
    } else {
      checkDisplay();
    }
    RunCatalogue catalogue = RunCatalogue.read(request.results());
    RunCatalogue.Selection selection = catalogue.select(request.caseId(), request.seed());
    if (request.snapshot() != null) {
      // JavaFX starts while the run is read.
      toolkit.useNoDisplay();
      toolkit.begin();
      snapshot(request, RunCatalogue.load(selection));
    } else {
      open(request, catalogue, selection);
    }
  }

  private static void checkSize(Request request) throws IOException {
    boolean small =
        request.width() < SceneLayout.LEAST_WIDTH || request.height() < SceneLayout.LEAST_HEIGHT;
    if (small || request.width() > LARGEST_PIXELS || request.height() > LARGEST_PIXELS) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "a picture of %dx%d pixels cannot be drawn: from %dx%d to %dx%d",
              request.width(),
              request.height(),
              SceneLayout.LEAST_WIDTH,
              SceneLayout.LEAST_HEIGHT,
              LARGEST_PIXELS,
              LARGEST_PIXELS));
    }
  }

  private static void checkDisplay() throws IOException {
    boolean missing =
        isDisplayMissing(
            System.getProperty("os.name"),
            System.getenv("DISPLAY"),
            System.getProperty("glass.platform"));
    if (missing) {
      throw new IOException("no display to open a window on (DISPLAY is not set); " + INSTEAD);
    }
  }

  /** Whether a window cannot be opened: on Linux, without an X display or a platform chosen. */
  static boolean isDisplayMissing(String system, String display, String platform) {
    boolean linux = system.toLowerCase(Locale.ROOT).contains("linux");
    return linux && platform == null && (display == null || display.isBlank());
  }

  private void snapshot(Request request, RunScene scene) throws IOException {
    toolkit.start();
    toolkit.checkText();
    WritableImage image =
        toolkit.call(
            () -> {
              Canvas canvas = new Canvas(request.width(), request.height());
              new ScenePainter()
                  .paint(
                      canvas.getGraphicsContext2D(),
                      scene,
                      scene.timeline().all(),
                      request.width(),
                      request.height());
              return canvas.snapshot(null, null);
            },
            "the picture was not drawn");
    PictureFile.write(image, request.snapshot());
  }

  private void startForWindow() throws IOException {
    try {
      toolkit.start();
    } catch (IOException e) {
      throw new IOException(
          "no window can be opened, "
              + e.getMessage()
              + " (Debian: apt-get install libgtk-3-0 libgl1 libxtst6 libxxf86vm1); "
              + INSTEAD,
          e);
    }
    toolkit.checkText();
  }

  private void open(Request request, RunCatalogue catalogue, RunCatalogue.Selection selection)
      throws IOException {
    startForWindow();
    CountDownLatch closed = new CountDownLatch(1);
    TimelineWindow window =
        toolkit.call(
            () -> {
              Platform.setImplicitExit(false);
              TimelineWindow shown = new TimelineWindow(new Stage(), catalogue, closed::countDown);
              shown.show(selection, request.width(), request.height());
              return shown;
            },
            "the window did not open");
    try {
      // The person closes the window; until then, the question is only whether it still answers.
      while (!closed.await(1, TimeUnit.SECONDS)) {
        toolkit.call(window::isShowing, "the window does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the window was open", e);
    }
  }
}
