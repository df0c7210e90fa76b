package io.opisim.models.energy;

/**
 * Time and power of an epoch on one GPU by batch size and power limit.
 *
 * <p>Models: host time for each iteration beside GPU time, of which the longer one mostly hides the
 * other; GPU time for each item, with a part that grows with the batch (padding, memory); power =
 * at rest + dynamic power x (share of GPU time)^a, held below the limit softly, as it is an average
 * of busier and calmer moments; a clock that falls with the dynamic power left, to the power of
 * 1/k. Ignores: optimisers, temperature, the steps in which clocks and limits go. Valid for: a
 * workload and a GPU type that it was fitted for, batches between those fitted. Source: the form is
 * P = idle + (max − idle) u^a of Fan et al., ISCA 2007, with a clock law; data of Zeus, NSDI 2023.
 *
 * @param hostSeconds host time of an epoch at batch 1; goes with 1 / batch
 * @param itemSeconds GPU time of an epoch, whatever the batch
 * @param batchSeconds what each further item of a batch adds to it
 * @param dynamicWatts above rest when the GPU is always busy
 * @param exponent a
 * @param clockExponent k
 * @param overlap 1 if host and GPU time add up, infinite if the longer hides the other
 * @param restWatts while a job holds the GPU and does nothing
 * @param hardness of the limit: the higher, the harder
 */
public record PowerLimitedTraining(
    double hostSeconds,
    double itemSeconds,
    double batchSeconds,
    double dynamicWatts,
    double exponent,
    double clockExponent,
    double overlap,
    double restWatts,
    double hardness) {
  private static final double LEAST_WATTS = 1e-3;

  /**
   * Seconds and watts of an epoch.
   *
   * @param seconds of an epoch
   * @param watts on average
   */
  public record Epoch(double seconds, double watts) {
    /** Energy of the epoch. */
    public double joules() {
      return seconds * watts;
    }
  }

  /** An epoch with that batch size under that limit. */
  public Epoch epoch(double batch, double limitWatts) {
    double host = hostSeconds / batch;
    double gpu = itemSeconds + batchSeconds * batch;
    double free = dynamicWatts * StrictMath.pow(gpu / together(host, gpu), exponent);
    double left = StrictMath.max(limitWatts - restWatts, LEAST_WATTS);
    double drawn = softMinimum(left, free);
    double clock = StrictMath.pow(drawn / free, 1 / clockExponent);
    return new Epoch(together(host, gpu / clock), restWatts + drawn);
  }

  /** Half the harmonic mean for hardness 1, the lesser of both for infinity. */
  private double softMinimum(double a, double b) {
    double lesser = StrictMath.min(a, b);
    double ratio = lesser / StrictMath.max(a, b);
    return lesser * StrictMath.pow(1 + StrictMath.pow(ratio, hardness), -1 / hardness);
  }

  private double together(double host, double gpu) {
    double longer = StrictMath.max(host, gpu);
    double ratio = StrictMath.min(host, gpu) / longer;
    return longer * StrictMath.pow(1 + StrictMath.pow(ratio, overlap), 1 / overlap);
  }
}
