package io.opisim.scenarios.result;

import io.opisim.simcore.stat.ConfidenceInterval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Writes the tables of a whole study. */
public final class SummaryTables {
  private SummaryTables() {}

  /** Writes {@code summary}, {@code runs} and {@code comparison} into a folder that exists. */
  public static void write(Path folder, StudyResult result) throws IOException {
    writeSummary(folder, result);
    writeRuns(folder, result);
    writeComparison(folder, result);
  }

  /** Writes {@code summary.csv} alone. */
  public static void writeSummary(Path folder, StudyResult result) throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.SUMMARY, 0)) {
      for (CaseResult one : result.cases()) {
        for (Map.Entry<String, ConfidenceInterval> metric : one.summary().entrySet()) {
          ConfidenceInterval interval = metric.getValue();
          table
              .put(one.caseId())
              .put(metric.getKey())
              .put(interval.mean())
              .put(interval.low())
              .put(interval.high())
              .put(one.runs().size());
          table.endRow();
        }
      }
    }
  }

  private static void writeRuns(Path folder, StudyResult result) throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.RUNS, 0)) {
      for (CaseResult one : result.cases()) {
        for (RunResult run : one.runs()) {
          for (Map.Entry<String, Double> metric : run.metrics().entrySet()) {
            table
                .put(one.caseId())
                .put(run.seed())
                .put(metric.getKey())
                .put(metric.getValue().doubleValue());
            table.endRow();
          }
        }
      }
    }
  }

  private static void writeComparison(Path folder, StudyResult result) throws IOException {
    CaseResult baseline = result.find(result.baseline()).orElseThrow();
    try (TableWriter table = new TableWriter(folder, ResultTable.COMPARISON, 0)) {
      for (CaseResult one : result.cases()) {
        if (one != baseline) {
          for (Comparison comparison : Comparison.of(one, baseline)) {
            writeRow(table, comparison);
          }
        }
      }
    }
  }

  private static void writeRow(TableWriter table, Comparison comparison) {
    table
        .put(comparison.caseId())
        .put(comparison.baseline())
        .put(comparison.metric().name())
        .put(comparison.difference().mean())
        .put(comparison.difference().low())
        .put(comparison.difference().high())
        .put(comparison.relative().orElse(Double.NaN).doubleValue())
        .put(comparison.verdict().name().toLowerCase(Locale.ROOT));
    table.endRow();
  }
}
