package io.opisim.scenarios.scenario;

import java.util.List;

/** A record whose values can each be right and still not fit together. */
public interface Checked {
  /**
   * What does not fit, relative to the record.
   *
   * @param key the key to point at
   * @param message what is wrong
   * @param hint what would be right
   */
  record Violation(String key, String message, String hint) {}

  /** Everything that does not fit together; empty if all does. */
  List<Violation> violations();
}
