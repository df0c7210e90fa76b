package io.opisim.simcore.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  private static final Map<String, Function<String, Object>> PARSERS =
      new TreeMap<>(
          Map.of(
              "size", DataSize::parse,
              "rate", DataRate::parse,
              "compute", ComputeRate::parse,
              "power", Power::parse,
              "money", Money::parse,
              "time", TimeSpan::parse,
              "cores", CpuCores::parse));

  @Test
  void decimalAndBinaryPrefixesAreDifferentThings() {
    assertThat(DataSize.parse("1 GB").bytes()).isEqualTo(1_000_000_000L);
    assertThat(DataSize.parse("1 GiB").bytes()).isEqualTo(1_073_741_824L);
    assertThat(DataSize.parse("1 kB").bytes()).isEqualTo(1_000L);
    assertThat(DataSize.parse("1 KiB").bytes()).isEqualTo(1_024L);
    assertThat(DataSize.parse("8 PiB").bytes()).isEqualTo(1L << 53);
  }

  @Test
  void bitsAreAnEighthOfBytes() {
    assertThat(DataRate.parse("400 Gbit/s")).isEqualTo(DataRate.parse("50 GB/s"));
    assertThat(DataRate.parse("400 Gbit/s").bytesPerSecond()).isEqualTo(50e9);
    assertThat(DataRate.parse("1 bit/s").bytesPerSecond()).isEqualTo(0.125);
    assertThat(DataRate.parse("50 GB/s").toLinkString()).isEqualTo("400 Gbit/s");
  }

  @Test
  void timesAreWholeNanosecondsRoundedUp() {
    assertThat(TimeSpan.parse("1.5 h").nanos()).isEqualTo(5_400_000_000_000L);
    assertThat(TimeSpan.parse("30 d").seconds()).isEqualTo(2_592_000.0);
    assertThat(TimeSpan.parse("0.1 ns").nanos()).isEqualTo(1);
    assertThat(TimeSpan.parse("0.1 s").nanos()).isEqualTo(100_000_000L);
  }

  @Test
  void coresArePlainNumbersInThousandths() {
    assertThat(CpuCores.parse("0.5").milli()).isEqualTo(500);
    assertThat(CpuCores.parse("128")).hasToString("128");
  }

  @Test
  void equalAmountsAreEqualHoweverTheyAreWritten() {
    assertThat(Power.parse("1.50 kW")).isEqualTo(Power.parse("1500 W"));
    assertThat(ComputeRate.parse("1e3 TFLOP/s")).isEqualTo(ComputeRate.parse("1 PFLOP/s"));
    assertThat(Money.parse("2.50 USD")).isEqualTo(Money.ofUsDollars(2.5));
  }

  @ParameterizedTest
  @CsvSource({
    "size, 80 GB, 80 GB",
    "size, 1500 B, 1.5 kB",
    "size, 1073741824 B, 1 GiB",
    "size, 0 GB, 0 B",
    "size, 146600628 B, 146600628 B",
    "time, 60 min, 1 h",
    "time, 86400 s, 1 d",
    "time, 20 s, 20 s",
    "time, 3250 s, 3250 s",
    "time, 0.001 s, 1 ms",
    "rate, 400 Gbit/s, 50 GB/s",
    "rate, 3.35 TB/s, 3.35 TB/s",
    "compute, 989 TFLOP/s, 989 TFLOP/s",
    "power, 10200 W, 10.2 kW",
    "money, 2.50 USD, 2.5 USD",
    "cores, 0.500, 0.5",
  })
  void printingIsShortAndReadsBackToTheSameAmount(String kind, String written, String printed) {
    Function<String, Object> parse = PARSERS.get(kind);
    Object amount = parse.apply(written);
    assertThat(amount).hasToString(printed);
    assertThat(parse.apply(printed)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate | 10 gbps | '\"10 gbps\" is not a data rate: write \"10 Gbit/s\"'",
        "rate | 10 Gb | '\"10 Gb\" is not a data rate: write \"10 Gbit/s\"'",
        "rate | 10 Gb/s | '\"10 Gb/s\" is not a data rate: write \"10 Gbit/s\"'",
        "rate | 10 GBps | '\"10 GBps\" is not a data rate: write \"10 GB/s\"'",
        "rate | 10 GBIT/S | '\"10 GBIT/S\" is not a data rate: write \"10 Gbit/s\"'",
        "rate | 10Gbit/s | '\"10Gbit/s\" is not a data rate: write \"10 Gbit/s\"'",
        "rate | 10 | '\"10\" has no unit: write \"10 Gbit/s\"'",
        "size | 80 | '\"80\" has no unit: write \"80 GB\"'",
        "size | 80 gb | '\"80 gb\" is not a data size: write \"80 GB\"'",
        "size | 80 Gb | '\"80 Gb\" is not a data size: write \"80 GB\"'",
        "size | 80 Gi | '\"80 Gi\" is not a data size: write \"80 GiB\"'",
        "size | 80GB | '\"80GB\" is not a data size: write \"80 GB\"'",
        "size | 80  GB | '\"80  GB\" is not a data size: write \"80 GB\"'",
        "size | -1 GB | '\"-1 GB\" is negative: a data size is 0 or more'",
        "size | 1,5 GB | '\"1,5 GB\" is not a data size: write \"1.5 GB\"'",
        "size | NaN GB | '\"NaN GB\" is not a finite number: write a number, a space and a unit, as"
            + " \"10 GB\"; units: B, kB, MB, GB, TB, PB, KiB, MiB, GiB, TiB, PiB'",
        "size | 9e99 GB | '\"9e99 GB\" is too large: at most 9223372036854775807 B'",
        "size | 0.1 B | '\"0.1 B\" is too small: at least 1 B'",
        "time | 30 | '\"30\" has no unit: write \"30 s\"'",
        "time | 30 sec | '\"30 sec\" is not a time: write \"30 s\"'",
        "time | 5 m | '\"5 m\" is not a time: write \"5 min\"'",
        "time | 30 days | '\"30 days\" is not a time: write \"30 d\"'",
        "time | 1:30 | '\"1:30\" is not a time: write a number, a space and a unit, as \"10 s\";"
            + " units: ns, us, ms, s, min, h, d'",
        "time | .inf | '\".inf\" is not a finite number: write a number, a space and a unit, as"
            + " \"10 s\"; units: ns, us, ms, s, min, h, d'",
        "compute | 312 TFLOPS | '\"312 TFLOPS\" is not a compute rate: write \"312 TFLOP/s\"'",
        "power | 700 watts | '\"700 watts\" is not a power: write \"700 W\"'",
        "power | 1 mw | '\"1 mw\" is not a power: write a number, a space and a unit, as \"10 W\";"
            + " units: W, mW, kW, MW'",
        "money | 3 $ | '\"3 $\" is not an amount of money: write \"3 USD\"'",
        "cores | 8 cores | '\"8 cores\" is not a number of cores: write a number without a unit, as"
            + " \"8\"'",
        "cores | 0.0005 | '\"0.0005\" is finer than a thousandth of a core: write at most 3"
            + " decimals'",
      })
  void aWrongTextIsAnsweredWithTheRightSpelling(String kind, String text, String message) {
    assertThatThrownBy(() -> PARSERS.get(kind).apply(text))
        .isInstanceOf(QuantityException.class)
        .hasMessage(message);
  }

  @Test
  void aVeryLongTextIsNotEchoed() {
    assertThatThrownBy(() -> DataSize.parse("9".repeat(1_000_000)))
        .hasMessageStartingWith("a text of 1000000 characters is not a data size");
  }

  @Test
  void amountsThatMakeNoSenseAreRefusedInCodeToo() {
    assertThatThrownBy(() -> Power.ofWatts(Double.NaN)).hasMessageContaining("not NaN");
    assertThatThrownBy(() -> DataRate.ofBytesPerSecond(Double.POSITIVE_INFINITY))
        .hasMessageContaining("not Infinity");
    assertThatThrownBy(() -> new DataSize(-1)).hasMessageContaining("not -1 bytes");
    assertThatThrownBy(() -> new Money(BigDecimal.valueOf(-1))).hasMessageContaining("not -1");
  }
}
