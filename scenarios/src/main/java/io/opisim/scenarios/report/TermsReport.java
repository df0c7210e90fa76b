package io.opisim.scenarios.report;

import io.opisim.scenarios.optimize.PlanOutcome;
import io.opisim.scenarios.optimize.PlanOutcome.PlanResult;
import io.opisim.scenarios.optimize.PlanTerms;
import io.opisim.scheduler.optimizer.joint.SoftTerm;
import io.opisim.scheduler.optimizer.joint.SoftTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What plans come to besides their aim. */
final class TermsReport {
  private TermsReport() {}

  static List<String> lines(PlanOutcome outcome) {
    PlanTerms terms = outcome.terms();
    boolean weighed = !terms.weights().isEmpty();
    List<String> heads = new ArrayList<>(List.of("by the closed forms"));
    terms.known().forEach(term -> heads.add(">" + term.id() + ", " + term.unit()));
    if (weighed) {
      heads.add(">score with what is weighed, s");
    }
    TextTable table = new TextTable(heads);
    for (PlanResult plan : outcome.plans()) {
      List<String> cells = cells(plan.id(), terms, plan.first().score().terms());
      if (weighed) {
        cells.add(Figures.of(plan.scoreSeconds() + terms.worthSeconds(plan.first())));
      }
      table.row(cells);
    }
    List<String> cells = cells("first come, first served", terms, terms.baseline());
    if (weighed) {
      cells.add("");
    }
    table.row(cells);
    List<String> lines = new ArrayList<>(table.lines());
    lines.addAll(remarks(outcome, terms));
    return lines;
  }

  private static List<String> cells(String id, PlanTerms terms, SoftTerms amounts) {
    List<String> cells = new ArrayList<>(List.of(id));
    terms.known().forEach(term -> cells.add(Figures.of(term.of(amounts))));
    return cells;
  }

  private static List<String> remarks(PlanOutcome outcome, PlanTerms terms) {
    List<String> lines = new ArrayList<>();
    if (!terms.weights().isEmpty()) {
      lines.add(
          "weighed, in seconds of "
              + outcome.metric()
              + " for one unit: "
              + terms.weights().entrySet().stream()
                  .map(one -> one.getKey().id() + " " + Figures.of(one.getValue()))
                  .collect(Collectors.joining(", "))
              + "; so a plan may be behind in "
              + outcome.metric()
              + " alone");
    }
    String left =
        Arrays.stream(SoftTerm.values())
            .filter(term -> term != SoftTerm.MOVES && !terms.known().contains(term))
            .map(SoftTerm::id)
            .collect(Collectors.joining(" and "));
    if (!left.isEmpty()) {
      lines.add("without " + left + ": the scenario's costs do not tell");
    }
    if (!outcome.samePlan()) {
      lines.add("of the plans for the first seed");
    }
    if (terms.quotas()) {
      lines.add("No plan holds more than its queues' quotas at any time.");
    }
    return lines;
  }
}
