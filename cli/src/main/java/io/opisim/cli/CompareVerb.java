package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.scenarios.report.CompareReport;
import io.opisim.scenarios.result.Comparison;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.scenarios.result.io.Json;
import io.opisim.scenarios.result.io.ResultReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: paired differences within a result or between results. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the cases of one result, or of several.",
      "Runs are compared seed by seed: every metric's mean difference with its 95 %% interval. With",
      "one result: its cases against its baseline. With more: the cases of each further result",
      "against those of the same id in the first; they need the same seeds.",
      "",
      "A verdict is given only where the interval excludes zero."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim compare results/first",
      "  opisim compare results/first/0123456789ab results/first/ba9876543210",
      "",
      "Exit codes: 0 done; 2 a folder is no result, or the results have no seeds in common."
    })
final class CompareVerb implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RESULT", arity = "1..*", description = "Result folders.")
  private List<Path> results;

  @Option(
      names = "--baseline",
      paramLabel = "CASE",
      description = "With one result: the case to compare with, instead of the scenario's.")
  private String baseline;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  CompareVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<StudyResult> read = new ArrayList<>();
    for (Path result : results) {
      read.add(ResultReader.read(ResultReader.locate(result)));
    }
    List<CompareReport.Pair> pairs;
    try {
      pairs = read.size() == 1 ? CompareReport.within(rebased(read.get(0))) : between(read);
    } catch (IllegalArgumentException unlike) {
      throw new UsageException(unlike.getMessage());
    }
    if (pairs.isEmpty()) {
      throw new UsageException("there is nothing to compare: no case is in both");
    }
    if (json) {
      console.json(document(pairs));
    } else {
      console.lines(CompareReport.lines(pairs));
    }
    return ExitCodes.DONE;
  }

  private StudyResult rebased(StudyResult result) {
    if (baseline == null) {
      return result;
    }
    if (result.find(baseline).isEmpty()) {
      throw new UsageException(
          "--baseline: no case \""
              + baseline
              + "\"; the cases are "
              + result.cases().stream().map(one -> one.caseId()).toList());
    }
    return result.withBaseline(baseline);
  }

  private static List<CompareReport.Pair> between(List<StudyResult> read) {
    List<CompareReport.Pair> pairs = new ArrayList<>();
    StudyResult first = read.get(0);
    for (StudyResult other : read.subList(1, read.size())) {
      pairs.addAll(CompareReport.between(first, other, other.scenario() + "/" + other.hash()));
    }
    return pairs;
  }

  private static ObjectNode document(List<CompareReport.Pair> pairs) {
    ObjectNode document = Json.object();
    ArrayNode list = document.putArray("comparisons");
    for (CompareReport.Pair pair : pairs) {
      ObjectNode node = list.addObject();
      node.put("pair", pair.title());
      ObjectNode metrics = node.putObject("metrics");
      for (Comparison comparison : pair.comparisons()) {
        ObjectNode metric = metrics.putObject(comparison.metric().name());
        Json.put(metric, "baseline_mean", comparison.baselineMean());
        Json.put(metric, "difference", comparison.difference().mean());
        Json.put(metric, "ci_low", comparison.difference().low());
        Json.put(metric, "ci_high", comparison.difference().high());
        metric.put("verdict", comparison.verdict().name().toLowerCase(Locale.ROOT));
      }
    }
    return document;
  }
}
