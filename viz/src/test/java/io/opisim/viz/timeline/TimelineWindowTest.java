package io.opisim.viz.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.viz.HeadlessFx;
import io.opisim.viz.MadeUpResult;
import io.opisim.viz.io.RunCatalogue;
import io.opisim.viz.model.Viewport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HeadlessFx.class)
@Timeout(60)
class TimelineWindowTest {
  private final CountDownLatch closed = new CountDownLatch(1);

  @TempDir Path folder;
  private Stage stage;
  private TimelineWindow window;

  @BeforeEach
  void open() throws Exception {
    RunCatalogue catalogue = RunCatalogue.read(List.of(MadeUpResult.write(folder, 300)));
    window =
        onFx(
            () -> {
              Platform.setImplicitExit(false);
              stage = new Stage();
              TimelineWindow shown = new TimelineWindow(stage, catalogue, closed::countDown);
              shown.show(catalogue.select("easy-backfill", 2L), 1000, 700);
              return shown;
            });
    waitForStatus("300 jobs");
  }

  @AfterEach
  void close() throws Exception {
    onFx(
        () -> {
          stage.close();
          return null;
        });
    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
  }

  private static <T> T onFx(Callable<T> work) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(work.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done.get(20, TimeUnit.SECONDS);
  }

  private void waitForStatus(String start) throws Exception {
    for (int i = 0; i < 200; i++) {
      if (onFx(window::statusText).startsWith(start)) {
        return;
      }
      Thread.sleep(50);
    }
    assertThat(onFx(window::statusText)).startsWith(start);
  }

  private Viewport press(KeyCode code, String text, boolean shift) throws Exception {
    return onFx(
        () -> {
          Event.fireEvent(
              window.view().node(),
              new KeyEvent(KeyEvent.KEY_PRESSED, text, text, code, shift, false, false, false));
          return window.view().visible();
        });
  }

  private Viewport mouse(javafx.event.EventType<MouseEvent> type, double x, double y)
      throws Exception {
    return onFx(
        () -> {
          Event.fireEvent(
              window.view().canvas(),
              new MouseEvent(
                  type,
                  x,
                  y,
                  x,
                  y,
                  MouseButton.PRIMARY,
                  1,
                  false,
                  false,
                  false,
                  false,
                  true,
                  false,
                  false,
                  true,
                  false,
                  true,
                  new PickResult(window.view().canvas(), x, y)));
          return window.view().visible();
        });
  }

  @Test
  void keysZoomPanFitAndShowAll() throws Exception {
    Viewport all = onFx(window.view()::visible);
    Viewport closer = press(KeyCode.W, "w", false);
    assertThat(closer.seconds()).isLessThan(all.seconds());
    assertThat(closer.rows()).isLessThan(all.rows());
    assertThat(press(KeyCode.D, "d", false).fromSeconds()).isGreaterThan(closer.fromSeconds());
    Viewport narrower = press(KeyCode.W, "W", true);
    assertThat(narrower.rows()).isEqualTo(closer.rows());
    assertThat(press(KeyCode.DIGIT0, "0", false)).isEqualTo(all);
    Viewport fitted = press(KeyCode.F, "f", false);
    assertThat(fitted.rows()).isEqualTo(41);
    assertThat(press(KeyCode.HOME, "", false)).isEqualTo(all);
  }

  @Test
  void dragMovesAndTheWheelZoomsAtTheMouse() throws Exception {
    press(KeyCode.W, "w", false);
    Viewport before = press(KeyCode.W, "w", false);
    mouse(MouseEvent.MOUSE_PRESSED, 500, 300);
    Viewport after = mouse(MouseEvent.MOUSE_DRAGGED, 450, 280);
    assertThat(after.fromSeconds()).isGreaterThan(before.fromSeconds());
    assertThat(after.fromRow()).isGreaterThan(before.fromRow());
    assertThat(after.seconds())
        .isCloseTo(before.seconds(), org.assertj.core.data.Offset.offset(1e-6));
    Viewport zoomed =
        onFx(
            () -> {
              Event.fireEvent(
                  window.view().canvas(),
                  new ScrollEvent(
                      ScrollEvent.SCROLL,
                      500,
                      300,
                      500,
                      300,
                      false,
                      false,
                      false,
                      false,
                      true,
                      false,
                      0,
                      40,
                      0,
                      40,
                      ScrollEvent.HorizontalTextScrollUnits.NONE,
                      0,
                      ScrollEvent.VerticalTextScrollUnits.NONE,
                      0,
                      0,
                      new PickResult(window.view().canvas(), 500, 300)));
              return window.view().visible();
            });
    assertThat(zoomed.seconds()).isLessThan(after.seconds());
  }

  @Test
  void theQuestionMarkListsTheKeysAndEscapeClosesTheList() throws Exception {
    press(KeyCode.SLASH, "?", true);
    assertThat(onFx(window.help()::isShown)).isTrue();
    press(KeyCode.ESCAPE, "", false);
    assertThat(onFx(window.help()::isShown)).isFalse();
  }

  @Test
  void choosingAnotherCaseKeepsTheSeedAndShowsAllOfIt() throws Exception {
    press(KeyCode.W, "w", false);
    onFx(
        () -> {
          window.cases().setValue(window.cases().getItems().get(0));
          return null;
        });
    waitForStatus("300 jobs");
    assertThat(onFx(stage::getTitle)).contains("fifo").contains("seed 2");
    assertThat(onFx(() -> window.view().visible().rows())).isEqualTo(300);
  }
}
