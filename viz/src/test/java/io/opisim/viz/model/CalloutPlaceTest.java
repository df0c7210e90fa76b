package io.opisim.viz.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CalloutPlaceTest {
  @Test
  void theLabelStaysInsideAndOffTheMarker() {
    PixelGrid empty = new PixelGrid(800, 400, 0, 2);
    Area plot = new Area(0, 0, 800, 400);
    for (double x = 0; x <= 800; x += 50) {
      for (double y = 0; y <= 400; y += 25) {
        Area label = CalloutPlace.choose(empty, plot, 1, x, y, 240, 50);
        assertThat(label.x()).isBetween(10.0, 550.0);
        assertThat(label.y()).isBetween(10.0, 340.0);
        assertThat(label.contains(x, y)).isFalse();
      }
    }
  }

  @Test
  void theLabelAvoidsWhatIsDrawn() {
    PixelGrid grid = new PixelGrid(800, 400, 0, 2);
    for (int row = 0; row < 400; row++) {
      for (int x = 400; x < 800; x++) {
        grid.set(x, row, 0, 1f);
      }
    }
    Area label = CalloutPlace.choose(grid, new Area(0, 0, 800, 400), 1, 410, 200, 240, 50);
    assertThat(label.right()).isLessThanOrEqualTo(400);
  }
}
