package io.opisim.scheduler.optimizer.joint;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a plan should have little of besides its aim, in the order in which terms break ties.
 * Amounts are sums over jobs; {@link TermAmounts} says what each means.
 */
public enum SoftTerm {
  /** GPUs that nobody holds on nodes that are in use, times time. */
  FRAGMENTATION("fragmentation", "GPU s", "idle_gpu_s", SoftTerms::idleGpuSeconds),
  /** Links between the nodes of consecutive tasks. */
  NETWORK_DISTANCE("network-distance", "hops", "network_hops", SoftTerms::networkHops),
  /** What nodes in use draw, with the facility. */
  ENERGY("energy", "kWh", "energy_kwh", SoftTerms::energyKilowattHours),
  /** What nodes in use cost. */
  COST("cost", "USD", "cost_usd", SoftTerms::costUsDollars),
  /** Jobs that an earlier plan has elsewhere or otherwise. */
  MOVES("moves", "jobs", "moved_jobs", SoftTerms::movedJobs);

  private final String id;
  private final String unit;
  private final String column;
  private final ToDoubleFunction<SoftTerms> amount;

  SoftTerm(String id, String unit, String column, ToDoubleFunction<SoftTerms> amount) {
    this.id = id;
    this.unit = unit;
    this.column = column;
    this.amount = amount;
  }

  /** Its public name. */
  public String id() {
    return id;
  }

  /** What it is counted in. */
  public String unit() {
    return unit;
  }

  /** Its column in tables. */
  public String column() {
    return column;
  }

  /** Whether it comes in whole numbers only. */
  public boolean isCounted() {
    return this == NETWORK_DISTANCE || this == MOVES;
  }

  /** How much of it there is. */
  public double of(SoftTerms terms) {
    return amount.applyAsDouble(terms);
  }

  /** The term of a name. */
  public static Optional<SoftTerm> find(String id) {
    return Arrays.stream(values()).filter(term -> term.id.equals(id)).findFirst();
  }
}
