package io.opisim.models.collective;

/** How fitted values are written, for the reference of the keys. */
final class FittedExample {
  private static final String OF_A_FIT = ", kind: fitted, source: fit, date: 2026-11-22}";

  static final String TIME = "{value: 10 us" + OF_A_FIT;
  static final String RATE = "{value: 48 GB/s" + OF_A_FIT;
  static final String LOSS = "{value: 0.3" + OF_A_FIT;
  static final String SHARE = "{value: 0.9" + OF_A_FIT;

  private FittedExample() {}
}
