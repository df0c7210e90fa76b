package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.topology.Cluster;
import io.opisim.scheduler.QuotaRules;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What plans are held to and judged by besides their aim.
 *
 * @param distances between nodes
 * @param costs what nodes draw and cost, if that is known
 * @param earlier the plan that was there before, if any
 * @param quotas of cluster queues, which no plan exceeds at any time; empty for none
 * @param weights seconds of the aim that a unit of a term is worth, more than 0; a term without one
 *     only breaks ties between plans found
 */
public record JointRules(
    NodeDistances distances,
    Optional<NodeCosts> costs,
    Optional<EarlierPlan> earlier,
    Optional<QuotaRules> quotas,
    SortedMap<SoftTerm, Double> weights) {
  /**
   * Copies the weights.
   *
   * @throws IllegalArgumentException if a term has a weight that is not known, or a weight is not
   *     more than 0
   */
  public JointRules {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    for (Map.Entry<SoftTerm, Double> weight : weights.entrySet()) {
      if (!(weight.getValue() > 0) || weight.getValue().isInfinite()) {
        throw new IllegalArgumentException(
            "a unit of " + weight.getKey().id() + " cannot be worth " + weight.getValue() + " s");
      }
      if (!isKnown(weight.getKey(), costs, earlier)) {
        throw new IllegalArgumentException(weight.getKey().id() + " is not known here");
      }
    }
  }

  /** Distances by rack, and nothing else. */
  public static JointRules plain(Cluster cluster) {
    return new JointRules(
        NodeDistances.byRack(cluster),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>());
  }

  /** The same with quotas. */
  public JointRules with(Optional<QuotaRules> newQuotas) {
    return new JointRules(distances, costs, earlier, newQuotas, weights);
  }

  /** The same after an earlier plan. */
  public JointRules after(EarlierPlan newEarlier) {
    return new JointRules(distances, costs, Optional.of(newEarlier), quotas, weights);
  }

  /** The same with weights. */
  public JointRules with(SortedMap<SoftTerm, Double> newWeights) {
    return new JointRules(distances, costs, earlier, quotas, newWeights);
  }

  /** Whether there is anything to tell about a term. */
  public boolean isKnown(SoftTerm term) {
    return isKnown(term, costs, earlier);
  }

  private static boolean isKnown(
      SoftTerm term, Optional<NodeCosts> costs, Optional<EarlierPlan> earlier) {
    return switch (term) {
      case FRAGMENTATION, NETWORK_DISTANCE -> true;
      case ENERGY -> costs.isPresent();
      case COST -> costs.flatMap(NodeCosts::prices).isPresent();
      case MOVES -> earlier.isPresent();
    };
  }

  /** Seconds of the aim that these amounts are worth. */
  public double worthSeconds(SoftTerms terms) {
    return worthSeconds(weights, terms);
  }

  /** The same by weights of terms. */
  public static double worthSeconds(Map<SoftTerm, Double> weights, SoftTerms terms) {
    double seconds = 0;
    for (Map.Entry<SoftTerm, Double> weight : weights.entrySet()) {
      seconds += weight.getValue() * weight.getKey().of(terms);
    }
    return seconds;
  }
}
