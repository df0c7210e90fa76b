package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scheduler.allocation.AllocationPolicy;
import io.opisim.scheduler.allocation.FifoHeterogeneous;
import io.opisim.scheduler.allocation.FinishTimeFairness;
import io.opisim.scheduler.allocation.MaxMinHeterogeneous;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One published average of the Gavel experiment.
 *
 * @param policy which policy
 * @param multi whether jobs hold up to 8 GPUs, or one each
 * @param jobsPerHour rate of arrivals
 * @param publishedHours average JCT
 */
record GavelRow(AllocationPolicy policy, boolean multi, double jobsPerHour, double publishedHours) {
  static final List<String> COLUMNS = List.of("policy", "jobs_per_hour", "published_hours");

  private static final List<AllocationPolicy> POLICIES =
      List.of(new FifoHeterogeneous(), new MaxMinHeterogeneous(), new FinishTimeFairness());

  /** The same policies as the study's code calls them. */
  private static final List<String> NAMES_THERE =
      List.of("fifo_perf", "max_min_fairness_perf", "finish_time_fairness_perf");

  /**
   * The rows of a table; a table without the column {@code lists} has single-GPU rows.
   *
   * @throws InvalidTableException if a row makes no sense
   */
  static List<GavelRow> rows(CsvTable table) {
    List<GavelRow> rows = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      parse(row, problems).ifPresent(rows::add);
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    return rows;
  }

  private static Optional<GavelRow> parse(CsvTable.Row row, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    String name = row.text("policy");
    Optional<AllocationPolicy> policy =
        POLICIES.stream()
            .filter(
                known ->
                    known.id().equals(name)
                        || NAMES_THERE.get(POLICIES.indexOf(known)).equals(name))
            .findFirst();
    if (policy.isEmpty()) {
      List<String> ids = POLICIES.stream().map(AllocationPolicy::id).toList();
      found.add(row.problem("policy", "not " + name, "one of " + String.join(", ", ids)));
    }
    String lists = row.text("lists");
    if (!List.of("", "single", "multi").contains(lists)) {
      found.add(row.problem("lists", "not " + lists, "single or multi"));
    }
    for (String column : List.of("jobs_per_hour", "published_hours")) {
      double number = row.number(column);
      if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
        found.add(row.problem(column, "not " + row.text(column), "a positive number"));
      }
    }
    problems.addAll(found);
    return found.isEmpty()
        ? Optional.of(
            new GavelRow(
                policy.get(),
                lists.equals("multi"),
                row.number("jobs_per_hour"),
                row.number("published_hours")))
        : Optional.empty();
  }

  boolean isFifo() {
    return policy instanceof FifoHeterogeneous;
  }

  String key() {
    return policy.id() + (multi ? " multi-GPU" : "") + " " + jobsPerHour + "/h";
  }
}
