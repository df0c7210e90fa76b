package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.KnownIds;
import java.util.List;

/** Ids and building blocks of the scenarios in these tests. */
final class TestScenarios {
  static final KnownIds IDS =
      KnownIds.none()
          .with(
              KnownIds.POLICY,
              List.of(
                  "fifo",
                  "easy-backfill",
                  "shortest-job-first",
                  "shortest-remaining-first",
                  "least-attained-service"))
          .with(
              KnownIds.PLACEMENT,
              List.of("first-fit", "best-fit", "spread", "random", "consolidated"))
          .with(KnownIds.TRACE_FORMAT, List.of("philly-jobs", "alibaba-openb-pods", "acme-kalos"))
          .with(KnownIds.NODE_FORMAT, List.of("alibaba-openb-nodes"))
          .with(KnownIds.NODE_SHAPE, List.of("dgx-a100", "dgx-h100", "cpu-8-core"))
          .with(KnownIds.LAW, List.of("philly"))
          .with(KnownIds.METRIC, List.of("jct_mean_s", "makespan_s"))
          .with(KnownIds.TABLE, List.of("tasks", "waits"));

  private TestScenarios() {}

  /**
   * Puts one valid line in place of each {@code @name}, and control characters of {@code <NAME>}.
   */
  static String expand(String text) {
    return text.replace("@question", "question: Does it break?")
        .replace("@cluster", "cluster: {nodes: [{shape: dgx-a100, count: 2}]}")
        .replace("@workload", "workload: {synthetic: {law: philly, jobs: 100}}")
        .replace("@scheduling", "scheduling: {policy: fifo}")
        .replace("<TAB>", "\t")
        .replace("<NUL>", "\0")
        .replace("<ESC>", "\u001b")
        .replace("<BOM>", "\u00ef\u00bb\u00bf")
        .replace("<HALF-A-CHARACTER>", "\u00c3")
        .replace("<60-BRACKETS>", "[".repeat(60))
        .replace("<900-BRACKETS>", "[".repeat(900))
        .replace("<LONG-NUMBER>", "9".repeat(5_000))
        .replace("<5-MEGABYTES>", "# nothing\n".repeat(500_000));
  }
}
