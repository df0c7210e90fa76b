package io.opisim.models.execution;

/**
 * The time that a rank needs in a step beyond what its program says.
 *
 * <p>Models: an independent draw for every rank and step; the slowest sets the pace. Ignores: ranks
 * or nodes that are slow for long. Valid for: noise of host and device. Source: the barrier of the
 * emulated trainer, {@code docs/models/many-jobs-one-fabric.md}.
 */
@FunctionalInterface
public interface StragglerNoise {
  /** No noise; nothing is drawn. */
  StragglerNoise NONE = () -> 0;

  /** The next draw, 0 or more. */
  long nextNanos();
}
