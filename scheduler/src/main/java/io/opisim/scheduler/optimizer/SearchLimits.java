package io.opisim.scheduler.optimizer;

/**
 * How long a search goes on: until the first of its limits. Only the limit in seconds depends on
 * the machine: without it, equal limits give equal plans.
 *
 * @param seed of the search's random choices
 * @param steps accepted moves after which it ends, or 0 for no such limit
 * @param evaluations score calculations after which it ends, or 0 for no such limit
 * @param seconds of the clock after which it ends, or 0 for no such limit
 */
public record SearchLimits(long seed, int steps, long evaluations, long seconds) {
  /** Checks that there is a limit and that none is negative. */
  public SearchLimits {
    boolean negative = steps < 0 || evaluations < 0 || seconds < 0;
    if (negative || (steps == 0 && evaluations == 0 && seconds == 0)) {
      throw new IllegalArgumentException(
          "a search of " + steps + " steps, " + evaluations + " evaluations, " + seconds + " s");
    }
  }

  /** A search that ends after so many score calculations and can be repeated. */
  public static SearchLimits evaluations(long seed, long evaluations) {
    return new SearchLimits(seed, 0, evaluations, 0);
  }

  /** A search that ends after so many steps and can be repeated. */
  public static SearchLimits steps(long seed, int steps) {
    return new SearchLimits(seed, steps, 0, 0);
  }

  /** The same with another seed. */
  public SearchLimits withSeed(long other) {
    return new SearchLimits(other, steps, evaluations, seconds);
  }

  /** The same with another limit in seconds. */
  public SearchLimits withSeconds(long other) {
    return new SearchLimits(seed, steps, evaluations, other);
  }
}
