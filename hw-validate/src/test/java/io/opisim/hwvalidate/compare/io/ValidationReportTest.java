package io.opisim.hwvalidate.compare.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opisim.hwvalidate.compare.ValidationCase;
import io.opisim.hwvalidate.compare.ValidationCases;
import io.opisim.hwvalidate.compare.ValidationReport;
import io.opisim.hwvalidate.compare.ValidationReport.Point;
import io.opisim.hwvalidate.compare.ValidationTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationReportTest {
  private final ValidationReport report =
      ValidationReport.of(
          "demo",
          ValidationReport.RELATIVE_ERROR,
          0.05,
          false,
          List.of("a"),
          List.of(
              Point.relative("a", 2, 2), Point.relative("b", 4, 5), Point.relative("c", 10, 9)));

  @Test
  void theJsonIsTheOneOfTheCommandLine() throws Exception {
    JsonNode json = new ObjectMapper().readTree(ValidationReportJson.text(report));
    // Errors 0, 0.25, 0.1; the 90th percentile lies 0.8 of the way from 0.1 to 0.25.
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"case": "demo", "rows": 3, "metric": "|predicted / published - 1|",
                 "median_error": 0.1, "p90_error": 0.22, "max_error": 0.25, "band": 0.05,
                 "pass": false, "fitted_on": ["a"], "points": [
                 {"key": "a", "published": 2.0, "predicted": 2.0, "error": 0.0},
                 {"key": "b", "published": 4.0, "predicted": 5.0, "error": 0.25},
                 {"key": "c", "published": 10.0, "predicted": 9.0, "error": 0.1}]}
                """);
    assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(expected::fieldNames);
    assertThat(rounded(json)).isEqualTo(rounded(expected));
  }

  @Test
  void theTextIsAlignedAndEndsWithTheSummary() {
    assertThat(ValidationTables.text(report))
        .isEqualTo(
            """
            row  published  predicted    error
            a       2.0000     2.0000   0.00 %
            b       4.0000     5.0000  25.00 %
            c       10.000     9.0000  10.00 %
            demo: MISSED, 3 points, error median 10.00 %, p90 22.00 %, max 25.00 %, band 5.00 %; \
            fitted on a. Error: |predicted / published - 1|
            """);
  }

  @Test
  void theMarkdownIsTheSummaryAndATable() {
    assertThat(ValidationTables.markdown(report))
        .startsWith("demo: MISSED")
        .endsWith(
            """
            | row | published | predicted | error |
            | --- | ---: | ---: | ---: |
            | a | 2.0000 | 2.0000 | 0.00 % |
            | b | 4.0000 | 5.0000 | 25.00 % |
            | c | 10.000 | 9.0000 | 10.00 % |
            """);
  }

  @Test
  void aLongTableShowsItsWorstRowsInMarkdown() {
    List<Point> points =
        java.util.stream.IntStream.rangeClosed(1, 40)
            .mapToObj(row -> Point.relative("row " + row, 100, 100 + row))
            .toList();
    String text =
        ValidationTables.markdown(ValidationReport.of("long", "m", 1, true, List.of(), points));

    assertThat(text).contains("The 15 rows with the largest errors of 40:");
    assertThat(text.lines().filter(line -> line.startsWith("| row "))).hasSize(16);
    assertThat(text)
        .contains("| row 40 | 100.00 | 140.00 | 40.00 % |")
        .doesNotContain("| row 25 |");
  }

  @Test
  void theOverviewNamesTheCasesThatMissed() {
    assertThat(ValidationTables.overview(List.of(report)))
        .contains("| `demo` | 3 | 10.00 % | 22.00 % | 25.00 % | **missed its band** |");
  }

  @Test
  void numbersThatNoTableCanHoldAreRefused() {
    assertThatThrownBy(() -> Point.relative("x", 0, 1)).hasMessageContaining("x: published 0.0");
    assertThatThrownBy(() -> ValidationReport.of("demo", "m", 1, true, List.of(), List.of()))
        .hasMessageContaining("compared nothing");
  }

  @Test
  void casesAreFoundSortedByTheirId() {
    List<String> ids = ValidationCases.all().stream().map(ValidationCase::id).toList();
    assertThat(ids).contains("queueing").isSorted();
    assertThat(ValidationCases.find("nobody")).isEmpty();
  }

  /** Decimal fractions in the twelfth digit are the arithmetic's own. */
  private static String rounded(JsonNode json) {
    return java.util.regex.Pattern.compile("0\\.\\d{12,}")
        .matcher(json.toString())
        .replaceAll(m -> Double.toString(Math.round(Double.parseDouble(m.group()) * 1e9) / 1e9));
  }
}
