package io.opisim.viz;

import io.opisim.scenarios.result.ResultViewer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Draws a result folder to a file, or opens it, as the command line will: for trying. */
public final class DrawMain {
  private DrawMain() {}

  /** Folder, then optionally the picture. */
  public static void main(String[] arguments) throws IOException {
    Path picture = arguments.length > 1 ? Path.of(arguments[1]) : null;
    new FxResultViewer()
        .view(
            new ResultViewer.Request(
                List.of(Path.of(arguments[0])), null, null, picture, 1600, 900));
  }
}
