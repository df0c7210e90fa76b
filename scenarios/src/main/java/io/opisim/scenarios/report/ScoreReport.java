package io.opisim.scenarios.report;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.opisim.scenarios.optimize.ScoreTable;
import io.opisim.scenarios.result.io.TableReader;
import io.opisim.scheduler.optimizer.joint.SoftTerm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Where the score of a plan differs from that of the baseline: by constraint, and by job. */
public final class ScoreReport {
  private record Row(String job, String way, NamedCsvRecord cells) {
    double number(String column) {
      // Older results have no soft terms.
      String cell = cells.findField(column).orElse("");
      return cell.isEmpty() ? 0 : Double.parseDouble(cell);
    }

    boolean starts() {
      return !cells.getField("start_s").isEmpty();
    }

    boolean tells(String column) {
      return !cells.findField(column).orElse("").isEmpty();
    }

    double jctSeconds() {
      return starts() ? number("finish_s") - number("arrival_s") : 0;
    }
  }

  private record Constraint(String id, String level, ToDoubleFunction<List<Row>> of) {}

  private record Column(String head, String name) {}

  private static final List<Column> SHOWN =
      List.of(
          new Column("waits", "waited_s"),
          new Column("alone", "alone_s"),
          new Column("held up", "held_up_s"),
          new Column("racks", "racks_crossed"));

  private static final List<Constraint> CONSTRAINTS =
      List.of(
          sum("gpu-capacity, GPUs too many", "hard", "gpus_over"),
          sum("cpu-capacity, cores too many", "hard", "cpu_cores_over"),
          sum("memory-capacity, bytes too many", "hard", "memory_over_bytes"),
          sum("gpu-model, tasks on a wrong one", "hard", "wrong_model_tasks"),
          new Constraint(
              "every-job-starts, jobs that never do",
              "hard",
              rows -> rows.stream().filter(row -> !row.starts()).count()),
          sum("waits, s", "jct", "waited_s"),
          sum("runs alone, s", "jct", "alone_s"),
          sum("held up by others, s", "jct", "held_up_s"),
          new Constraint(
              "jct, sum of the three, s",
              "jct",
              rows -> rows.stream().mapToDouble(Row::jctSeconds).sum()),
          new Constraint("makespan, s", "makespan", ScoreReport::makespan),
          sum("racks crossed", "told", "racks_crossed"));

  private ScoreReport() {}

  private static Constraint sum(String id, String level, String column) {
    return new Constraint(
        id, level, rows -> rows.stream().mapToDouble(row -> row.number(column)).sum());
  }

  private static double makespan(List<Row> rows) {
    double first = rows.stream().mapToDouble(row -> row.number("arrival_s")).min().orElse(0);
    return rows.stream().mapToDouble(row -> row.number("finish_s")).max().orElse(0) - first;
  }

  /**
   * The lines.
   *
   * @param folder of a result of {@code optimize}
   * @param plan which one, or the chosen one
   * @throws IOException if the result has no scores
   * @throws IllegalArgumentException if there is no such plan
   */
  public static List<String> lines(Path folder, Optional<String> plan) throws IOException {
    Map<String, List<Row>> plans = new LinkedHashMap<>();
    TableReader.read(
        folder.resolve(ScoreTable.FILE),
        "scores",
        row ->
            plans
                .computeIfAbsent(row.getField("plan"), unused -> new ArrayList<>())
                .add(new Row(row.getField("job"), row.getField("way"), row)));
    List<Row> baseline = plans.remove(ScoreTable.BASELINE);
    String chosen = plan.orElse(plans.keySet().iterator().next());
    List<Row> own = plans.get(chosen);
    if (own == null) {
      throw new IllegalArgumentException(
          "no plan \"" + chosen + "\"; the plans are " + plans.keySet());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        chosen
            + " against first come, first served, by the closed forms (what it is worth, the"
            + " simulation tells):");
    TextTable table =
        new TextTable(List.of("constraint", "level", ">baseline", ">" + chosen, ">difference"));
    List<Constraint> constraints = new ArrayList<>(CONSTRAINTS);
    for (SoftTerm term : told(own)) {
      constraints.add(sum(term.id() + ", " + term.unit(), "soft", term.column()));
    }
    if (own.stream().anyMatch(row -> row.number(ScoreTable.WEIGHED) != 0)) {
      constraints.add(sum("what is weighed of these, s of the aim", "medium", ScoreTable.WEIGHED));
    }
    for (Constraint one : constraints) {
      double before = one.of().applyAsDouble(baseline);
      double after = one.of().applyAsDouble(own);
      table.row(
          List.of(
              one.id(),
              one.level(),
              Figures.of(before),
              Figures.of(after),
              Figures.signed(after - before)));
    }
    lines.addAll(table.lines());
    lines.add("");
    lines.add("differences by job, the largest first:");
    lines.addAll(byJob(baseline, own));
    return lines;
  }

  /** The soft terms that the table tells. */
  private static List<SoftTerm> told(List<Row> rows) {
    return Arrays.stream(SoftTerm.values())
        .filter(term -> rows.stream().anyMatch(row -> row.tells(term.column())))
        .toList();
  }

  private static List<String> byJob(List<Row> baseline, List<Row> own) {
    boolean ways = own.stream().anyMatch(row -> !row.way().isEmpty());
    List<Column> columns = new ArrayList<>(SHOWN);
    told(own).forEach(term -> columns.add(new Column(term.column(), term.column())));
    List<String> heads = new ArrayList<>(List.of("job", ">jct_s"));
    columns.forEach(column -> heads.add(">" + column.head()));
    if (ways) {
      heads.add("way");
    }
    TextTable table = new TextTable(heads);
    List<Integer> order = new ArrayList<>();
    for (int job = 0; job < own.size(); job++) {
      order.add(job);
    }
    order.sort(
        Comparator.comparingDouble(
            job -> -Math.abs(own.get(job).jctSeconds() - baseline.get(job).jctSeconds())));
    for (int job : order) {
      Row before = baseline.get(job);
      Row after = own.get(job);
      List<String> cells = new ArrayList<>(List.of(after.job()));
      cells.add(Figures.signed(after.jctSeconds() - before.jctSeconds()));
      for (Column column : columns) {
        cells.add(Figures.signed(after.number(column.name()) - before.number(column.name())));
      }
      if (ways) {
        boolean same = before.way().equals(after.way());
        cells.add(same ? after.way() : before.way() + " -> " + after.way());
      }
      table.row(cells);
    }
    return table.lines();
  }
}
