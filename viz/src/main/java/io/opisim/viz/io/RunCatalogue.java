package io.opisim.viz.io;

import io.opisim.viz.model.ResultFolder;
import io.opisim.viz.model.RunScene;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The runs that can be chosen, of one or more result folders.
 *
 * @param choices one for each case of each folder, in the order given
 */
public record RunCatalogue(List<Choice> choices) {

  /** Copies the list. */
  public RunCatalogue {
    choices = List.copyOf(choices);
  }

  /**
   * A case of a result folder.
   *
   * @param folder the folder
   * @param theCase the case
   */
  public record Choice(ResultFolder folder, ResultFolder.Case theCase) {
    @Override
    public String toString() {
      return folder.scenario() + " · " + theCase.id();
    }
  }

  /**
   * A run to open.
   *
   * @param choice its case
   * @param run the run
   */
  public record Selection(Choice choice, ResultFolder.Run run) {}

  /** Reads the manifests. */
  public static RunCatalogue read(List<Path> results) throws IOException {
    if (results.isEmpty()) {
      throw new IOException("no result folder given");
    }
    ManifestReader reader = new ManifestReader();
    List<Choice> choices = new ArrayList<>();
    for (Path result : results) {
      ResultFolder folder = reader.read(result);
      for (ResultFolder.Case found : folder.cases()) {
        if (!found.runs().isEmpty()) {
          choices.add(new Choice(folder, found));
        }
      }
    }
    return new RunCatalogue(choices);
  }

  /**
   * The run of a case and seed.
   *
   * @param caseId a case, or null for the first one
   * @param seed a seed, or null for the first one of the case
   * @throws IOException naming what there is, if it is not there
   */
  public Selection select(String caseId, Long seed) throws IOException {
    Choice choice =
        choices.stream()
            .filter(c -> caseId == null || c.theCase().id().equals(caseId))
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "no case "
                            + caseId
                            + "; there are: "
                            + choices.stream()
                                .map(c -> c.theCase().id())
                                .distinct()
                                .collect(Collectors.joining(", "))));
    ResultFolder.Run run =
        choice.theCase().runs().stream()
            .filter(r -> seed == null || r.seed() == seed)
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "no seed "
                            + seed
                            + " in case "
                            + choice.theCase().id()
                            + "; there are: "
                            + choice.theCase().runs().stream()
                                .map(r -> Long.toString(r.seed()))
                                .collect(Collectors.joining(", "))));
    return new Selection(choice, run);
  }

  /** Reads a run and works out what its picture shows. */
  public static RunScene load(Selection selection) throws IOException {
    return RunScene.of(
        selection.choice().folder(),
        selection.choice().theCase().id(),
        selection.run().seed(),
        new RunReader().read(selection.run().directory()));
  }
}
