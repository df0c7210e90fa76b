package io.opisim.scenarios.report;

import io.opisim.scenarios.optimize.PlanOutcome;
import io.opisim.scenarios.optimize.PlanOutcome.PairResult;
import io.opisim.scenarios.optimize.PlanOutcome.PlanResult;
import io.opisim.scenarios.result.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code optimize} prints. */
public final class PlanReport {
  private PlanReport() {}

  /** The lines. */
  public static List<String> lines(PlanOutcome outcome) {
    List<String> lines = new ArrayList<>();
    TextTable plans =
        new TextTable(
            List.of("plan", ">score, " + outcome.metric(), ">simulated", ">above the bound"));
    for (PlanResult plan : outcome.plans()) {
      plans.row(
          List.of(
              plan.id() + (plan == outcome.plans().get(0) ? " (chosen)" : ""),
              Figures.of(plan.scoreSeconds()),
              Figures.of(plan.simulated().summary().get(outcome.metric())),
              Figures.signedPercent(outcome.gap(plan.simulated()))));
    }
    lines.addAll(plans.lines());
    lines.add("");
    lines.addAll(TermsReport.lines(outcome));
    lines.add("");
    boolean ways = !outcome.subjects().isEmpty();
    if (ways) {
      lines.add("ways: " + String.join(" + ", outcome.subjects()));
    }
    List<String> heads = new ArrayList<>(List.of("policy", "placement"));
    if (ways) {
      heads.add("ways");
    }
    heads.addAll(
        List.of(">" + outcome.metric(), ">above the bound", ">the chosen plan against it"));
    TextTable pairs = new TextTable(heads);
    for (List<PairResult> alike : alike(outcome)) {
      PairResult pair = alike.get(0);
      int more = alike.size() - 1;
      String same = more == 0 ? "" : " (" + more + " more pairs give the same)";
      List<String> cells = new ArrayList<>(List.of(pair.policy()));
      cells.add(pair.placement() + (ways ? "" : same));
      if (ways) {
        cells.add(pair.ways() + same);
      }
      cells.addAll(
          List.of(
              Figures.of(pair.simulated().summary().get(outcome.metric())),
              Figures.signedPercent(outcome.gap(pair.simulated())),
              against(outcome.against(pair))));
      pairs.row(cells);
    }
    lines.addAll(pairs.lines());
    outcome.refused().forEach((pair, reason) -> lines.add(pair + " could not go on: " + reason));
    lines.add("");
    lines.add(
        "No schedule is below "
            + Figures.of(outcome.boundSeconds())
            + " s. Differences seed by seed; * where the paired 95 % interval excludes zero.");
    outcome.bestPair().ifPresent(pair -> lines.add(verdict(outcome, pair)));
    return lines;
  }

  /** Pairs with the same value in every run together, the best first. */
  private static List<List<PairResult>> alike(PlanOutcome outcome) {
    Map<List<Double>, List<PairResult>> groups = new LinkedHashMap<>();
    for (PairResult pair : outcome.pairs()) {
      List<Double> values =
          Arrays.stream(pair.simulated().values(outcome.metric()).orElseThrow()).boxed().toList();
      groups.computeIfAbsent(values, unused -> new ArrayList<>()).add(pair);
    }
    return List.copyOf(groups.values());
  }

  private static String against(Comparison comparison) {
    String difference = comparison.relative().map(Figures::signedPercent).orElse("-");
    return switch (comparison.verdict()) {
      case EQUAL -> "equal  ";
      case UNDECIDED -> difference + "  ";
      default -> difference + " *";
    };
  }

  private static String verdict(PlanOutcome outcome, PairResult pair) {
    String best =
        pair.policy()
            + " with "
            + pair.placement()
            + (pair.ways().isEmpty() ? "" : " and " + pair.ways());
    return switch (outcome.against(pair).verdict()) {
      case BETTER -> "The plan beats the best pair, " + best + ".";
      case WORSE -> "The plan does not beat the best pair, " + best + ": that one is better.";
      case EQUAL -> "The plan does as well as the best pair, " + best + ".";
      default -> "Whether the plan or the best pair, " + best + ", is better is not settled.";
    };
  }
}
