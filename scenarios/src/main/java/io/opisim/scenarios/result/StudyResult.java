package io.opisim.scenarios.result;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a scenario's runs came to.
 *
 * @param scenario name of the scenario
 * @param question what it answers
 * @param version version of opisim
 * @param seed master seed
 * @param hash hash of all that went in: scenario, version, data
 * @param baseline case that the others are compared with
 * @param inputs data file to the SHA-256 of its bytes
 * @param leftOut rows of these files that no run saw, by reason
 * @param cases at least one case, in the order of the sweep
 * @param nodes nodes of the first case's cluster
 * @param gpus GPU devices of the first case's cluster
 * @param cpuMilli thousandths of CPU core of the first case's cluster
 */
public record StudyResult(
    String scenario,
    String question,
    String version,
    long seed,
    String hash,
    String baseline,
    SortedMap<String, String> inputs,
    SortedMap<String, Long> leftOut,
    List<CaseResult> cases,
    int nodes,
    long gpus,
    long cpuMilli) {
  /** Copies the parts. */
  public StudyResult {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    cases = List.copyOf(cases);
  }

  /** The same result compared with another case. */
  public StudyResult withBaseline(String caseId) {
    return new StudyResult(
        scenario, question, version, seed, hash, caseId, inputs, leftOut, cases, nodes, gpus,
        cpuMilli);
  }

  /** The case of an id. */
  public Optional<CaseResult> find(String caseId) {
    return cases.stream().filter(result -> result.caseId().equals(caseId)).findFirst();
  }
}
