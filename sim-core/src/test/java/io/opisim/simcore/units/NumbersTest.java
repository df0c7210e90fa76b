package io.opisim.simcore.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "0.1, 0.1",
    "-2.5, -2.5",
    "15524.12345678901, 15524.1234568",
    "2e-3, 0.002",
    "1e-9, 0.000000001",
    "1e-10, 1e-10",
    "2.5e-13, 2.5e-13",
    "1e20, 100000000000000000000",
    "1e21, 1e21",
    "123456789012345, 123456789012000",
    "999999999999, 999999999999",
    "NaN, NaN",
    "-Infinity, -Infinity",
    "2.0E-3, 0.002",
    "4.9E-324, 4.94065645841e-324",
    "1.7976931348623157E308, 1.79769313486e308",
  })
  void numbersArePrintedWithTwelveDigitsAndWithoutExponentWherePeopleReadThem(
      double value, String text) {
    assertThat(Numbers.format(value)).isEqualTo(text);
  }

  /** 2.0E-3 and 1.0E23 are among the doubles whose Double.toString changed in JDK 19. */
  @Test
  void digitsDoNotDependOnTheJdk() {
    assertThat(Numbers.format(2e23)).isEqualTo("2e23");
    assertThat(Numbers.format(1.0E23)).isEqualTo("1e23");
    assertThat(Numbers.format(0.1 + 0.2)).isEqualTo("0.3");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000000001",
    "-1, -0.000000001",
    "1500000000, 1.5",
    "-1500000000, -1.5",
    "60000000000, 60",
    "9223372036854775807, 9223372036.854775807",
    "-9223372036854775808, -9223372036.854775808",
  })
  void nanosecondsArePrintedAsSecondsExactly(long nanos, String text) {
    assertThat(Numbers.formatSeconds(nanos)).isEqualTo(text);
  }
}
