package io.opisim.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanReportTest {
  @Test
  void pairsThatCouldNotGoOnForTheSameReasonAreOneLineThatNamesThreeOfThem() {
    Map<String, String> refused =
        Map.of("a+x", "stuck", "b+x", "stuck", "c+x", "preempted", "d+x", "stuck", "e+x", "stuck");
    assertThat(PlanReport.refused(new TreeMap<>(refused)))
        .containsExactly(
            "c+x could not go on: preempted", "a+x, b+x, d+x and 1 more could not go on: stuck");
  }
}
