package io.opisim.hwvalidate.training;

import io.opisim.hwvalidate.table.CsvTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One result of MLPerf Training with a logged throughput.
 *
 * @param benchmark the model
 * @param accelerator as the table names it
 * @param round of the benchmark
 * @param submitter who ran it
 * @param system on what
 * @param accelerators how many
 * @param nodes in how many nodes
 * @param globalBatch samples of a step
 * @param samplesPerSecondEach logged throughput of one accelerator
 */
public record SpeedRow(
    String benchmark,
    String accelerator,
    String round,
    String submitter,
    String system,
    int accelerators,
    int nodes,
    double globalBatch,
    double samplesPerSecondEach) {
  private static final List<String> COLUMNS =
      List.of(
          "round",
          "submitter",
          "system",
          "benchmark",
          "nodes",
          "accelerators",
          "accelerator_model",
          "global_batch_size",
          "throughput_last_tracked");

  /** Rows of one model, accelerator and round are modelled together. */
  public String group() {
    return group(benchmark, accelerator, round);
  }

  /** The name of such a group. */
  public static String group(String benchmark, String accelerator, String round) {
    return benchmark + " " + accelerator + " " + round;
  }

  /** The rows of a group to fit on: every second one and the thinnest batch. */
  public static List<SpeedRow> setApart(List<SpeedRow> group) {
    List<SpeedRow> rows = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      if (i % 2 == 0 || i == group.size() - 1) {
        rows.add(group.get(i));
      }
    }
    return rows;
  }

  /** A name of the row. */
  public String key() {
    return String.format(
        Locale.ROOT,
        "%s %s x%d batch %.0f %s",
        group(),
        system,
        accelerators,
        globalBatch,
        submitter);
  }

  /**
   * Groups in the order of their names, rows from the thickest batch on one accelerator to the
   * thinnest. Left out: rows without a throughput, a batch or a count, and A100 on PCIe, whose
   * systems differ in how the cards are joined.
   */
  public static SortedMap<String, List<SpeedRow>> groups(Path file) {
    SortedMap<String, List<SpeedRow>> groups = new TreeMap<>();
    CsvTable.read(file, COLUMNS).rows().stream()
        .filter(SpeedRow::complete)
        .map(SpeedRow::of)
        .filter(row -> !row.cardsDiffer())
        .sorted(
            Comparator.comparingDouble((SpeedRow row) -> row.accelerators() / row.globalBatch())
                .thenComparing(SpeedRow::accelerators)
                .thenComparing(SpeedRow::submitter)
                .thenComparing(SpeedRow::system))
        .forEach(row -> groups.computeIfAbsent(row.group(), k -> new ArrayList<>()).add(row));
    return groups;
  }

  /**
   * The one row of a model and round with so many accelerators.
   *
   * @throws IllegalArgumentException if there is none, or there are several
   */
  public static SpeedRow only(Path file, String benchmark, String round, int accelerators) {
    List<SpeedRow> found =
        groups(file).values().stream()
            .flatMap(List::stream)
            .filter(row -> row.benchmark().equals(benchmark) && row.round().equals(round))
            .filter(row -> row.accelerators() == accelerators)
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.size() + " rows of " + benchmark + " " + round + " with " + accelerators);
    }
    return found.get(0);
  }

  private boolean cardsDiffer() {
    String name = accelerator.toUpperCase(Locale.ROOT);
    return name.contains("A100") && name.contains("PCI");
  }

  private static boolean complete(CsvTable.Row row) {
    return row.number("throughput_last_tracked") > 0
        && row.number("global_batch_size") > 0
        && row.number("accelerators") >= 1
        && row.number("nodes") >= 1;
  }

  private static SpeedRow of(CsvTable.Row row) {
    int accelerators = (int) row.number("accelerators");
    return new SpeedRow(
        row.text("benchmark"),
        row.text("accelerator_model"),
        row.text("round"),
        row.text("submitter"),
        row.text("system"),
        accelerators,
        (int) row.number("nodes"),
        row.number("global_batch_size"),
        row.number("throughput_last_tracked") / accelerators);
  }
}
