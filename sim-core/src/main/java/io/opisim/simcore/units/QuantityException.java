package io.opisim.simcore.units;

/** A text that is not the quantity it should be, with the right spelling where one can be told. */
public final class QuantityException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String hint;

  QuantityException(String problem, String hint) {
    super(problem + ": " + hint);
    this.problem = problem;
    this.hint = hint;
  }

  /** What is wrong, as {@code "10 gbps" is not a data rate}. */
  public String problem() {
    return problem;
  }

  /** What would be right, as {@code write "10 Gbit/s"}. */
  public String hint() {
    return hint;
  }
}
