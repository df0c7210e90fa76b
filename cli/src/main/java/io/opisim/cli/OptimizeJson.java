package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.scenarios.optimize.PairScreening;
import io.opisim.scenarios.optimize.PlanOutcome;
import io.opisim.scenarios.optimize.PlanOutcome.PairResult;
import io.opisim.scenarios.optimize.PlanOutcome.PlanResult;
import io.opisim.scenarios.result.Version;
import io.opisim.scenarios.result.io.Json;
import io.opisim.scenarios.scenario.Case;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scheduler.optimizer.joint.SoftTerms;
import io.opisim.simcore.stat.ConfidenceInterval;
import java.nio.file.Path;
import java.util.Locale;

/** What {@code optimize --json} prints. */
final class OptimizeJson {
  private OptimizeJson() {}

  static ObjectNode document(Scenario scenario, Case planned, PlanOutcome outcome, Path place) {
    ObjectNode document = Json.object();
    document.put("scenario", scenario.name());
    document.put("version", Version.text());
    document.put("seed", scenario.seed());
    document.put("case", planned.id());
    document.put("metric", outcome.metric());
    document.put("runs", scenario.runs());
    Json.put(document, "bound_s", outcome.boundSeconds());
    ObjectNode weights = document.putObject("weights_s");
    outcome.terms().weights().forEach((term, worth) -> Json.put(weights, term.id(), worth));
    terms(document.putObject("baseline_terms"), outcome, outcome.terms().baseline());
    ArrayNode plans = document.putArray("plans");
    for (PlanResult plan : outcome.plans()) {
      ObjectNode node = plans.addObject();
      node.put("plan", plan.id());
      Json.put(node, "score_s", plan.scoreSeconds());
      if (!outcome.terms().weights().isEmpty()) {
        double worth = outcome.terms().worthSeconds(plan.first());
        Json.put(node, "weighed_score_s", plan.scoreSeconds() + worth);
      }
      terms(node.putObject("terms"), outcome, plan.first().score().terms());
      interval(node.putObject("simulated"), plan.simulated().summary().get(outcome.metric()));
      Json.put(node, "gap_ratio", outcome.gap(plan.simulated()));
    }
    ArrayNode pairs = document.putArray("pairs");
    for (PairResult pair : outcome.pairs()) {
      ObjectNode node = pairs.addObject();
      node.put("policy", pair.policy());
      node.put("placement", pair.placement());
      if (!pair.ways().isEmpty()) {
        node.put("ways", pair.ways());
      }
      interval(node.putObject("simulated"), pair.simulated().summary().get(outcome.metric()));
      interval(node.putObject("plan_less_pair"), outcome.against(pair).difference());
      node.put("plan_is", outcome.against(pair).verdict().name().toLowerCase(Locale.ROOT));
    }
    outcome
        .screening()
        .ifPresent(screening -> screening(document.putObject("screening"), screening));
    ObjectNode refused = document.putObject("refused");
    outcome.refused().forEach(refused::put);
    document.put("result_dir", place.toString());
    return document;
  }

  /** Pairs that had one run only. */
  private static void screening(ObjectNode node, PairScreening screening) {
    node.put("seed", screening.seed());
    node.put("percent", screening.percent());
    ArrayNode left = node.putArray("pairs_of_one_run");
    for (PairScreening.Screened pair : screening.left()) {
      ObjectNode one = left.addObject();
      one.put("policy", pair.policy());
      one.put("placement", pair.placement());
      if (!pair.ways().isEmpty()) {
        one.put("ways", pair.ways());
      }
      Json.put(one, "one_run", pair.seconds());
    }
  }

  private static void terms(ObjectNode node, PlanOutcome outcome, SoftTerms amounts) {
    outcome.terms().known().forEach(term -> Json.put(node, term.column(), term.of(amounts)));
  }

  private static void interval(ObjectNode node, ConfidenceInterval interval) {
    Json.put(node, "mean", interval.mean());
    Json.put(node, "ci_low", interval.low());
    Json.put(node, "ci_high", interval.high());
  }
}
