package io.opisim.scenarios.study;

/** Thrown when a run cannot go on; says which one, and which part is stuck. */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String caseId, long seed, RuntimeException cause) {
    super("case " + caseId + ", seed " + seed + ": " + cause.getMessage(), cause);
  }
}
