package io.opisim.scenarios.result.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.result.StudyResult;
import io.opisim.simcore.stat.ConfidenceInterval;
import java.util.Map;

/** The JSON forms of a study's result. */
public final class ResultJson {
  private ResultJson() {}

  /** What {@code run --json} prints. */
  public static ObjectNode summary(StudyResult result, String resultFolder) {
    ObjectNode document = Json.object();
    document.put("scenario", result.scenario());
    document.put("version", result.version());
    document.put("seed", result.seed());
    ArrayNode cases = document.putArray("cases");
    for (CaseResult one : result.cases()) {
      ObjectNode node = cases.addObject();
      node.put("case", one.caseId());
      ObjectNode parameters = node.putObject("parameters");
      one.parameters().forEach(parameters::put);
      node.put("runs", one.runs().size());
      ObjectNode metrics = node.putObject("metrics");
      for (Map.Entry<String, ConfidenceInterval> metric : one.summary().entrySet()) {
        ObjectNode value = metrics.putObject(metric.getKey());
        Json.put(value, "mean", metric.getValue().mean());
        Json.put(value, "ci_low", metric.getValue().low());
        Json.put(value, "ci_high", metric.getValue().high());
      }
      one.largestWaitReason().ifPresent(reason -> node.put("largest_wait_reason", reason.id()));
    }
    document.put("result_dir", resultFolder);
    return document;
  }

  /** The manifest of a result folder. */
  static ObjectNode manifest(StudyResult result) {
    ObjectNode document = Json.object();
    document.put("scenario", result.scenario());
    document.put("question", result.question());
    document.put("version", result.version());
    document.put("hash", result.hash());
    document.put("seed", result.seed());
    document.put("baseline", result.baseline());
    ObjectNode inputs = document.putObject("inputs");
    result.inputs().forEach(inputs::put);
    ObjectNode leftOut = document.putObject("left_out");
    result.leftOut().forEach(leftOut::put);
    ObjectNode cluster = document.putObject("cluster");
    cluster.put("nodes", result.nodes());
    cluster.put("gpus", result.gpus());
    cluster.put("cpu_milli", result.cpuMilli());
    ArrayNode cases = document.putArray("cases");
    for (CaseResult one : result.cases()) {
      ObjectNode node = cases.addObject();
      node.put("case", one.caseId());
      ObjectNode parameters = node.putObject("parameters");
      one.parameters().forEach(parameters::put);
      ArrayNode runs = node.putArray("runs");
      for (RunResult run : one.runs()) {
        ObjectNode entry = runs.addObject();
        entry.put("seed", run.seed());
        entry.put("directory", "runs/" + one.caseId() + "-" + run.seed());
      }
    }
    return document;
  }
}
