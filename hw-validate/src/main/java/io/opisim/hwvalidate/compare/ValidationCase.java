package io.opisim.hwvalidate.compare;

/** One comparison with something known; found as a service. */
public interface ValidationCase {
  /** The name on the command line, in kebab-case. */
  String id();

  /** What is compared with what, in one sentence. */
  String description();

  /** What the model was fitted on before, in a few words; {@code "nothing"} if it was not. */
  String fittedOn();

  /**
   * Runs the model for every row of the table.
   *
   * @throws io.opisim.hwvalidate.table.InvalidTableException if the table of the context cannot be
   *     used
   */
  ValidationReport run(ValidationContext context);
}
