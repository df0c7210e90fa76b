package io.opisim.scenarios.report;

import io.opisim.scenarios.optimize.PairScreening;
import io.opisim.scenarios.optimize.PlanOutcome;
import io.opisim.scenarios.optimize.PlanOutcome.PairResult;
import io.opisim.scenarios.optimize.PlanOutcome.PlanResult;
import io.opisim.scenarios.result.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code optimize} prints. */
public final class PlanReport {
  /** Of pairs that could not go on for the same reason. */
  private static final int PAIRS_NAMED = 3;

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
    if (!outcome.subjects().isEmpty()) {
      lines.add("ways: " + String.join(" + ", outcome.subjects()));
    }
    TextTable pairs =
        pairTable(
            outcome,
            List.of(">" + outcome.metric(), ">above the bound", ">the chosen plan against it"));
    for (List<PairResult> alike : alike(outcome)) {
      PairResult pair = alike.get(0);
      List<String> cells =
          pairCells(outcome, pair.policy(), pair.placement(), pair.ways(), alike.size() - 1);
      cells.addAll(
          List.of(
              Figures.of(pair.simulated().summary().get(outcome.metric())),
              Figures.signedPercent(outcome.gap(pair.simulated())),
              against(outcome.against(pair))));
      pairs.row(cells);
    }
    lines.addAll(pairs.lines());
    outcome.screening().ifPresent(screening -> lines.addAll(left(outcome, screening)));
    lines.addAll(refused(outcome.refused()));
    lines.add("");
    lines.add(
        "No schedule is below "
            + Figures.of(outcome.boundSeconds())
            + " s. Differences seed by seed; * where the paired 95 % interval excludes zero.");
    outcome.bestPair().ifPresent(pair -> lines.add(verdict(outcome, pair)));
    return lines;
  }

  private static TextTable pairTable(PlanOutcome outcome, List<String> figures) {
    List<String> heads = new ArrayList<>(List.of("policy", "placement"));
    if (!outcome.subjects().isEmpty()) {
      heads.add("ways");
    }
    heads.addAll(figures);
    return new TextTable(heads);
  }

  /** What a pair is called, and how many others give the same. */
  private static List<String> pairCells(
      PlanOutcome outcome, String policy, String placement, String ways, int more) {
    String same = more == 0 ? "" : " (" + more + " more pairs give the same)";
    return new ArrayList<>(
        outcome.subjects().isEmpty()
            ? List.of(policy, placement + same)
            : List.of(policy, placement, ways + same));
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

  /** Pairs that had one run only, those with the same value together. */
  private static List<String> left(PlanOutcome outcome, PairScreening screening) {
    Map<Double, List<PairScreening.Screened>> groups = new LinkedHashMap<>();
    for (PairScreening.Screened pair : screening.left()) {
      groups.computeIfAbsent(pair.seconds(), unused -> new ArrayList<>()).add(pair);
    }
    if (groups.isEmpty()) {
      return List.of();
    }
    TextTable table = pairTable(outcome, List.of(">" + outcome.metric() + ", one run"));
    for (List<PairScreening.Screened> alike : groups.values()) {
      PairScreening.Screened pair = alike.get(0);
      List<String> cells =
          pairCells(outcome, pair.policy(), pair.placement(), pair.ways(), alike.size() - 1);
      cells.add(Figures.of(pair.seconds()));
      table.row(cells);
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Not compared: "
            + screening.left().size()
            + " pairs that were more than "
            + Figures.of(screening.percent())
            + " % above the best in one run of each, with seed "
            + screening.seed());
    lines.addAll(table.lines());
    return lines;
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

  /** Pairs that could not go on, by the reason; JSON has each of them. */
  static List<String> refused(SortedMap<String, String> reasonOfPair) {
    SortedMap<String, List<String>> pairsOfReason = new TreeMap<>();
    reasonOfPair.forEach(
        (pair, reason) -> pairsOfReason.computeIfAbsent(reason, r -> new ArrayList<>()).add(pair));
    List<String> lines = new ArrayList<>();
    pairsOfReason.forEach(
        (reason, pairs) -> {
          int more = pairs.size() - PAIRS_NAMED;
          lines.add(
              String.join(", ", pairs.subList(0, Math.min(PAIRS_NAMED, pairs.size())))
                  + (more > 0 ? " and " + more + " more" : "")
                  + " could not go on: "
                  + reason);
        });
    return lines;
  }
}
