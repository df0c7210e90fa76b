package io.opisim.cli;

import io.opisim.models.topology.Cluster;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.scenarios.result.Version;
import io.opisim.scenarios.result.io.ResultHash;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.study.Inputs;
import java.util.List;
import java.util.SortedMap;

/** Results of a scenario, with the hash of all that went in. */
final class RunResults {
  private RunResults() {}

  /**
   * A result.
   *
   * @param asked all that the result depends on besides data and version
   * @param baseline case that the others are compared with
   */
  static StudyResult of(
      Scenario scenario,
      byte[] asked,
      String baseline,
      Inputs inputs,
      List<CaseResult> cases,
      Cluster cluster) {
    SortedMap<String, String> hashes = inputs.fileHashes();
    return new StudyResult(
        scenario.name(),
        scenario.question(),
        Version.text(),
        scenario.seed(),
        ResultHash.of(asked, Version.text(), hashes),
        baseline,
        hashes,
        inputs.leftOut(),
        cases,
        cluster.nodes().size(),
        cluster.gpus(),
        cluster.cpuMilli());
  }
}
