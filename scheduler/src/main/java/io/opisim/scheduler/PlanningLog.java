package io.opisim.scheduler;

/**
 * Hears what a policy planned, for whoever explains it; given by {@link PolicyOptions}. It has no
 * say in the plan: with or without one, a policy decides the same.
 */
@FunctionalInterface
public interface PlanningLog {
  /** A policy has planned, and will do what this says. */
  void planned(Planning planning);
}
