package io.opisim.cli;

import io.opisim.scenarios.optimize.PlanTable;
import io.opisim.scenarios.optimize.PlanWishes;
import io.opisim.scenarios.optimize.PreviousPlan;
import io.opisim.scenarios.result.io.ResultReader;
import io.opisim.scheduler.optimizer.joint.SoftTerm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What plans are to be like besides their aim. */
final class WishOptions {
  @Option(
      names = "--weigh",
      split = ",",
      paramLabel = "TERM=W",
      description = {
        "One unit of a term, summed over jobs, is worth W seconds of the aim: fragmentation (GPU s",
        "idle on nodes in use), network-distance (hops between nodes of consecutive tasks), energy",
        "(kWh) and cost (USD) of nodes in use, moves (jobs elsewhere or otherwise than in the previous",
        "plan). Terms without weight are told."
      })
  private Map<String, Double> weights;

  @Option(
      names = "--previous",
      paramLabel = "RESULT",
      description = "Earlier result of 'optimize', whose plan moves are counted from.")
  private Path previous;

  PlanWishes wishes() throws IOException {
    SortedMap<SoftTerm, Double> known = new TreeMap<>();
    Map<String, Double> asked = weights == null ? Map.of() : weights;
    for (Map.Entry<String, Double> weight : asked.entrySet()) {
      SoftTerm term = SoftTerm.find(weight.getKey()).orElseThrow(() -> unknown(weight.getKey()));
      if (!(weight.getValue() > 0) || weight.getValue().isInfinite()) {
        throw new UsageException(
            "--weigh: "
                + weight.getKey()
                + " needs a weight of more than 0 s, not "
                + weight.getValue());
      }
      known.put(term, weight.getValue());
    }
    return new PlanWishes(known, previous == null ? Optional.empty() : Optional.of(earlier()));
  }

  private static UsageException unknown(String term) {
    return new UsageException(
        "--weigh: there is no "
            + term
            + "; known: "
            + Arrays.stream(SoftTerm.values()).map(SoftTerm::id).toList());
  }

  private PreviousPlan earlier() throws IOException {
    Path folder = ResultReader.locate(previous);
    if (!Files.exists(folder.resolve(PlanTable.FILE))) {
      throw new UsageException(
          "--previous: "
              + folder
              + " has no "
              + PlanTable.FILE
              + ": only 'opisim optimize' writes one");
    }
    return PreviousPlan.read(folder);
  }
}
