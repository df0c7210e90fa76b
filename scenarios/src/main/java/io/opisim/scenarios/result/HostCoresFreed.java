package io.opisim.scenarios.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds to each run the cores of nodes that it frees against the baseline's run of its seed. */
public final class HostCoresFreed {
  private static final double ROUNDING = 1e-9;

  private HostCoresFreed() {}

  /** The same results with the metric, where both runs know their cores and bytes. */
  public static List<CaseResult> against(String baseline, List<CaseResult> results) {
    List<CaseResult> more = new ArrayList<>();
    CaseResult base =
        results.stream().filter(one -> one.caseId().equals(baseline)).findFirst().orElseThrow();
    for (CaseResult one : results) {
      List<RunResult> runs = new ArrayList<>();
      for (int run = 0; run < one.runs().size(); run++) {
        runs.add(against(base.runs().get(run), one.runs().get(run)));
      }
      more.add(new CaseResult(one.caseId(), one.parameters(), runs));
    }
    return more;
  }

  private static RunResult against(RunResult base, RunResult own) {
    boolean known =
        base.metrics().containsKey(EmulatedMetrics.HOST_CORES)
            && own.metrics().containsKey(EmulatedMetrics.HOST_CORES);
    if (!known) {
      return own;
    }
    double perByte =
        base.metrics().get(EmulatedMetrics.HOST_CORES)
            / base.metrics().get(EmulatedMetrics.READ_RATE);
    Map<String, Double> metrics = new LinkedHashMap<>();
    own.metrics()
        .forEach(
            (name, value) -> {
              metrics.put(name, value);
              if (name.equals(EmulatedMetrics.HOST_CORES)) {
                double needed = perByte * own.metrics().get(EmulatedMetrics.READ_RATE);
                boolean equal = Math.abs(needed - value) <= ROUNDING * needed;
                metrics.put(EmulatedMetrics.HOST_CORES_FREED, equal ? 0 : needed - value);
              }
            });
    return new RunResult(own.seed(), metrics);
  }
}
