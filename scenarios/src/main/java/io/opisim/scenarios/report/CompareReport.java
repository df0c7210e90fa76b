package io.opisim.scenarios.report;

import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.Comparison;
import io.opisim.scenarios.result.StudyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code compare} prints: every metric, with the paired interval and what may be concluded.
 */
public final class CompareReport {
  private CompareReport() {}

  /** One pair of cases compared. */
  public record Pair(String title, List<Comparison> comparisons) {
    /** Copies the comparisons. */
    public Pair {
      comparisons = List.copyOf(comparisons);
    }
  }

  /** The cases of one result against its baseline. */
  public static List<Pair> within(StudyResult result) {
    CaseResult baseline = result.find(result.baseline()).orElseThrow();
    return result.cases().stream()
        .filter(one -> one != baseline)
        .map(one -> pair(one.caseId(), baseline.caseId(), Comparison.of(one, baseline)))
        .toList();
  }

  /** The cases of one result against the cases of the same id of another one. */
  public static List<Pair> between(StudyResult first, StudyResult other, String otherName) {
    List<Pair> pairs = new ArrayList<>();
    for (CaseResult one : other.cases()) {
      Optional<CaseResult> same = first.find(one.caseId());
      same.ifPresent(
          baseline ->
              pairs.add(
                  pair(
                      one.caseId() + " of " + otherName,
                      first.scenario() + "/" + first.hash(),
                      Comparison.of(one, baseline))));
    }
    return pairs;
  }

  private static Pair pair(String name, String baseline, List<Comparison> comparisons) {
    return new Pair(name + " against " + baseline, comparisons);
  }

  /** The lines. */
  public static List<String> lines(List<Pair> pairs) {
    List<String> lines = new ArrayList<>();
    for (Pair pair : pairs) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(pair.title() + ":");
      TextTable table =
          new TextTable(
              List.of(
                  "metric", ">baseline", ">difference", ">95 % interval", ">relative", "verdict"));
      for (Comparison comparison : pair.comparisons()) {
        table.row(
            List.of(
                comparison.metric().name(),
                Figures.of(comparison.baselineMean()),
                Figures.of(comparison.difference().mean()),
                comparison.difference().count() < 2
                    ? "-"
                    : Figures.of(comparison.difference().low())
                        + " to "
                        + Figures.of(comparison.difference().high()),
                comparison.relative().map(Figures::signedPercent).orElse("-"),
                comparison.verdict().name().toLowerCase(Locale.ROOT)));
      }
      lines.addAll(table.lines());
    }
    return lines;
  }
}
