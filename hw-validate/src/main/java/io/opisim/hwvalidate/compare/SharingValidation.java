package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.SharingSolver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sharing solver against systems solved by hand, and against the definition of weighted max-min
 * fairness on random systems that no table holds: each activity runs at its own cap or uses a full
 * resource on which its rate ÷ share is the largest, and no resource gives more than it has.
 */
public final class SharingValidation implements ValidationCase {
  private static final double BAND = 1e-9;

  /** Random systems of a run: so many for each replication. */
  private static final int SYSTEMS_PER_REPLICATION = 10;

  @Override
  public String id() {
    return "sharing";
  }

  @Override
  public String description() {
    return "Rates and finishes of activities that share resources against systems solved by hand.";
  }

  @Override
  public String fittedOn() {
    return "nothing";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    List<ValidationReport.Point> points = new ArrayList<>();
    for (List<SharingRow> system : systems(context).values()) {
      compare(system, points);
    }
    RandomStreams streams = new RandomStreams(context.masterSeed()).child("sharing");
    for (int i = 0; i < context.replications(); i++) {
      double worst = 0;
      double lost = 0;
      for (int k = 0; k < SYSTEMS_PER_REPLICATION; k++) {
        RandomSharing system = new RandomSharing(streams.stream(i + "/" + k));
        system.run();
        worst = StrictMath.max(worst, system.worstMiss());
        lost = StrictMath.max(lost, system.lostShare());
      }
      points.add(ValidationReport.Point.relative("random-" + i + "/definition", 1, 1 + worst));
      points.add(ValidationReport.Point.relative("random-" + i + "/conservation", 1, 1 + lost));
    }
    boolean pass = points.stream().allMatch(point -> point.error() <= BAND);
    String metric =
        ValidationReport.RELATIVE_ERROR
            + "; of random systems 1 + the worst miss of the definition, 1 + the share of work lost";
    return ValidationReport.of(id(), metric, BAND, pass, List.of(), points);
  }

  private static Map<String, List<SharingRow>> systems(ValidationContext context) {
    CsvTable table =
        context.table().isPresent()
            ? CsvTable.read(context.table().get(), SharingRow.COLUMNS)
            : CsvTable.resource(SharingValidation.class, "sharing.csv", SharingRow.COLUMNS);
    List<Problem> problems = new ArrayList<>();
    Map<String, List<SharingRow>> systems = new LinkedHashMap<>();
    Map<String, Double> capacities = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      Optional<SharingRow> parsed = SharingRow.parse(row, problems);
      parsed.ifPresent(
          found -> {
            systems.computeIfAbsent(found.system(), name -> new ArrayList<>()).add(found);
            for (SharingRow.Use use : found.uses()) {
              Double before =
                  capacities.putIfAbsent(found.system() + "/" + use.resource(), use.capacity());
              if (before != null && before != use.capacity()) {
                problems.add(
                    row.problem(
                        "uses",
                        use.resource() + " has the capacity " + before + " above",
                        "one capacity for each resource of a system"));
              }
            }
          });
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    return systems;
  }

  private static void compare(List<SharingRow> system, List<ValidationReport.Point> points) {
    SharingSolver solver = new SharingSolver();
    Map<String, Integer> resources = new LinkedHashMap<>();
    Map<Integer, SharingRow> running = new LinkedHashMap<>();
    for (SharingRow row : system) {
      int[] used = new int[row.uses().size()];
      double[] weights = new double[used.length];
      for (int i = 0; i < used.length; i++) {
        SharingRow.Use use = row.uses().get(i);
        used[i] =
            resources.computeIfAbsent(use.resource(), name -> solver.addResource(use.capacity()));
        weights[i] = use.weight();
      }
      running.put(solver.start(used, weights, row.share(), row.cap(), row.amount()), row);
    }
    running.forEach(
        (activity, row) ->
            points.add(
                ValidationReport.Point.relative(
                    row.key() + " rate", row.rate(), solver.rate(activity))));
    long left = system.stream().filter(row -> row.finishSeconds().isPresent()).count();
    while (left > 0) {
      double finish = solver.nextFinish();
      solver.advanceTo(finish);
      SharingRow row = running.remove(solver.takeFinished(finish));
      if (row.finishSeconds().isPresent()) {
        points.add(
            ValidationReport.Point.relative(
                row.key() + " finish_s", row.finishSeconds().getAsDouble(), finish));
        left--;
      }
    }
  }
}
