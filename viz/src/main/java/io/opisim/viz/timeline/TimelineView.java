package io.opisim.viz.timeline;

import io.opisim.viz.canvas.ScenePainter;
import io.opisim.viz.model.Area;
import io.opisim.viz.model.LongestWait;
import io.opisim.viz.model.Navigation;
import io.opisim.viz.model.RunScene;
import io.opisim.viz.model.SceneLayout;
import io.opisim.viz.model.Viewport;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.util.Duration;

/**
 * The canvas in the window: keeps what is visible and what is selected, and redraws at most once a
 * frame, whatever number of events came in.
 */
final class TimelineView {
  private static final double CLICK_PIXELS = 4;

  private final Canvas canvas = new Canvas();
  private final Pane pane = new Pane(canvas);
  private final ScenePainter painter = new ScenePainter();
  private final Tooltip tooltip = new Tooltip();
  private final Consumer<String> status;
  private final AnimationTimer frames =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          redraw();
        }
      };
  private RunScene scene;
  private Viewport view;
  private Optional<Integer> selected = Optional.empty();
  private boolean changed;
  private double mouseX;
  private double mouseY;
  private double pressX;
  private double pressY;
  private Viewport pressView;

  TimelineView(Consumer<String> status) {
    this.status = status;
    canvas.widthProperty().bind(pane.widthProperty());
    canvas.heightProperty().bind(pane.heightProperty());
    canvas.widthProperty().addListener(observable -> changed = true);
    canvas.heightProperty().addListener(observable -> changed = true);
    pane.setFocusTraversable(true);
    pane.setMinSize(0, 0);
    canvas.setOnMouseMoved(this::moved);
    canvas.setOnMousePressed(this::pressed);
    canvas.setOnMouseDragged(this::dragged);
    canvas.setOnMouseReleased(this::released);
    canvas.setOnMouseExited(event -> tooltip.hide());
    canvas.setOnScroll(this::scrolled);
    tooltip.setShowDelay(Duration.ZERO);
    frames.start();
  }

  Pane node() {
    return pane;
  }

  Canvas canvas() {
    return canvas;
  }

  Viewport visible() {
    return view;
  }

  void stop() {
    frames.stop();
    tooltip.hide();
  }

  /** Shows another run: all of it. */
  void show(RunScene next) {
    scene = next;
    view = next.timeline().all();
    selected = Optional.empty();
    changed = true;
  }

  private void redraw() {
    if (changed && scene != null && canvas.getWidth() > 0 && canvas.getHeight() > 0) {
      changed = false;
      painter.paint(
          canvas.getGraphicsContext2D(), scene, view, canvas.getWidth(), canvas.getHeight());
    }
  }

  private void go(Viewport next) {
    view = scene.timeline().clamp(next);
    changed = true;
  }

  /** Whether the key was for the timeline. */
  boolean key(KeyEvent event) {
    if (scene == null || event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
      return false;
    }
    switch (event.getCode()) {
      case F -> fit(selected.or(this::longestWaitRow));
      case L -> fit(longestWaitRow());
      case W -> apply(event.isShiftDown() ? Navigation.ZOOM_TIME_IN : Navigation.ZOOM_IN);
      case S -> apply(event.isShiftDown() ? Navigation.ZOOM_TIME_OUT : Navigation.ZOOM_OUT);
      case A, LEFT -> apply(Navigation.EARLIER);
      case D, RIGHT -> apply(Navigation.LATER);
      case UP -> apply(Navigation.UP);
      case DOWN -> apply(Navigation.DOWN);
      case DIGIT0, NUMPAD0, HOME -> apply(Navigation.ALL);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void apply(Navigation move) {
    Area plot = plot();
    boolean inside = plot.contains(mouseX, mouseY);
    double x = inside ? (mouseX - plot.x()) / plot.width() : 0.5;
    double y = inside ? (mouseY - plot.y()) / plot.height() : 0.5;
    go(move.apply(scene.timeline(), view, x, y));
  }

  private void fit(Optional<Integer> row) {
    if (row.isPresent()) {
      go(scene.timeline().fit(row.get()));
    } else {
      status.accept("no job waited; click a job to select it");
    }
  }

  private Optional<Integer> longestWaitRow() {
    return scene.timeline().longestWait().map(LongestWait::row);
  }

  private Area plot() {
    return SceneLayout.of(canvas.getWidth(), canvas.getHeight()).timeline();
  }

  private Optional<Integer> under(MouseEvent event) {
    if (scene == null) {
      return Optional.empty();
    }
    Area plot = plot();
    return scene
        .timeline()
        .hit(view, event.getX() - plot.x(), event.getY() - plot.y(), plot.width(), plot.height());
  }

  private void moved(MouseEvent event) {
    mouseX = event.getX();
    mouseY = event.getY();
    Optional<Integer> row = under(event);
    if (row.isEmpty()) {
      tooltip.hide();
      return;
    }
    tooltip.setText(scene.timeline().describe(row.get()));
    tooltip.show(canvas, event.getScreenX() + 16, event.getScreenY() + 16);
  }

  private void pressed(MouseEvent event) {
    pressX = event.getX();
    pressY = event.getY();
    pressView = view;
    tooltip.hide();
  }

  private void dragged(MouseEvent event) {
    if (scene != null && pressView != null && event.getButton() == MouseButton.PRIMARY) {
      Area plot = plot();
      go(
          pressView.pan(
              (pressX - event.getX()) / plot.width(), (pressY - event.getY()) / plot.height()));
    }
  }

  private void released(MouseEvent event) {
    boolean click =
        Math.hypot(event.getX() - pressX, event.getY() - pressY) < CLICK_PIXELS && scene != null;
    if (click) {
      selected = under(event);
      status.accept(
          selected
              .map(row -> scene.timeline().describe(row).replace("\n", " · "))
              .orElse("no job here"));
    }
  }

  private void scrolled(ScrollEvent event) {
    // Shift turns the wheel sideways on some systems: both directions count.
    double by = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
    if (scene == null || by == 0) {
      return;
    }
    mouseX = event.getX();
    mouseY = event.getY();
    boolean in = by > 0;
    if (event.isShiftDown()) {
      apply(in ? Navigation.ZOOM_TIME_IN : Navigation.ZOOM_TIME_OUT);
    } else {
      apply(in ? Navigation.ZOOM_IN : Navigation.ZOOM_OUT);
    }
  }
}
