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
  private static final List<String> COLUMNS =
      List.of(
          "jct_mean_s",
          "jct_p50_s",
          "jct_p90_s",
          "jct_p99_s",
          "queue_wait_mean_s",
          "makespan_s",
          "gpu_utilisation_ratio");
  private static final List<String> COMPARED =
      List.of("jct_mean_s", "jct_p99_s", "queue_wait_mean_s", "makespan_s");

  /** Where training jobs share a fabric. */
  private static final List<String> TRAINING_COLUMNS =
      List.of(
          "jct_mean_s",
          "queue_wait_mean_s",
          "makespan_s",
          "step_mean_s",
          "exposed_collective_ratio",
          "run_slowdown_mean_ratio",
          "run_slowdown_max_ratio",
          "goodput_ratio");

  private static final List<String> TRAINING_COMPARED =
      List.of("jct_mean_s", "makespan_s", "step_mean_s", "run_slowdown_mean_ratio");

  /** Where emulated training jobs share a storage. */
  private static final List<String> STORAGE_COLUMNS =
      List.of(
          "accelerators_sustained",
          "jct_mean_s",
          "au_ratio",
          "samples_per_s",
          "late_data_ratio",
          "host_cores_busy",
          "host_cores_freed",
          "dpu_power_w",
          "power_w",
          "cost_usd");

  private static final List<String> STORAGE_COMPARED =
      List.of("accelerators_sustained", "jct_mean_s", "samples_per_s", "power_w", "cost_usd");

  /** Where training jobs read over the fabric that they share. */
  private static final List<String> MIXED_COLUMNS =
      List.of(
          "jct_mean_s",
          "queue_wait_mean_s",
          "makespan_s",
          "step_mean_s",
          "exposed_collective_ratio",
          "data_stall_ratio",
          "run_slowdown_mean_ratio",
          "read_bytes_per_s",
          "host_cores_busy",
          "host_cores_freed",
          "dpu_power_w");

  private static final List<String> MIXED_COMPARED =
      List.of("jct_mean_s", "makespan_s", "step_mean_s", "read_bytes_per_s", "host_cores_busy");

  private SummaryReport() {}

  /** The lines. */
  public static List<String> lines(StudyResult result) {
    List<String> lines = new ArrayList<>();
    int runs = result.cases().get(0).runs().size();
    lines.add(result.scenario() + ": " + result.question());
    lines.add(
        result.cases().size()
            + " cases x "
            + runs
            + (runs == 1 ? " run" : " runs")
            + ", "
            + Figures.of(result.nodes())
            + " nodes with "
            + Figures.of(result.gpus())
            + (sweepsCluster(result) ? " GPUs in the first case, seed " : " GPUs, seed ")
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

  private static boolean train(List<CaseResult> cases) {
    return cases.stream()
        .anyMatch(one -> one.runs().get(0).metrics().containsKey("run_slowdown_mean_ratio"));
  }

  private static boolean read(List<CaseResult> cases) {
    return cases.stream()
        .anyMatch(one -> one.runs().get(0).metrics().containsKey("data_stall_ratio"));
  }

  private static boolean mixed(List<CaseResult> cases) {
    return read(cases) && train(cases);
  }

  private static List<String> columns(List<CaseResult> cases) {
    if (read(cases)) {
      return known(mixed(cases) ? MIXED_COLUMNS : STORAGE_COLUMNS, cases);
    }
    return train(cases) ? TRAINING_COLUMNS : COLUMNS;
  }

  /** Those that a case has; a single job's completion time tells no more than its samples/s. */
  private static List<String> known(List<String> metrics, List<CaseResult> cases) {
    boolean several =
        cases.stream().anyMatch(one -> one.runs().get(0).metrics().get("jobs_finished") > 1);
    return metrics.stream()
        .filter(
            metric ->
                cases.stream().anyMatch(one -> one.runs().get(0).metrics().containsKey(metric)))
        .filter(metric -> several || !metric.equals("jct_mean_s"))
        .toList();
  }

  /** One row a case. */
  static TextTable cases(List<CaseResult> cases) {
    List<String> columns = columns(cases);
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
    List<String> metrics =
        read(others)
            ? known(mixed(others) ? MIXED_COMPARED : STORAGE_COMPARED, others)
            : train(others) ? TRAINING_COMPARED : COMPARED;
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
