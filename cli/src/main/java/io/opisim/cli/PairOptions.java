package io.opisim.cli;

import io.opisim.scheduler.SchedulerServices;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What plans are compared with. */
final class PairOptions {
  @Option(
      names = "--policies",
      split = ",",
      paramLabel = "ID",
      description =
          "Policies to compare with. Default: all; quota alone for a scenario with quotas.")
  private List<String> policies;

  @Option(
      names = "--placements",
      split = ",",
      paramLabel = "ID",
      description = "Placements to compare with. Default: all.")
  private List<String> placements;

  @Option(
      names = "--ways",
      split = ",",
      paramLabel = "ID",
      description = {
        "Fixed ways to compare with, where jobs have a choice: of sites each one for all jobs alike,",
        "in-turn, as-written; of layouts as-written, fastest-alone. Default: all."
      })
  private List<String> ways;

  @Option(
      names = "--screen",
      paramLabel = "PERCENT",
      description = {
        "Runs every pair once, with a seed of its own, and compares only",
        "those that came within so many percent of the best. Default: all",
        "are compared."
      })
  private Double screenPercent;

  List<String> policies() {
    return chosen("--policies", policies, new ArrayList<>(SchedulerServices.policies().keySet()));
  }

  List<String> placements() {
    return chosen(
        "--placements", placements, new ArrayList<>(SchedulerServices.placements().keySet()));
  }

  List<String> ways() {
    return ways == null ? List.of() : ways;
  }

  /** 0 if all pairs are to be compared. */
  double screenPercent() {
    if (screenPercent == null) {
      return 0;
    }
    if (!(screenPercent > 0) || screenPercent.isInfinite()) {
      throw new UsageException("--screen: a percentage above 0 is needed, not " + screenPercent);
    }
    return screenPercent;
  }

  private static List<String> chosen(String option, List<String> asked, List<String> all) {
    if (asked == null) {
      return all;
    }
    for (String id : asked) {
      if (!all.contains(id)) {
        throw new UsageException(option + ": there is no " + id + "; known: " + all);
      }
    }
    return asked;
  }
}
