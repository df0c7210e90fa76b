package io.opisim.scenarios.result;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Planning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Writes what a policy that plans ahead planned, beside the baseline of each plan. */
public final class PlanningTables {
  private static final double MICROS = 1e6;
  private static final String PLAN = "plan_";
  private static final String BASELINE = "baseline_";

  private static final Column NUMBER =
      new Column("planning", "-", "number of the planning, 0-based");

  /** What both sides are told in, by one job or all of them. */
  private static final List<Column> PARTS =
      List.of(
          new Column("waits_s", "s", "from now to the start; 0 for a job that runs"),
          new Column("alone_s", "s", "what is left to run if nobody disturbed it at its place"),
          new Column("held_up_s", "s", "what others on its links and storage add to that"),
          new Column("racks_crossed", "count", "racks beyond one"));

  /** Of {@link ResultTable#PLANNINGS}. */
  static final List<Column> OF_PLANNINGS =
      Stream.of(
              Stream.of(
                  NUMBER,
                  new Column("time_s", "s", "when it was made: now"),
                  new Column("waiting", "count", "jobs that waited"),
                  new Column("left_out", "count", "of these, beyond the first that are looked at"),
                  new Column("running", "count", "jobs that ran and stay where they are"),
                  new Column("started", "count", "jobs that start now"),
                  new Column(
                      "differing",
                      "count",
                      "jobs that end at another time, or cross another number of racks, than under"
                          + " the baseline"),
                  new Column("plan_never_start", "count", "jobs that the plan never starts"),
                  new Column("baseline_never_start", "count", "the same, by the baseline")),
              sides("the sum over jobs: "),
              Stream.of(
                  new Column("plan_last_end_s", "s", "from now to the last end, by the plan"),
                  new Column("baseline_last_end_s", "s", "the same, by the baseline")))
          .flatMap(columns -> columns)
          .toList();

  /** Of {@link ResultTable#PLANNED_JOBS}. */
  static final List<Column> OF_JOBS =
      Stream.concat(
              Stream.of(
                  NUMBER,
                  new Column("job", "-", "name of the job"),
                  new Column("state", "-", "waiting or running")),
              sides("empty if it never starts: "))
          .toList();

  private PlanningTables() {}

  private static Stream<Column> sides(String of) {
    return PARTS.stream()
        .flatMap(
            part ->
                Stream.of(
                    new Column(PLAN + part.name(), part.unit(), of + part.meaning()),
                    new Column(BASELINE + part.name(), part.unit(), "the same, by the baseline")));
  }

  /** Writes both tables into a folder that exists; neither if nothing was planned. */
  public static void write(Path folder, List<Planning> plannings, List<Job> jobs)
      throws IOException {
    if (plannings.isEmpty()) {
      return;
    }
    try (TableWriter table = new TableWriter(folder, ResultTable.PLANNINGS, plannings.size())) {
      for (int number = 0; number < plannings.size(); number++) {
        write(table, number, plannings.get(number));
      }
    }
    int rows = plannings.stream().mapToInt(planning -> planning.jobs().size()).sum();
    try (TableWriter table = new TableWriter(folder, ResultTable.PLANNED_JOBS, rows)) {
      for (int number = 0; number < plannings.size(); number++) {
        for (Planning.JobParts job : plannings.get(number).jobs()) {
          table.put(number).put(jobs.get(job.job()).id()).put(job.runs() ? "running" : "waiting");
          write(table, job.plan(), job.baseline());
          table.endRow();
        }
      }
    }
  }

  private static void write(TableWriter table, int number, Planning planning) {
    table
        .put(number)
        .putSeconds(planning.nowNanos())
        .put(planning.waiting())
        .put(planning.leftOut())
        .put(planning.running())
        .put(planning.started())
        .put(planning.differing())
        .put(planning.plan().neverStarted())
        .put(planning.baseline().neverStarted());
    write(table, planning.plan().sum(), planning.baseline().sum());
    table
        .put(rounded(planning.plan().lastEndSeconds()))
        .put(rounded(planning.baseline().lastEndSeconds()));
    table.endRow();
  }

  private static void write(TableWriter table, Planning.Parts plan, Planning.Parts baseline) {
    seconds(table, plan, baseline, Planning.Parts::waitsSeconds);
    seconds(table, plan, baseline, Planning.Parts::aloneSeconds);
    seconds(table, plan, baseline, Planning.Parts::heldUpSeconds);
    for (Planning.Parts side : Arrays.asList(plan, baseline)) {
      table.put(side == null ? "" : Long.toString(side.racksCrossed()));
    }
  }

  private static void seconds(
      TableWriter table,
      Planning.Parts plan,
      Planning.Parts baseline,
      ToDoubleFunction<Planning.Parts> part) {
    for (Planning.Parts side : Arrays.asList(plan, baseline)) {
      table.put(side == null ? Double.NaN : rounded(part.applyAsDouble(side)));
    }
  }

  /** To whole microseconds: closed forms are not sharper than that. */
  private static double rounded(double seconds) {
    double micros = StrictMath.rint(seconds * MICROS) / MICROS;
    return micros == 0 ? 0 : micros;
  }
}
