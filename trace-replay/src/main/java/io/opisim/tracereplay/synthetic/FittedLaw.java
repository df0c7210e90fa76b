package io.opisim.tracereplay.synthetic;

import java.util.Collections;
import java.util.SortedMap;

/**
 * A law with where it comes from and how well it describes data that it was not fitted to.
 *
 * @param provenance where it comes from
 * @param quality how good it is
 * @param law the law
 */
public record FittedLaw(Provenance provenance, Quality quality, SyntheticLaw law) {
  /**
   * Where a law comes from.
   *
   * @param dataSet the data and who published it
   * @param licence its licence
   * @param fittedOn date of the fit, as 2026-01-31
   * @param command the command that repeats the fit
   * @param method how it was fitted, and on which rows
   */
  public record Provenance(
      String dataSet, String licence, String fittedOn, String command, String method) {}

  /**
   * How good a fit is.
   *
   * @param fittedJobs jobs of the half that was fitted
   * @param heldOutJobs jobs of the other half, on which the distances below are taken
   * @param logLikelihoodDurations of the fitted half, in nats
   * @param logLikelihoodGaps of the fitted half, in nats
   * @param ksDurations largest distance between the distribution functions of the durations
   * @param ksDurationsByClass the same within a class of sizes, by its smallest number of GPUs
   * @param ksGaps the same for gaps on the busy clock
   * @param totalVariationGpus half the sum of differences between shares of GPU counts
   * @param meanDurationLawSeconds mean duration of the law
   * @param meanDurationHeldOutSeconds mean duration of the held-out half
   * @param meanGpuSecondsLaw mean GPUs times duration of the law
   * @param meanGpuSecondsHeldOut mean GPUs times duration of the held-out half
   */
  public record Quality(
      long fittedJobs,
      long heldOutJobs,
      double logLikelihoodDurations,
      double logLikelihoodGaps,
      double ksDurations,
      SortedMap<Integer, Double> ksDurationsByClass,
      double ksGaps,
      double totalVariationGpus,
      double meanDurationLawSeconds,
      double meanDurationHeldOutSeconds,
      double meanGpuSecondsLaw,
      double meanGpuSecondsHeldOut) {
    /** Makes the map unmodifiable. */
    public Quality {
      ksDurationsByClass = Collections.unmodifiableSortedMap(ksDurationsByClass);
    }
  }
}
