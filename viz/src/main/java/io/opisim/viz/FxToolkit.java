package io.opisim.viz;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.text.Text;

/**
 * Starts JavaFX once in this process and runs work on its thread, never waiting without end.
 *
 * <p>The toolkit is started from a daemon thread: its own threads inherit that, so that a picture
 * can be drawn, and another one later, and the process still ends by itself.
 */
final class FxToolkit {
  private static final int START_SECONDS = 30;
  private static final int WORK_SECONDS = 120;

  // Kept here because a logger that nobody holds forgets its level.
  private final Logger fxLogger = Logger.getLogger("javafx");
  private CompletableFuture<Void> started;

  /** Chooses drawing without a display; a property that is already set is left as it is. */
  void useNoDisplay() {
    setIfAbsent("glass.platform", "Monocle");
    setIfAbsent("monocle.platform", "Headless");
    setIfAbsent("prism.order", "sw");
    setIfAbsent("java.awt.headless", "true");
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  /** Begins to start the toolkit, while the caller does something else. */
  void begin() {
    if (started != null) {
      return;
    }
    // JavaFX warns at each start that it is on the classpath, which is where it is meant to be.
    fxLogger.setLevel(Level.SEVERE);
    CompletableFuture<Void> begun = new CompletableFuture<>();
    started = begun;
    Thread starter = new Thread(() -> startUp(begun), "start JavaFX");
    starter.setDaemon(true);
    starter.start();
  }

  /** Waits until the toolkit runs; begins to start it if nobody did. */
  void start() throws IOException {
    begin();
    await(started, START_SECONDS, "JavaFX did not start");
  }

  /**
   * Checks that text can be drawn, which is what a bare machine lacks.
   *
   * @throws IOException with what to install
   */
  void checkText() throws IOException {
    try {
      call(() -> new Text("text").getLayoutBounds(), "no text");
    } catch (IOException e) {
      throw new IOException(
          "text cannot be drawn: JavaFX finds no Pango library or no font"
              + " (Debian: apt-get install libpangoft2-1.0-0 fonts-dejavu-core)",
          e);
    }
  }

  private static void startUp(CompletableFuture<Void> started) {
    try {
      Platform.startup(() -> started.complete(null));
    } catch (IllegalStateException alreadyRunning) {
      Platform.runLater(() -> started.complete(null));
    } catch (RuntimeException | LinkageError e) {
      started.completeExceptionally(e);
    }
  }

  /** Runs work on the JavaFX thread and gives back what it made. */
  <T> T call(Callable<T> work, String what) throws IOException {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(work.call());
          } catch (Exception | LinkageError e) {
            done.completeExceptionally(e);
          }
        });
    return await(done, WORK_SECONDS, what);
  }

  private static <T> T await(CompletableFuture<T> future, int seconds, String what)
      throws IOException {
    try {
      return future.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(what + " within " + seconds + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(what + ": " + reason(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(what + ": interrupted", e);
    }
  }

  private static String reason(Throwable error) {
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message.lines().findFirst().get();
  }
}
