package io.opisim.scenarios.optimize;

import io.opisim.scheduler.optimizer.joint.SoftTerm;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What plans are to be like besides their aim.
 *
 * @param weights seconds of the aim that a unit of a term is worth
 * @param previous a plan from which they should differ little
 */
public record PlanWishes(SortedMap<SoftTerm, Double> weights, Optional<PreviousPlan> previous) {
  /** None. */
  public static final PlanWishes NONE = new PlanWishes(new TreeMap<>(), Optional.empty());

  /** Copies the weights. */
  public PlanWishes {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /** All that a result depends on, in words; empty where nothing is wished. */
  String asked() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<SoftTerm, Double> weight : weights.entrySet()) {
      text.append(" weigh ").append(weight.getKey().id()).append('=').append(weight.getValue());
    }
    previous.ifPresent(plan -> text.append(" previous ").append(plan.rows()));
    return text.toString();
  }
}
