package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.packing.PackingCurve;
import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scheduler.SchedulerServices;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One published figure of the packing experiment.
 *
 * @param list the pod list
 * @param file the list's file, or empty for the data set's own
 * @param placement id of the placement
 * @param quantity which figure
 * @param arrivedPercent how much of the cluster had been asked for
 * @param mean over the published seeds
 * @param deviation standard deviation over them, NaN if not published
 * @param seeds how many they were
 */
record PackingRow(
    String list,
    String file,
    String placement,
    String quantity,
    int arrivedPercent,
    double mean,
    double deviation,
    int seeds) {
  static final List<String> COLUMNS =
      List.of("list", "policy", "quantity", "arrived_percent", "mean");

  private static final String ALLOCATED = "allocated_percent";
  private static final String FRAGMENT = "fragment_percent";
  private static final String FRAGMENT_OF_FREE = "fragment_of_free_percent";
  private static final int USUAL_SEEDS = 10;
  private static final int MOST_ARRIVED = 130;

  /** Names of the paper and of its simulator. */
  private static final Map<String, String> PAPER_NAMES =
      Map.of(
          "random", "random-device",
          "dotprod", "dot-product",
          "clustering", "gpu-clustering",
          "gpuclustering", "gpu-clustering",
          "packing", "gpu-packing",
          "gpupacking", "gpu-packing",
          "bestfit", "weighted-best-fit",
          "fgd", "fragmentation-gradient");

  static Optional<PackingRow> parse(CsvTable.Row row, List<Problem> problems) {
    int before = problems.size();
    String policy = row.text("policy");
    String placement = PAPER_NAMES.getOrDefault(policy.toLowerCase(Locale.ROOT), policy);
    if (!SchedulerServices.placements().containsKey(placement)) {
      problems.add(row.problem("policy", "unknown placement " + policy, "opisim list placements"));
    }
    String quantity = row.text("quantity");
    if (!List.of(ALLOCATED, FRAGMENT, FRAGMENT_OF_FREE).contains(quantity)) {
      String hint = String.join(", ", ALLOCATED, FRAGMENT, FRAGMENT_OF_FREE);
      problems.add(row.problem("quantity", "unknown quantity " + quantity, hint));
    }
    double arrived = row.number("arrived_percent");
    if (!(arrived >= 1 && arrived <= MOST_ARRIVED && arrived == StrictMath.rint(arrived))) {
      problems.add(row.problem("arrived_percent", "is no percentage", "a whole number, 1 to 130"));
    }
    if (!(row.number("mean") >= 0)) {
      problems.add(row.problem("mean", "is no percentage", "the mean over the published seeds"));
    }
    double deviation = row.text("sd").isEmpty() ? Double.NaN : row.number("sd");
    if (!row.text("sd").isEmpty() && !(deviation >= 0)) {
      problems.add(row.problem("sd", "is no standard deviation", "empty if not published"));
    }
    double seeds = row.text("seeds").isEmpty() ? USUAL_SEEDS : row.number("seeds");
    if (!(seeds >= 1)) {
      problems.add(row.problem("seeds", "is no number of seeds", "10 if absent"));
    }
    if (row.text("list").isEmpty()) {
      problems.add(row.problem("list", "is empty", "default for openb_pod_list_default"));
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            new PackingRow(
                row.text("list"),
                row.text("file"),
                placement,
                quantity,
                (int) arrived,
                row.number("mean"),
                deviation,
                (int) seeds));
  }

  /** This figure of one of our runs. */
  double of(PackingCurve curve) {
    double[] values =
        switch (quantity) {
          case ALLOCATED -> curve.allocatedPercent();
          case FRAGMENT -> curve.fragmentPercent();
          default -> curve.fragmentOfFreePercent();
        };
    return arrivedPercent < values.length ? values[arrivedPercent] : Double.NaN;
  }

  String key() {
    return list + " " + placement + " " + quantity + " at " + arrivedPercent + " %";
  }
}
