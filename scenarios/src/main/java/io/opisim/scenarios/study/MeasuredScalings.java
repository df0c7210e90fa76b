package io.opisim.scenarios.study;

import io.opisim.models.workload.SpeedUp;
import io.opisim.models.workload.SpeedUp.Measured.Point;
import io.opisim.scenarios.scenario.MeasuredScaling;
import io.opisim.scenarios.scenario.io.Nearest;
import io.opisim.tracereplay.format.TraceFiles;
import io.opisim.tracereplay.format.TraceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Speed-ups from a table of step times by model, cluster, number of GPUs and batch.
 *
 * <p>Models: samples per second = GPUs x batch per GPU / step time; of several rows for a number of
 * GPUs the one on the fewest nodes, of those the mean. Ignores: what a larger batch does to
 * training's progress. Valid for: the clusters of the table. Source: the step times of Qiao et al.
 * (Pollux, OSDI 2021) and Jayaram Subramanya et al. (Sia, SOSP 2023).
 */
final class MeasuredScalings {
  private static final List<String> COLUMNS =
      List.of(
          "model",
          "cluster",
          "kind",
          "placement",
          "num_nodes",
          "num_replicas",
          "local_bsz",
          "step_time_s");
  private static final double LONGEST_STEP_SECONDS = 1e6;
  private static final int MOST_GPUS = 1_000_000;

  private MeasuredScalings() {}

  /** What was measured on so many nodes. */
  private record Rows(int nodes, int count, double stepSeconds) {
    Rows and(int otherNodes, double seconds) {
      if (otherNodes != nodes) {
        return otherNodes < nodes ? new Rows(otherNodes, 1, seconds) : this;
      }
      return new Rows(nodes, count + 1, stepSeconds + seconds);
    }
  }

  /**
   * The speed-up that a scenario names.
   *
   * @param path of the key, for messages
   * @throws InputException if no row fits
   */
  static SpeedUp read(Path file, MeasuredScaling wanted, String path) throws IOException {
    SortedSet<String> models = new TreeSet<>();
    SortedSet<String> clusters = new TreeSet<>();
    SortedSet<Integer> batches = new TreeSet<>();
    SortedMap<Integer, Rows> byGpus = new TreeMap<>();
    try (TraceTable table = TraceTable.open(TraceFiles.open(file), COLUMNS)) {
      while (table.nextRow()) {
        models.add(table.text("model"));
        if (table.text("model").equals(wanted.model())) {
          clusters.add(table.text("cluster"));
          if (table.text("cluster").equals(wanted.cluster())) {
            batches.add((int) table.count("local_bsz", Integer.MAX_VALUE));
            add(table, wanted, byGpus);
          }
        }
        table.endRow();
      }
    }
    refuse(models, wanted.model(), path + ".model", "model");
    refuse(clusters, wanted.cluster(), path + ".cluster", "cluster of " + wanted.model());
    if (byGpus.isEmpty()) {
      throw FabricPlans.problem(
          path + ".batch_per_gpu",
          "no step was measured with " + wanted.batchPerGpu() + " samples on each GPU",
          "measured were " + String.join(", ", batches.stream().map(String::valueOf).toList()));
    }
    List<Point> points = new ArrayList<>();
    byGpus.forEach(
        (gpus, rows) ->
            points.add(
                new Point(
                    gpus,
                    (double) gpus * wanted.batchPerGpu() * rows.count() / rows.stepSeconds())));
    return new SpeedUp.Measured(points);
  }

  private static void add(
      TraceTable table, MeasuredScaling wanted, SortedMap<Integer, Rows> byGpus) {
    if (table.count("local_bsz", Integer.MAX_VALUE) != wanted.batchPerGpu()) {
      return;
    }
    boolean placed = table.text("kind").equals("placement");
    String placement = table.text("placement");
    int gpus =
        placed
            ? placement.chars().map(digit -> digit - '0').sum()
            : (int) table.count("num_replicas", MOST_GPUS);
    int nodes = placed ? placement.length() : (int) table.count("num_nodes", MOST_GPUS);
    double seconds = table.amount("step_time_s", LONGEST_STEP_SECONDS);
    if (gpus > 0 && seconds > 0) {
      Rows before = byGpus.get(gpus);
      byGpus.put(gpus, before == null ? new Rows(nodes, 1, seconds) : before.and(nodes, seconds));
    }
  }

  private static void refuse(SortedSet<String> known, String word, String path, String what)
      throws InputException {
    if (!known.contains(word)) {
      throw FabricPlans.problem(
          path, "the table has no " + what + " \"" + word + "\"", Nearest.hint(word, known));
    }
  }
}
