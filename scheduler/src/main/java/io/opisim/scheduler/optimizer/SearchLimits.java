package io.opisim.scheduler.optimizer;

/**
 * How long a search goes on. Only the limit in seconds depends on the machine: without it, equal
 * limits give equal plans.
 *
 * @param seed of the search's random choices
 * @param evaluations score calculations after which it ends, positive
 * @param seconds of the clock after which it ends at the latest, or 0 for no such limit
 */
public record SearchLimits(long seed, long evaluations, long seconds) {
  /** Checks the ranges above. */
  public SearchLimits {
    if (evaluations <= 0 || seconds < 0) {
      throw new IllegalArgumentException(
          "a search of " + evaluations + " evaluations and " + seconds + " s");
    }
  }

  /** A search that ends after so many score calculations and can be repeated. */
  public static SearchLimits repeatable(long seed, long evaluations) {
    return new SearchLimits(seed, evaluations, 0);
  }
}
