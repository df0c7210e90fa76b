package io.opisim.viz.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ViewportTest {
  private static final Viewport ALL = new Viewport(0, 1000, 0, 100);

  @Test
  void pixelsAndMomentsAreInverse() {
    Viewport view = new Viewport(100, 300, 10, 30);
    assertThat(view.xOf(150, 800)).isEqualTo(200);
    assertThat(view.secondsAt(200, 800)).isEqualTo(150);
    assertThat(view.yOf(15, 400)).isEqualTo(100);
    assertThat(view.rowAt(100, 400)).isEqualTo(15);
  }

  @Test
  void zoomKeepsThePointUnderTheMouse() {
    Viewport view = ALL.zoom(0.1, 0.5, 0.25, 0.75);
    assertThat(view.seconds()).isCloseTo(100, within(1e-9));
    assertThat(view.rows()).isCloseTo(50, within(1e-9));
    assertThat(view.secondsAt(0.25, 1)).isCloseTo(250, within(1e-9));
    assertThat(view.rowAt(0.75, 1)).isCloseTo(75, within(1e-9));
  }

  @Test
  void clampingMovesBackWithoutChangingTheZoom() {
    Viewport beyond = new Viewport(950, 1150, -30, 10);
    assertThat(beyond.clamp(ALL, 1, 4)).isEqualTo(new Viewport(800, 1000, 0, 40));
  }

  @Test
  void clampingStopsZoomAtTheBoundsAndAtTheLeastSize() {
    assertThat(new Viewport(-500, 5000, -1, 500).clamp(ALL, 1, 4)).isEqualTo(ALL);
    Viewport least = new Viewport(500, 500.01, 50, 50.1).clamp(ALL, 1, 4);
    assertThat(least.seconds()).isCloseTo(1, within(1e-9));
    assertThat(least.rows()).isCloseTo(4, within(1e-9));
  }

  @Test
  void anEmptyRangeIsRefused() {
    assertThatThrownBy(() -> new Viewport(1, 1, 0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.0..1.0 s");
  }
}
