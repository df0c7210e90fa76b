package io.opisim.scenarios.study;

import io.opisim.scenarios.scenario.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the data sets lie; they are other people's and never part of the program.
 *
 * @param root the folder, or empty if none was named and none is in the usual place
 * @param howNamed how the folder was named, for messages
 */
public record DataFolder(Optional<Path> root, String howNamed) {
  /** What to do when data is missing. */
  public static final String HINT =
      "name the folder that holds the data sets with --data DIR or OPISIM_DATA;"
          + " docs/data.md says where each one can be had";

  /**
   * Finds a data file.
   *
   * @param name relative to the folder, or absolute
   * @throws InputException if it is not there
   */
  public Path find(String name) throws InputException {
    Path given = Path.of(name);
    if (given.isAbsolute() && Files.exists(given)) {
      return given;
    }
    if (root.isEmpty() || !Files.isDirectory(root.get())) {
      String where =
          root.map(path -> "the data folder " + path + " (" + howNamed + ") does not exist")
              .orElse("there is no data folder");
      throw missing(name, where);
    }
    Path file = root.get().resolve(name);
    if (!Files.exists(file)) {
      throw missing(name, "it is not in the data folder " + root.get() + " (" + howNamed + ")");
    }
    return file;
  }

  private static InputException missing(String name, String where) {
    return new InputException(
        List.of(new Problem(name, 0, "", "data file not found: " + where, HINT)));
  }

  /** Reads the environment and the option as every verb does: {@code --data}, OPISIM_DATA, XDG. */
  public static DataFolder resolve(Optional<Path> option, java.util.Map<String, String> environment)
      throws IOException {
    if (option.isPresent()) {
      return new DataFolder(option, "--data");
    }
    String named = environment.get("OPISIM_DATA");
    if (named != null && !named.isBlank()) {
      return new DataFolder(Optional.of(Path.of(named)), "OPISIM_DATA");
    }
    String shared = environment.get("XDG_DATA_HOME");
    String home = environment.get("HOME");
    Path usual =
        shared != null && !shared.isBlank()
            ? Path.of(shared, "opisim")
            : Path.of(home == null ? "." : home, ".local", "share", "opisim");
    return new DataFolder(
        Files.isDirectory(usual) ? Optional.of(usual) : Optional.empty(), "the usual place");
  }
}
