package io.opisim.scheduler.optimizer.joint;

/**
 * Amounts of the soft terms, of a job or of a plan; 0 for those that a problem does not know.
 *
 * @param idleGpuSeconds GPUs that nobody holds on nodes in use, times time
 * @param networkHops links between the nodes of consecutive tasks
 * @param energyKilowattHours what nodes in use draw, with the facility
 * @param costUsDollars what nodes in use cost
 * @param movedJobs jobs that are elsewhere or otherwise than in the earlier plan
 */
public record SoftTerms(
    double idleGpuSeconds,
    long networkHops,
    double energyKilowattHours,
    double costUsDollars,
    long movedJobs) {
  /** Nothing of any. */
  public static final SoftTerms NONE = new SoftTerms(0, 0, 0, 0, 0);

  /** Both together. */
  SoftTerms plus(SoftTerms other) {
    return new SoftTerms(
        idleGpuSeconds + other.idleGpuSeconds,
        networkHops + other.networkHops,
        energyKilowattHours + other.energyKilowattHours,
        costUsDollars + other.costUsDollars,
        movedJobs + other.movedJobs);
  }

  /** Below 0 if this has less of the first term of which both do not have the same, to 1e-6. */
  int compareTo(SoftTerms other) {
    int comparison = 0;
    for (SoftTerm term : SoftTerm.values()) {
      long own = Math.round(term.of(this) * 1e6);
      long theirs = Math.round(term.of(other) * 1e6);
      comparison = comparison == 0 ? Long.compare(own, theirs) : comparison;
    }
    return comparison;
  }
}
