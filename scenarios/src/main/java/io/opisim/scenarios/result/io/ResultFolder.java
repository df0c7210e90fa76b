package io.opisim.scenarios.result.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.scenarios.result.SummaryTables;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A result folder in the making: {@code <root>/<scenario>/<hash>}, which appears whole when it is
 * published and not at all otherwise.
 */
public final class ResultFolder implements Closeable {
  private final Path parent;
  private final Path partial;
  private boolean published;

  /** Begins a result of a scenario under a root folder, which is made if it does not exist. */
  public ResultFolder(Path root, String scenario) throws IOException {
    parent = Files.createDirectories(root.resolve(scenario));
    partial = Files.createTempDirectory(parent, ".partial-");
    Files.createDirectory(runs());
  }

  /** Where runs write their folders. */
  public Path runs() {
    return partial.resolve("runs");
  }

  /**
   * Writes what belongs to the whole and moves the folder to its place, in the stead of an older
   * result of the same hash.
   *
   * @param scenarioText the resolved scenario
   * @param timing facts of the machine; never compared
   * @return the folder
   */
  public Path publish(StudyResult result, String scenarioText, ObjectNode timing)
      throws IOException {
    write("manifest.json", Json.text(ResultJson.manifest(result)));
    write("scenario.yaml", scenarioText);
    write("timing.json", Json.text(timing));
    SummaryTables.write(partial, result);
    Path place = parent.resolve(result.hash());
    if (Files.exists(place)) {
      Path old = Files.createTempDirectory(parent, ".old-");
      Files.move(place, old, StandardCopyOption.REPLACE_EXISTING);
      delete(old);
    }
    Files.move(partial, place);
    published = true;
    return place;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(partial.resolve(name), text, StandardCharsets.UTF_8);
  }

  /** Takes away what was not published. */
  @Override
  public void close() throws IOException {
    if (!published) {
      delete(partial);
      try (Stream<Path> others = Files.list(parent)) {
        if (others.findAny().isEmpty()) {
          Files.delete(parent);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
