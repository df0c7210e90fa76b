package io.opisim.scheduler;

/** A job at a place, as far as its speed is concerned. */
public interface PlacedRun {
  /** Equal steps that the job consists of. */
  double steps();

  /** Time of a step if nobody else shares anything with it. */
  double stepSeconds();

  /** How long in each step its accelerators compute; all the time unless told otherwise. */
  default double computeSeconds() {
    return stepSeconds();
  }

  /** Time of cores of its nodes that each step keeps busy, all together. */
  default double coreSeconds() {
    return 0;
  }

  /** Time in each step in which the busiest part of a node's card is busy, summed over nodes. */
  default double cardSeconds() {
    return 0;
  }

  /** How long in each step it uses what others share, 0 if it never does. */
  double exchangeSeconds();
}
