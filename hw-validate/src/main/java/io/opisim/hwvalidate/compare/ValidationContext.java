package io.opisim.hwvalidate.compare;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a case may use.
 *
 * @param dataDirectory where downloaded data sets lie, if there is such a place
 * @param table a table to use in place of the case's own, with the same columns
 * @param masterSeed from which all random streams derive
 * @param replications how many independent runs stand behind a simulated mean, at least 2
 */
public record ValidationContext(
    Optional<Path> dataDirectory, Optional<Path> table, long masterSeed, int replications) {
  /** How many replications a case is run with unless asked otherwise. */
  public static final int DEFAULT_REPLICATIONS = 20;

  /** Checks the number of replications. */
  public ValidationContext {
    if (replications < 2) {
      throw new IllegalArgumentException(
          "an interval needs at least 2 replications, not " + replications);
    }
  }

  /** No data directory, the case's own table, the usual replications. */
  public static ValidationContext standard(long masterSeed) {
    return new ValidationContext(
        Optional.empty(), Optional.empty(), masterSeed, DEFAULT_REPLICATIONS);
  }

  /** The same with another table. */
  public ValidationContext withTable(Path file) {
    return new ValidationContext(dataDirectory, Optional.of(file), masterSeed, replications);
  }
}
