package io.opisim.scenarios.study;

import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.io.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scenarios that stand in {@code scenarios/library} of the folder the program was built in. */
public final class Library {
  private static final String HOME = "opisim.home";

  private Library() {}

  /** The folder, if the program runs from its source folder. */
  public static Path folder() throws IOException {
    String home = System.getProperty(HOME, ".");
    Path folder = Path.of(home).resolve("scenarios").resolve("library");
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": the scenario library is not there");
    }
    return folder;
  }

  /** Every scenario with its question. */
  public static Map<String, String> questions() throws IOException {
    ScenarioLoader loader = new ScenarioLoader(Services.knownIds(Catalog.builtIn()));
    List<Path> files;
    try (Stream<Path> all = Files.list(folder())) {
      files = all.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    }
    Map<String, String> questions = new LinkedHashMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      questions.put(
          name, loader.load(file).scenario().map(Scenario::question).orElse("(not valid)"));
    }
    return questions;
  }
}
