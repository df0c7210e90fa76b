package io.opisim.scheduler;

/** Indexes handed out one by one, in an order of preference. */
@FunctionalInterface
public interface IntCursor {
  /** The next index, or -1 at the end. */
  int next();
}
