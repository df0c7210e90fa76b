package io.opisim.tracereplay.synthetic;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers rounded to the digits that a fitted file holds, so that file and fit are equal. */
final class Significant {
  private static final MathContext DIGITS = new MathContext(9);

  private Significant() {}

  static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
