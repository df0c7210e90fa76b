package io.opisim.scenarios.result.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.scenarios.result.SummaryTables;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A result folder in the making: {@code <root>/<scenario>/<hash>}, which appears whole when it is
 * published and not at all otherwise.
 */
public final class ResultFolder implements Closeable {
  private static final int MOST_AT_ONCE = 10_000;
  private static final int CLEANING_ATTEMPTS = 100;
  private static final long CLEANING_PAUSE_NANOS = 10_000_000L;

  private final Path parent;
  private final Path partial;
  private final List<Path> made;
  private final Thread abandonment = new Thread(this::abandon, "abandoned-result");
  private boolean published;

  /**
   * Begins a result of a scenario under a root folder, which is made if it does not exist.
   *
   * @throws IOException with what is wrong if nothing can be written there
   */
  public ResultFolder(Path root, String scenario) throws IOException {
    parent = root.resolve(scenario);
    made = missing(parent);
    try {
      Files.createDirectories(parent);
      partial = createBeside(parent, ".partial-");
      Files.createDirectory(runs());
    } catch (IOException refused) {
      removeEmpty(made);
      throw new IOException(root + ": results cannot be written there: " + reason(refused, root));
    }
    Runtime.getRuntime().addShutdownHook(abandonment);
  }

  /** The folders of a path that do not exist yet, deepest first. */
  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path path = folder; path != null && !Files.exists(path); path = path.getParent()) {
      missing.add(path);
    }
    return missing;
  }

  private static String reason(IOException refused, Path root) {
    for (Path path = root; path != null; path = path.getParent()) {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        return path + " is a file, not a folder";
      }
    }
    if (refused instanceof AccessDeniedException denied) {
      return "permission denied for " + denied.getFile();
    }
    return refused.getMessage();
  }

  /** A new folder with the permissions that any new folder has, unlike those for secrets. */
  private static Path createBeside(Path parent, String prefix) throws IOException {
    String owner = prefix + ProcessHandle.current().pid() + "-";
    for (int attempt = 0; ; attempt++) {
      try {
        return Files.createDirectory(parent.resolve(owner + attempt));
      } catch (FileAlreadyExistsException taken) {
        if (attempt == MOST_AT_ONCE) {
          throw taken;
        }
      }
    }
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
      Path old = createBeside(parent, ".old-");
      Files.move(place, old, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, place);
      published = true;
      delete(old);
    } else {
      Files.move(partial, place);
      published = true;
    }
    return place;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(partial.resolve(name), text, StandardCharsets.UTF_8);
  }

  /** Takes away what was not published. */
  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(abandonment);
    } catch (IllegalStateException alreadyShuttingDown) {
      return;
    }
    if (!published) {
      delete(partial);
      removeEmpty(made);
    }
  }

  /** Cleans up when the program is told to end while runs still write. */
  private void abandon() {
    for (int attempt = 0; attempt < CLEANING_ATTEMPTS && Files.exists(partial); attempt++) {
      try {
        delete(partial);
        removeEmpty(made);
      } catch (IOException stillWritten) {
        LockSupport.parkNanos(CLEANING_PAUSE_NANOS);
      }
    }
  }

  /** Takes away the folders that were made for this result, as far as nobody else uses them. */
  private static void removeEmpty(List<Path> deepestFirst) throws IOException {
    for (Path folder : deepestFirst) {
      try {
        if (Files.exists(folder)) {
          Files.delete(folder);
        }
      } catch (DirectoryNotEmptyException used) {
        return;
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
