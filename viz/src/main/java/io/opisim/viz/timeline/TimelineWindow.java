package io.opisim.viz.timeline;

import io.opisim.viz.io.RunCatalogue;
import io.opisim.viz.model.ResultFolder;
import io.opisim.viz.model.RunScene;
import java.io.IOException;
import java.util.Locale;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The window: which case and seed, the timeline, a status line, the keys on demand. */
public final class TimelineWindow {
  private final Stage stage;
  private final RunCatalogue catalogue;
  private final TimelineView view;
  private final ComboBox<RunCatalogue.Choice> cases = new ComboBox<>();
  private final ComboBox<Long> seeds = new ComboBox<>();
  private final Label status = new Label();
  private final KeyHelp help = new KeyHelp();
  private int loads;

  /**
   * A window that is not shown yet; to be called on the JavaFX thread.
   *
   * @param stage where to show it
   * @param catalogue the runs that can be chosen
   * @param closed called once the window is closed
   */
  public TimelineWindow(Stage stage, RunCatalogue catalogue, Runnable closed) {
    this.stage = stage;
    this.catalogue = catalogue;
    this.view = new TimelineView(status::setText);
    stage.setOnHidden(
        event -> {
          view.stop();
          // Once JavaFX is done with closing: the process may end as soon as it is told.
          Platform.runLater(closed);
        });
  }

  /** Shows the window with a run. */
  public void show(RunCatalogue.Selection first, int width, int height) {
    BorderPane pane = new BorderPane(new StackPane(view.node(), help.node()));
    pane.setTop(choosers(first));
    status.setPadding(new Insets(4, 10, 4, 10));
    pane.setBottom(status);
    Scene scene = new Scene(pane, width, height);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    stage.setScene(scene);
    stage.setTitle("opisim · " + first.choice());
    stage.show();
    view.node().requestFocus();
    load(first);
  }

  /** Whether the window is open. */
  public boolean isShowing() {
    return stage.isShowing();
  }

  /** The timeline in the window. */
  TimelineView view() {
    return view;
  }

  KeyHelp help() {
    return help;
  }

  String statusText() {
    return status.getText();
  }

  ComboBox<RunCatalogue.Choice> cases() {
    return cases;
  }

  private HBox choosers(RunCatalogue.Selection first) {
    cases.setItems(FXCollections.observableArrayList(catalogue.choices()));
    cases.setValue(first.choice());
    cases.setFocusTraversable(false);
    seeds.setFocusTraversable(false);
    fillSeeds(first.choice(), first.run().seed());
    cases.setOnAction(event -> caseChosen());
    seeds.setOnAction(event -> seedChosen());
    HBox box =
        new HBox(
            8,
            new Label("Case"),
            cases,
            new Label("Seed"),
            seeds,
            new Label("    ? lists the keys"));
    box.setAlignment(Pos.CENTER_LEFT);
    box.setPadding(new Insets(6, 10, 6, 10));
    return box;
  }

  private void fillSeeds(RunCatalogue.Choice choice, long chosen) {
    seeds.setItems(
        FXCollections.observableArrayList(
            choice.theCase().runs().stream().map(ResultFolder.Run::seed).toList()));
    seeds.setValue(chosen);
  }

  private void caseChosen() {
    RunCatalogue.Choice choice = cases.getValue();
    Long seed = seeds.getValue();
    // The same seed is kept where the new case has it: cases are compared seed by seed.
    ResultFolder.Run run =
        choice.theCase().runs().stream()
            .filter(r -> seed != null && r.seed() == seed)
            .findFirst()
            .orElse(choice.theCase().runs().get(0));
    seeds.setOnAction(null);
    fillSeeds(choice, run.seed());
    seeds.setOnAction(event -> seedChosen());
    load(new RunCatalogue.Selection(choice, run));
  }

  private void seedChosen() {
    Long seed = seeds.getValue();
    cases.getValue().theCase().runs().stream()
        .filter(run -> seed != null && run.seed() == seed)
        .findFirst()
        .ifPresent(run -> load(new RunCatalogue.Selection(cases.getValue(), run)));
  }

  private void load(RunCatalogue.Selection selection) {
    int number = ++loads;
    status.setText("reading " + selection.run().directory() + " …");
    stage.setTitle("opisim · " + selection.choice() + " · seed " + selection.run().seed());
    Thread reader = new Thread(() -> read(selection, number), "read run");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(RunCatalogue.Selection selection, int number) {
    try {
      RunScene scene = RunCatalogue.load(selection);
      Platform.runLater(() -> loaded(scene, number));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      Platform.runLater(() -> failed(e, number));
    }
  }

  private void failed(Throwable error, int number) {
    // A run that was left for another one in the meantime says nothing.
    if (number == loads) {
      status.setText("cannot show this run: " + error.getMessage());
    }
  }

  private void loaded(RunScene scene, int number) {
    if (number != loads) {
      return;
    }
    view.show(scene);
    String notes = String.join("; ", scene.timeline().run().notes());
    status.setText(
        String.format(Locale.ROOT, "%,d jobs", scene.figures().jobs())
            + (notes.isEmpty() ? "" : " · " + notes));
  }

  private void key(KeyEvent event) {
    if (help.key(event) || view.key(event)) {
      event.consume();
    }
  }
}
