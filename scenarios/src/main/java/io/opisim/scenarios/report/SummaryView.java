package io.opisim.scenarios.report;

import io.opisim.scenarios.result.CaseResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which metrics tell most of a study; the first view whose marks the cases have is shown. */
enum SummaryView {
  /** Interruptions have a price, or things break. */
  INTERRUPTED(
      List.of("waste_ratio"),
      List.of(
          "jct_mean_s",
          "queue_wait_mean_s",
          "makespan_s",
          "goodput_ratio",
          "effective_training_time_ratio",
          "lost_work_s",
          "checkpoint_s",
          "restart_s",
          "failures",
          "preemptions"),
      List.of("jct_mean_s", "makespan_s", "goodput_ratio", "effective_training_time_ratio")),

  /** Training jobs read over the fabric that they share. */
  MIXED(
      List.of("data_stall_ratio", "run_slowdown_mean_ratio"),
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
          "dpu_power_w"),
      List.of("jct_mean_s", "makespan_s", "step_mean_s", "read_bytes_per_s", "host_cores_busy")),

  /** Emulated training jobs share a storage. */
  STORAGE(
      List.of("data_stall_ratio"),
      List.of(
          "accelerators_sustained",
          "jct_mean_s",
          "au_ratio",
          "samples_per_s",
          "late_data_ratio",
          "cache_hit_ratio",
          "checkpoint_stall_ratio",
          "host_cores_busy",
          "host_cores_freed",
          "dpu_power_w"),
      List.of("accelerators_sustained", "jct_mean_s", "samples_per_s")),

  /** Training jobs share a fabric. */
  TRAINING(
      List.of("run_slowdown_mean_ratio"),
      List.of(
          "jct_mean_s",
          "queue_wait_mean_s",
          "makespan_s",
          "step_mean_s",
          "exposed_collective_ratio",
          "run_slowdown_mean_ratio",
          "run_slowdown_max_ratio",
          "goodput_ratio"),
      List.of("jct_mean_s", "makespan_s", "step_mean_s", "run_slowdown_mean_ratio")),

  /** Jobs of known length. */
  JOBS(
      List.of(),
      List.of(
          "jct_mean_s",
          "jct_p50_s",
          "jct_p90_s",
          "jct_p99_s",
          "queue_wait_mean_s",
          "makespan_s",
          "gpu_utilisation_ratio"),
      List.of("jct_mean_s", "jct_p99_s", "queue_wait_mean_s", "makespan_s"));

  /** Shown beside any view, where they are known. */
  private static final List<String> DRAWN_AND_PAID = List.of("power_w", "cost_usd");

  private final List<String> marks;
  private final List<String> columns;
  private final List<String> compared;

  SummaryView(List<String> marks, List<String> columns, List<String> compared) {
    this.marks = marks;
    this.columns = columns;
    this.compared = compared;
  }

  static SummaryView of(List<CaseResult> cases) {
    return Arrays.stream(values())
        .filter(view -> view.marks.stream().allMatch(mark -> has(cases, mark)))
        .findFirst()
        .orElseThrow();
  }

  /** Metrics of the rows of cases. */
  List<String> columns(List<CaseResult> cases) {
    return known(columns, cases);
  }

  /** Metrics of the differences to the baseline. */
  List<String> compared(List<CaseResult> cases) {
    return known(compared, cases);
  }

  private List<String> known(List<String> metrics, List<CaseResult> cases) {
    List<String> shown = new ArrayList<>(metrics);
    if (this == MIXED || this == STORAGE) {
      shown.removeIf(metric -> !has(cases, metric));
      // A single job's completion time tells no more than its samples/s.
      if (cases.stream().allMatch(one -> one.runs().get(0).metrics().get("jobs_finished") <= 1)) {
        shown.remove("jct_mean_s");
      }
    }
    DRAWN_AND_PAID.stream().filter(metric -> has(cases, metric)).forEach(shown::add);
    return shown;
  }

  private static boolean has(List<CaseResult> cases, String metric) {
    return cases.stream().anyMatch(one -> one.runs().get(0).metrics().containsKey(metric));
  }
}
