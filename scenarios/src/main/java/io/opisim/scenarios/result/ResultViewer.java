package io.opisim.scenarios.result;

import java.nio.file.Path;
import java.util.List;

/**
 * Shows results in a window or draws them to a file; found as a service, so that no door needs it.
 */
public interface ResultViewer {
  /**
   * What to show.
   *
   * @param results result folders ({@code results/<scenario>/<hash>})
   * @param caseId the case to open first, or null for the first one
   * @param seed the seed to open first, or null for the first one
   * @param snapshot a PNG file to draw instead of opening a window, or null
   * @param width width in pixels
   * @param height height in pixels
   */
  record Request(
      List<Path> results, String caseId, Long seed, Path snapshot, int width, int height) {}

  /**
   * Shows the results; returns when the window is closed or the file is written.
   *
   * @throws java.io.IOException if a result cannot be read or the file not written
   */
  void view(Request request) throws java.io.IOException;
}
