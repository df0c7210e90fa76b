package io.opisim.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.scenarios.result.io.Json;
import io.opisim.scenarios.scenario.Problem;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Where output goes.
 *
 * @param out results
 * @param err progress, warnings, problems
 * @param environment environment variables
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 */
record Console(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean outIsTerminal,
    boolean errIsTerminal) {
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  boolean coloured() {
    String noColor = environment.get("NO_COLOR");
    return outIsTerminal && (noColor == null || noColor.isEmpty());
  }

  void lines(List<String> lines) {
    lines.forEach(line -> out.append(line).append('\n'));
    out.flush();
  }

  void line(String line) {
    lines(List.of(line));
  }

  void json(JsonNode document) {
    out.append(Json.text(document));
    out.flush();
  }

  void error(String message) {
    boolean red = errIsTerminal && coloured();
    err.append(red ? RED + "error:" + PLAIN + " " : "error: ").append(message).append('\n');
    err.flush();
  }

  void note(String message) {
    err.append(message).append('\n');
    err.flush();
  }

  /** Rows of a trace that no run sees, by reason. */
  void leftOut(SortedMap<String, Long> rows) {
    rows.forEach((reason, count) -> note("left out of the trace: " + count + " (" + reason + ")"));
  }

  /** All problems, one a line, and how many. */
  void problems(List<Problem> problems) {
    problems.forEach(problem -> error(problem.render()));
    if (problems.size() > 1) {
      note(problems.size() + " problems");
    }
  }

  /** All problems as one document. */
  void problemsAsJson(List<Problem> problems) {
    ObjectNode document = Json.object();
    ArrayNode list = document.putArray("problems");
    for (Problem problem : problems) {
      ObjectNode node = list.addObject();
      node.put("file", problem.file());
      node.put("line", problem.line());
      node.put("path", problem.path());
      node.put("message", problem.message());
      node.put("hint", problem.hint());
    }
    json(document);
  }
}
