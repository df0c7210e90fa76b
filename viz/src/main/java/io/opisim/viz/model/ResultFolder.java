package io.opisim.viz.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What the manifest of a result folder lists.
 *
 * @param directory the folder
 * @param scenario name of the scenario
 * @param version version that wrote it
 * @param question what the scenario asks, or empty
 * @param cases the cases, in the order of the manifest
 * @param cluster size of the cluster
 */
public record ResultFolder(
    Path directory,
    String scenario,
    String version,
    String question,
    List<Case> cases,
    ClusterSize cluster) {

  /** Copies the list. */
  public ResultFolder {
    cases = List.copyOf(cases);
  }

  /**
   * One resolved case.
   *
   * @param id its name
   * @param parameters what makes it differ, {@code path = value} by line
   * @param runs its runs, one for each seed
   */
  public record Case(String id, List<String> parameters, List<Run> runs) {
    /** Copies the lists. */
    public Case {
      parameters = List.copyOf(parameters);
      runs = List.copyOf(runs);
    }
  }

  /**
   * One run of a case.
   *
   * @param seed its master seed
   * @param directory where its tables are
   */
  public record Run(long seed, Path directory) {}

  /**
   * What the cluster holds in all.
   *
   * @param nodes number of nodes
   * @param gpus number of GPU devices
   * @param cpuMilli thousandths of CPU cores
   */
  public record ClusterSize(int nodes, int gpus, long cpuMilli) {}
}
