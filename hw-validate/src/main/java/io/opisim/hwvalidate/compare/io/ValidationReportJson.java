package io.opisim.hwvalidate.compare.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.hwvalidate.compare.ValidationReport;

/** The JSON document of one report. */
public final class ValidationReportJson {
  private ValidationReportJson() {}

  /** The document as a tree, for a list of several. */
  public static ObjectNode tree(ValidationReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("case", report.caseId());
    json.put("rows", report.points().size());
    json.put("metric", report.metric());
    json.put("median_error", report.medianError());
    json.put("p90_error", report.p90Error());
    json.put("max_error", report.maxError());
    json.put("band", report.band());
    json.put("pass", report.pass());
    report.fittedOn().forEach(json.putArray("fitted_on")::add);
    var points = json.putArray("points");
    for (ValidationReport.Point point : report.points()) {
      points
          .addObject()
          .put("key", point.key())
          .put("published", point.published())
          .put("predicted", point.predicted())
          .put("error", point.error());
    }
    return json;
  }

  /** The document as text, indented. */
  public static String text(ValidationReport report) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree(report));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of numbers and strings is JSON", impossible);
    }
  }
}
