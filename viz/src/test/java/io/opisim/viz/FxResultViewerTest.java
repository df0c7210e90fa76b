package io.opisim.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.scenarios.result.ResultViewer;
import io.opisim.viz.canvas.Palette;
import io.opisim.viz.io.RunCatalogue;
import io.opisim.viz.model.Area;
import io.opisim.viz.model.JobCondition;
import io.opisim.viz.model.LongestWait;
import io.opisim.viz.model.PixelGrid;
import io.opisim.viz.model.RunScene;
import io.opisim.viz.model.SceneLayout;
import io.opisim.viz.model.Viewport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HeadlessFx.class)
class FxResultViewerTest {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 900;

  @TempDir Path folder;

  private BufferedImage draw(Path results, Path picture, int width, int height) throws IOException {
    new FxResultViewer()
        .view(new ResultViewer.Request(List.of(results), null, null, picture, width, height));
    return ImageIO.read(picture.toFile());
  }

  private static RunScene scene(Path results) throws IOException {
    return RunCatalogue.load(RunCatalogue.read(List.of(results)).select(null, null));
  }

  @Test
  void theViewerIsFoundAsAService() {
    assertThat(ServiceLoader.load(ResultViewer.class))
        .singleElement()
        .isInstanceOf(FxResultViewer.class);
  }

  @Test
  void everyBarOfASmallRunHasTheColourOfWhatItsJobDoes() throws IOException {
    Path results = MadeUpResult.write(folder.resolve("small"), 200);
    BufferedImage picture = draw(results, folder.resolve("small.png"), WIDTH, HEIGHT);
    assertThat(picture.getWidth()).isEqualTo(WIDTH);
    assertThat(picture.getHeight()).isEqualTo(HEIGHT);
    assertThat(share(picture, scene(results))).isGreaterThan(0.93);
  }

  @Test
  void everyCellOfALargeRunHasTheColourOfWhatMostOfItsJobsDo() throws IOException {
    Path results = MadeUpResult.write(folder.resolve("large"), 60_000);
    BufferedImage picture = draw(results, folder.resolve("large.png"), WIDTH, HEIGHT);
    assertThat(share(picture, scene(results))).isGreaterThan(0.97);
  }

  /** Share of the cells that have their colour; the label and the bracket hide the others. */
  private static double share(BufferedImage picture, RunScene scene) {
    Area plot = SceneLayout.of(WIDTH, HEIGHT).timeline();
    Viewport view = scene.timeline().all();
    PixelGrid grid = scene.timeline().reduce(view, (int) plot.width(), (int) plot.height());
    int right = 0;
    int all = 0;
    for (int row = 0; row < grid.rows(); row++) {
      double y =
          grid.isAggregated() ? row : Math.round(view.yOf(grid.firstRow() + row, plot.height()));
      for (int x = 0; x < grid.width(); x++) {
        JobCondition condition = grid.condition(x, row);
        if (condition != null) {
          int shown = picture.getRGB((int) plot.x() + x, (int) (plot.y() + y));
          float share = grid.isAggregated() ? grid.share(x, row) : 1;
          all++;
          right += near(shown, Palette.argb(Palette.of(condition, share))) ? 1 : 0;
        }
      }
    }
    assertThat(all).isGreaterThan(1000);
    return (double) right / all;
  }

  private static boolean near(int one, int other) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      most = Math.max(most, Math.abs((one >> shift & 255) - (other >> shift & 255)));
    }
    return most <= 6;
  }

  @Test
  void theLongestWaitIsMarkedAndTheStripsAreThere() throws IOException {
    Path results = MadeUpResult.write(folder.resolve("marked"), 200);
    BufferedImage picture = draw(results, folder.resolve("marked.png"), WIDTH, HEIGHT);
    RunScene scene = scene(results);
    SceneLayout layout = SceneLayout.of(WIDTH, HEIGHT);
    LongestWait wait = scene.timeline().longestWait().orElseThrow();
    Area plot = layout.timeline();
    Viewport view = scene.timeline().all();
    double middle = (wait.fromSeconds() + wait.toSeconds()) / 2;
    int marker =
        picture.getRGB(
            (int) (plot.x() + view.xOf(middle, plot.width())),
            (int) (plot.y() + Math.round(view.yOf(wait.row() + 0.5, plot.height()))));
    assertThat(near(marker, Palette.argb(Palette.INK))).isTrue();
    int use = 0;
    for (int x = 0; x < plot.width(); x++) {
      int bottom = (int) layout.utilisation().bottom() - 2;
      use += near(picture.getRGB((int) plot.x() + x, bottom), Palette.argb(Palette.USE)) ? 1 : 0;
    }
    assertThat(use).isGreaterThan((int) (plot.width() / 3));
  }

  @Test
  void theSamePictureTwiceIsTheSameBytesAndLeavesNothingElseBehind() throws IOException {
    Path results = MadeUpResult.write(folder.resolve("twice"), 200);
    Path pictures = folder.resolve("pictures");
    draw(results, pictures.resolve("a.png"), 1200, 700);
    draw(results, pictures.resolve("b.png"), 1200, 700);
    assertThat(pictures.resolve("a.png")).hasSameBinaryContentAs(pictures.resolve("b.png"));
    try (var files = Files.list(pictures)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.png", "b.png");
    }
  }

  @Test
  void theSmallestPictureIsDrawnAndASmallerOneRefused() throws IOException {
    Path results = MadeUpResult.write(folder.resolve("size"), 50);
    BufferedImage least = draw(results, folder.resolve("least.png"), 800, 450);
    assertThat(least.getHeight()).isEqualTo(450);
    assertThatThrownBy(() -> draw(results, folder.resolve("less.png"), 300, 200))
        .isInstanceOf(IOException.class)
        .hasMessage("a picture of 300x200 pixels cannot be drawn: from 800x450 to 8192x8192");
    assertThat(folder.resolve("less.png")).doesNotExist();
  }

  @Test
  void onLinuxAWindowNeedsADisplay() {
    assertThat(FxResultViewer.isDisplayMissing("Linux", null, null)).isTrue();
    assertThat(FxResultViewer.isDisplayMissing("Linux", " ", null)).isTrue();
    assertThat(FxResultViewer.isDisplayMissing("Linux", ":0", null)).isFalse();
    assertThat(FxResultViewer.isDisplayMissing("Linux", null, "Monocle")).isFalse();
    assertThat(FxResultViewer.isDisplayMissing("Mac OS X", null, null)).isFalse();
  }

  @Test
  void theViewReturnsWhenTheWindowIsClosed() throws Exception {
    Path results = MadeUpResult.write(folder.resolve("window"), 50);
    CompletableFuture<Void> returned =
        CompletableFuture.runAsync(
            () -> {
              try {
                new FxResultViewer()
                    .view(new ResultViewer.Request(List.of(results), "fifo", 2L, null, 900, 600));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Optional<Window> window = Optional.empty();
    for (int i = 0; i < 200 && window.isEmpty() && !returned.isDone(); i++) {
      Thread.sleep(50);
      window =
          new FxToolkit()
              .call(() -> Window.getWindows().stream().filter(Window::isShowing).findFirst(), "");
    }
    assertThat(window).isPresent();
    Window shown = window.get();
    assertThat(returned).isNotDone();
    new FxToolkit()
        .call(
            () -> {
              shown.hide();
              return null;
            },
            "not closed");
    assertThat(returned).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void aFolderThatIsNoResultIsOneClearLine() {
    assertThatThrownBy(() -> draw(folder, folder.resolve("none.png"), WIDTH, HEIGHT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a result folder");
  }
}
