package io.opisim.cli;

import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.study.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --catalog}. */
final class CatalogOption {
  @Option(
      names = "--catalog",
      paramLabel = "DIR",
      description = {
        "Folder with your own accelerators/*.yaml and nodes/*.yaml, besides the",
        "built-in ones. May be given more than once."
      })
  private List<Path> folders = new ArrayList<>();

  /**
   * The catalog that comes with the program and the entries of the folders.
   *
   * @throws InputException if a folder is not there
   */
  Catalog catalog() throws IOException {
    List<Problem> missing =
        folders.stream()
            .filter(folder -> !Files.isDirectory(folder))
            .map(
                folder ->
                    new Problem(
                        folder.toString(),
                        0,
                        "",
                        "there is no such catalog folder",
                        "it holds accelerators/*.yaml and nodes/*.yaml"))
            .toList();
    if (!missing.isEmpty()) {
      throw new InputException(missing);
    }
    return Catalog.of(folders);
  }
}
