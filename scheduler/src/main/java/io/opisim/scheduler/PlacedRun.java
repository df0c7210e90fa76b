package io.opisim.scheduler;

/** A job at a place, as far as its speed is concerned. */
public interface PlacedRun {
  /** Equal steps that the job consists of. */
  double steps();

  /** Time of a step if nobody else shares anything with it. */
  double stepSeconds();

  /** How long in each step it uses what others share, 0 if it never does. */
  double exchangeSeconds();
}
