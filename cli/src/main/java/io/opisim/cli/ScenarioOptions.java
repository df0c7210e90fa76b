package io.opisim.cli;

import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.scenario.KnownIds;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.io.LoadResult;
import io.opisim.scenarios.scenario.io.ProblemPlaces;
import io.opisim.scenarios.scenario.io.ScenarioLoader;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.Inputs;
import io.opisim.scenarios.study.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A scenario file and what may be changed about it on the command line. */
final class ScenarioOptions {
  @Parameters(paramLabel = "FILE", description = "Scenario file (YAML).")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = {
        "Overrides one value of the file, as in",
        "--set scheduling.policy=fifo --set cluster.nodes[0].count=32."
      })
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "Overrides the master seed.")
  private Long seed;

  @Mixin private CatalogOption catalogs;

  @Mixin private DataOption data;

  Path file() {
    return file;
  }

  Catalog catalog() throws IOException {
    return catalogs.catalog();
  }

  Inputs inputs(Console console, Catalog catalog) throws IOException {
    return new Inputs(data.folder(console), catalog);
  }

  /**
   * Reads the scenario.
   *
   * @throws InputException with all problems
   */
  Scenario load(Catalog catalog) throws IOException {
    KnownIds ids = Services.knownIds(catalog);
    LoadResult loaded = new ScenarioLoader(ids).load(file, allOverrides());
    return loaded.scenario().orElseThrow(() -> new InputException(loaded.problems()));
  }

  private List<String> allOverrides() {
    List<String> all = new ArrayList<>(overrides);
    if (seed != null) {
      all.add("seed=" + seed);
    }
    return all;
  }

  /** The same problems with the lines of the scenario that they are about. */
  InputException placed(InputException invalid) {
    return new InputException(ProblemPlaces.find(file, allOverrides(), invalid.problems()));
  }
}
