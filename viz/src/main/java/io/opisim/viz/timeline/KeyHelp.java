package io.opisim.viz.timeline;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The list of keys, shown over the timeline on {@code ?}. */
final class KeyHelp {
  static final String TEXT =
      """
      W S           zoom in, out at the mouse
      A D           earlier, later
      arrows        move in time and rows
      Shift + W S   zoom time only
      wheel         zoom at the mouse (with Shift: time only)
      drag          move
      click         select a job
      F             fit the selected job (none: the longest wait)
      L             fit the longest wait
      0, Home       show everything
      ?             these keys; Esc closes""";

  private final Label label = new Label(TEXT);

  KeyHelp() {
    label.setVisible(false);
    label.setMouseTransparent(true);
    label.setStyle(
        "-fx-background-color: #1F2933E8; -fx-text-fill: white; -fx-padding: 18;"
            + " -fx-font-family: monospace; -fx-font-size: 14; -fx-background-radius: 6;");
  }

  Node node() {
    return label;
  }

  boolean isShown() {
    return label.isVisible();
  }

  /** Whether the key was for the list. */
  boolean key(KeyEvent event) {
    boolean question =
        "?".equals(event.getText())
            || (event.getCode() == KeyCode.SLASH && event.isShiftDown())
            || event.getCode() == KeyCode.F1;
    if (question) {
      label.setVisible(!label.isVisible());
      return true;
    }
    if (event.getCode() == KeyCode.ESCAPE && label.isVisible()) {
      label.setVisible(false);
      return true;
    }
    return false;
  }
}
