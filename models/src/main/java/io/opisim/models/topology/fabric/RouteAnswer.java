package io.opisim.models.topology.fabric;

/** The answer to "which links lead from here to there": some, or none and why. */
public sealed interface RouteAnswer permits Route, CutOff {
  /**
   * The route.
   *
   * @throws IllegalStateException with the reason, if there is none
   */
  Route orThrow();
}
