package io.opisim.cli;

import io.opisim.hwvalidate.compare.ValidationCases;
import io.opisim.hwvalidate.compare.ValidationReport;
import io.opisim.hwvalidate.compare.ValidationTables;
import java.util.ArrayList;
import java.util.List;

/** The page {@code docs/validation.md}. */
final class ValidationPage {
  private ValidationPage() {}

  static List<String> lines(List<ValidationReport> reports) {
    List<String> lines = new ArrayList<>();
    lines.add("# How close to what is known");
    lines.add("");
    lines.add("Written by `opisim validate --all --markdown`; not edited by hand.");
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
