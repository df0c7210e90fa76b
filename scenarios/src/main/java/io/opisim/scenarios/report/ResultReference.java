package io.opisim.scenarios.report;

import io.opisim.scenarios.result.Column;
import io.opisim.scenarios.result.Metric;
import io.opisim.scenarios.result.ResultTable;
import io.opisim.scheduler.WaitReason;
import java.util.List;
import java.util.Locale;

/** Writes the reference pages of what comes out of a run: metrics, and the columns of tables. */
public final class ResultReference {
  private static final String METRICS_HEAD =
      """
      # Metrics

      Every figure of a run. This page is made from the program's own records; `opisim list metrics`
      and `opisim explain METRIC` tell the same.

      A metric is one number per run. The tables show its mean over the runs of a case, with the
      95 % interval of that mean where there is more than one run. A metric that has no meaning in a
      case (the GPU utilisation of the unlimited cluster, or of a cluster without GPUs) is left out
      there.

      Quantiles are interpolated between the two nearest finished jobs in order. Jobs that could
      never run (`jobs_unplaceable`) are in no mean, no quantile and no wait.

      """;
  private static final String REASONS_HEAD =
      """

      ## Wait reasons

      Ordered from what no patience can mend to what time alone will mend: when several hold at a
      moment, the first one is told. `opisim list wait-reasons` tells the same.

      """;
  private static final String COLUMNS_HEAD =
      """
      # Result files and their columns

      This page is made from the program's own records. `opisim run` writes one folder a result:

      ```
      results/<scenario>/<hash>/
        manifest.json      version, hash, seed, hashes of the data files, cases and their runs
        scenario.yaml      the scenario as it was run: imports, --set and defaults filled in
        summary.csv        a row per case and metric
        runs.csv           a row per run and metric
        comparison.csv     a row per case and metric, against the baseline
        timing.json        facts of the machine: wall and CPU time; never compared
        runs/<case>-<seed>/
          jobs.csv         a row per job
          tasks.csv        only if the scenario says 'record: [tasks]'
          waits.csv        only if the scenario says 'record: [waits]'
          plannings.csv    only if it says 'record: [plannings]', of the policy optimizer
          planned-jobs.csv with plannings.csv
          links.csv        likewise, and the next three: of training jobs on a fabric
          steps.csv
          attribution.csv
          contention.csv
          trace.json.gz    only if the scenario says 'record: [trace]': see below
      ```

      `<hash>` is made of the resolved scenario, the version and the bytes of the data files: the
      same question has the same folder. All files but `timing.json` depend on these and on
      nothing else.

      Text is UTF-8, comma-separated, with a header line; times are seconds from the start of the
      run with up to nine decimals; a field without a value is empty. A table of more than 100,000
      rows is gzipped and its name ends in `.csv.gz`. The row of the unlimited cluster (`oracle`)
      has `jobs.csv` only.
      """;
  private static final String TRACE_TAIL =
      """

      ## `trace.json.gz`

      The steps of training jobs on a fabric as a trace in Chrome's JSON format: open it at
      <https://ui.perfetto.dev> or in `chrome://tracing`. A job is a process; its first track has its
      steps, the second what their time went to (for the slowest rank, the parts one behind the
      other, though in truth computation and bubble alternate), and its wait for the first start.
      Times are microseconds from the start of the run.
      """;

  private ResultReference() {}

  /** The page of the metrics, in Markdown. */
  public static String metrics() {
    StringBuilder page = new StringBuilder(METRICS_HEAD);
    page.append("| Metric | Unit | Better | Meaning | Formula |\n|---|---|---|---|---|\n");
    for (Metric metric : Metric.all()) {
      row(
          page,
          List.of(
              code(metric.name()),
              metric.unit(),
              metric.better().name().toLowerCase(Locale.ROOT),
              metric.meaning(),
              code(metric.formula())));
    }
    page.append(REASONS_HEAD).append("| Reason | A job waits because |\n|---|---|\n");
    for (WaitReason reason : WaitReason.values()) {
      row(page, List.of(code(reason.id()), reason.meaning()));
    }
    return page.toString();
  }

  /** The page of the tables and their columns, in Markdown. */
  public static String columns() {
    StringBuilder page = new StringBuilder(COLUMNS_HEAD);
    for (ResultTable table : ResultTable.values()) {
      page.append("\n## ").append(code(table.id())).append("\n\n");
      page.append(table.meaning()).append("\n\n");
      page.append("| Column | Unit | Meaning |\n|---|---|---|\n");
      for (Column column : table.columns()) {
        row(page, List.of(code(column.name()), column.unit(), column.meaning()));
      }
    }
    return page.append(TRACE_TAIL).toString();
  }

  private static void row(StringBuilder page, List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
