package io.opisim.scenarios.report;

import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.Comparison;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.simcore.stat.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code run} prints: one row a case, then what may be concluded against the baseline. */
public final class SummaryReport {
  private SummaryReport() {}

  /** The lines. */
  public static List<String> lines(StudyResult result) {
    List<String> lines = new ArrayList<>();
    int runs = result.cases().get(0).runs().size();
    lines.add(result.scenario() + ": " + result.question());
    lines.add(
        Figures.counted(result.cases().size(), "case")
            + " x "
            + Figures.counted(runs, "run")
            + ", "
            + Figures.counted(result.nodes(), "node")
            + " with "
            + Figures.counted(result.gpus(), "GPU")
            + (sweepsCluster(result) ? " in the first case, seed " : ", seed ")
            + result.seed()
            + (runs > 1 ? "; mean ± half the 95 % interval" : ""));
    lines.add("");
    lines.addAll(cases(result.cases()).lines());
    CaseResult baseline = result.find(result.baseline()).orElseThrow();
    List<String> compared = compared(result, baseline);
    if (runs > 1 && !compared.isEmpty()) {
      lines.add("");
      lines.addAll(compared);
    }
    return lines;
  }

  private static boolean sweepsCluster(StudyResult result) {
    return result.cases().stream()
        .flatMap(one -> one.parameters().keySet().stream())
        .anyMatch(path -> path.equals("cluster") || path.startsWith("cluster."));
  }

  /** One row a case. */
  static TextTable cases(List<CaseResult> cases) {
    List<String> columns = SummaryView.of(cases).columns(cases);
    List<String> headers = new ArrayList<>(List.of("case"));
    columns.forEach(metric -> headers.add(">" + metric));
    headers.add("largest wait reason");
    TextTable table = new TextTable(headers);
    for (CaseResult one : cases) {
      Map<String, ConfidenceInterval> summary = one.summary();
      List<String> row = new ArrayList<>(List.of(one.caseId()));
      for (String metric : columns) {
        row.add(summary.containsKey(metric) ? Figures.of(summary.get(metric)) : "-");
      }
      row.add(one.largestWaitReason().map(reason -> reason.id()).orElse("-"));
      table.row(row);
    }
    return table;
  }

  private static List<String> compared(StudyResult result, CaseResult baseline) {
    List<CaseResult> others =
        result.cases().stream().filter(one -> one != baseline && !isOracle(one)).toList();
    if (others.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Against "
            + baseline.caseId()
            + ", run by run; * where the paired 95 % interval excludes zero:");
    lines.addAll(differences(others, baseline).lines());
    return lines;
  }

  /** Relative differences of the main metrics. */
  static TextTable differences(List<CaseResult> others, CaseResult baseline) {
    List<String> metrics = SummaryView.of(others).compared(others);
    List<String> headers = new ArrayList<>(List.of("case"));
    metrics.forEach(metric -> headers.add(">" + metric));
    TextTable table = new TextTable(headers);
    for (CaseResult one : others) {
      List<Comparison> comparisons = Comparison.of(one, baseline);
      List<String> row = new ArrayList<>(List.of(one.caseId()));
      for (String metric : metrics) {
        row.add(
            comparisons.stream()
                .filter(comparison -> comparison.metric().name().equals(metric))
                .findFirst()
                .map(SummaryReport::cell)
                .orElse("-"));
      }
      table.row(row);
    }
    return table;
  }

  private static String cell(Comparison comparison) {
    String difference = comparison.relative().map(Figures::signedPercent).orElse("-");
    return switch (comparison.verdict()) {
      case EQUAL -> "equal";
      case UNDECIDED -> difference + "  ";
      default -> difference + " *";
    };
  }

  static boolean isOracle(CaseResult result) {
    return result.caseId().equals("oracle") || result.caseId().startsWith("oracle+");
  }
}
