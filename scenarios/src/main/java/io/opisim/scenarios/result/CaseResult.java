package io.opisim.scenarios.result;

import io.opisim.scheduler.WaitReason;
import io.opisim.simcore.stat.ConfidenceInterval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of one case.
 *
 * @param caseId id of the case
 * @param parameters axis path to value
 * @param runs at least one run, in the order of the seeds
 */
public record CaseResult(String caseId, Map<String, String> parameters, List<RunResult> runs) {
  /** Confidence level of every interval printed or written. */
  public static final double LEVEL = 0.95;

  /** Copies the parts. */
  public CaseResult {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("case " + caseId + " has no runs");
    }
  }

  /** The values of a metric, one per run, or empty if the case does not have it. */
  public Optional<double[]> values(String metric) {
    if (!runs.get(0).metrics().containsKey(metric)) {
      return Optional.empty();
    }
    return Optional.of(runs.stream().mapToDouble(run -> run.metrics().get(metric)).toArray());
  }

  /**
   * Mean and 95 % interval of every metric, in the order of {@link Metric#all}. With a single run
   * the interval is unbounded.
   */
  public Map<String, ConfidenceInterval> summary() {
    Map<String, ConfidenceInterval> summary = new LinkedHashMap<>();
    for (String metric : runs.get(0).metrics().keySet()) {
      summary.put(metric, ConfidenceInterval.of(values(metric).orElseThrow(), LEVEL));
    }
    return summary;
  }

  /** The reason for which jobs waited longest, all jobs and runs together, if any waited. */
  public Optional<WaitReason> largestWaitReason() {
    WaitReason largest = null;
    double most = 0;
    for (WaitReason reason : WaitReason.values()) {
      double sum = 0;
      for (RunResult run : runs) {
        sum += run.metrics().getOrDefault(Metric.nameOf(reason), 0.0);
      }
      if (sum > most) {
        most = sum;
        largest = reason;
      }
    }
    return Optional.ofNullable(largest);
  }
}
