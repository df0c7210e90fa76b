package io.opisim.scheduler.elastic;

/** Jobs that hold GPUs and may get more, in the order in which they got their first one. */
interface GrowingLine {
  /** One more, behind all others. */
  void add(Claim claim);

  /** The one that goes first has taken GPUs, or some one wants no more. */
  void changed(Claim claim);

  /**
   * Who goes first among those who ask for no more than so many thousandths, or null; never asked
   * with more than before, unless it has been cleared.
   */
  Claim first(long leftMilli);

  /** Whether somebody was passed over who would have taken more had there been more left. */
  boolean someDidNotFit();

  /** Nobody. */
  void clear();
}
