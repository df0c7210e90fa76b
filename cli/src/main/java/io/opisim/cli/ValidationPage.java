package io.opisim.cli;

import io.opisim.hwvalidate.compare.ValidationCases;
import io.opisim.hwvalidate.compare.ValidationReport;
import io.opisim.hwvalidate.compare.ValidationTables;
import java.util.ArrayList;
import java.util.List;

/** The page {@code docs/validation.md}. */
final class ValidationPage {
  /** Stands before and behind the table of all cases, here and in the README. */
  static final String BEGIN = "<!-- validation -->";

  /** The end of it. */
  static final String END = "<!-- /validation -->";

  private ValidationPage() {}

  static List<String> lines(List<ValidationReport> reports) {
    List<String> lines = new ArrayList<>();
    lines.add("# How close to what is known");
    lines.add("");
    lines.add("Written by `opisim validate --all --markdown`; not edited by hand.");
    lines.add("");
    lines.add(BEGIN);
    lines.addAll(ValidationTables.overview(reports).lines().toList());
    lines.add(END);
    for (ValidationReport report : reports) {
      lines.add("");
      lines.add("## " + report.caseId());
      lines.add("");
      ValidationCases.find(report.caseId()).ifPresent(one -> lines.add(one.description()));
      lines.add("");
      lines.addAll(ValidationTables.markdown(report).lines().toList());
    }
    return lines;
  }
}
