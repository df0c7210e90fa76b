package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.result.Metric;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.world.World;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.simcore.probe.Probe;
import io.opisim.tracereplay.format.OpenTrace;
import io.opisim.tracereplay.format.TraceFormats;
import io.opisim.tracereplay.replay.JobCutter;
import io.opisim.tracereplay.replay.ReplayOptions;
import io.opisim.tracereplay.replay.TraceReplay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The list of 60 jobs of Tiresias (Gu et al., NSDI 2019) against what its simulator prints for it,
 * to the last digit.
 *
 * <p>Its scheme {@code count} takes any free GPUs, so a job is a gang of tasks on one GPU each. The
 * order within a queue of {@code least-attained-service} was settled by these figures: of it they
 * are no independent evidence.
 */
public final class TiresiasValidation implements ValidationCase {
  private static final String JOBS = "tiresias-60/60_job.csv";
  private static final List<String> METRICS =
      List.of("jct_mean_s", "makespan_s", "queue_wait_mean_s");
  private static final List<String> COLUMNS =
      List.of("nodes", "gpus_per_node", "policy", "jct_mean_s", "makespan_s", "queue_wait_mean_s");
  private static final double PRINTED_DIGITS = 100;
  private static final double NANOS = 1e9;
  private static final int MOST_NODES = 100_000;
  private static final int MOST_GPUS = 64;

  @Override
  public String id() {
    return "tiresias";
  }

  @Override
  public String description() {
    return "Mean JCT, makespan and wait of 60 jobs against what the simulator of Tiresias prints.";
  }

  @Override
  public String fittedOn() {
    return "nothing";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    CsvTable table =
        context.table().isPresent()
            ? CsvTable.read(context.table().get(), COLUMNS)
            : CsvTable.resource(TiresiasValidation.class, "tiresias.csv", COLUMNS);
    check(table);
    List<Job> jobs = jobs(context);
    List<ValidationReport.Point> points = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      Map<String, Double> figures = simulate(row, jobs);
      for (String metric : METRICS) {
        if (!row.text(metric).isEmpty()) {
          points.add(point(row, metric, figures.get(metric)));
        }
      }
    }
    boolean pass = points.stream().allMatch(point -> point.error() == 0);
    String metric = "|predicted - published| in s, both to the printed hundredth";
    return ValidationReport.of(id(), metric, 0, pass, List.of(), points);
  }

  private static void check(CsvTable table) {
    List<Problem> problems = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      number(row, "nodes", MOST_NODES, problems);
      number(row, "gpus_per_node", MOST_GPUS, problems);
      if (!SchedulerServices.policies().containsKey(row.text("policy"))) {
        problems.add(row.problem("policy", "unknown policy", "opisim list policies"));
      }
      for (String metric : METRICS) {
        if (!row.text(metric).isEmpty() && !(row.number(metric) >= 0)) {
          problems.add(row.problem(metric, "is no time", "seconds, or empty"));
        }
      }
      try {
        policy(row);
      } catch (IllegalArgumentException e) {
        String hint = "GPU seconds, rising, with blanks between";
        problems.add(row.problem("queue_limits_gpu_s", e.getMessage(), hint));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
  }

  private static void number(CsvTable.Row row, String column, int most, List<Problem> problems) {
    double value = row.number(column);
    if (!(value >= 1 && value <= most && value == StrictMath.rint(value))) {
      problems.add(row.problem(column, "is no such number", "1 to " + most));
    }
  }

  private static List<Job> jobs(ValidationContext context) {
    var file = TrainingModels.published(context, JOBS);
    try (OpenTrace trace = TraceFormats.load().open(file, "tiresias-jobs")) {
      return TraceReplay.read(List.of(trace.reader()), ReplayOptions.AS_RECORDED)
          .cut(new JobCutter(1));
    } catch (IOException e) {
      throw new InvalidTableException(
          List.of(new Problem(file.toString(), 0, "", "cannot be read: " + e.getMessage(), "")));
    }
  }

  private static Map<String, Double> simulate(CsvTable.Row row, List<Job> jobs) {
    List<Node> nodes = new ArrayList<>();
    int gpus = (int) row.number("gpus_per_node");
    for (int node = 0; node < row.number("nodes"); node++) {
      nodes.add(new Node("node-" + node, 0, "any", gpus, 0, 0, 0));
    }
    return Metric.of(
        new World(
                new Cluster(nodes),
                jobs,
                policy(row),
                SchedulerServices.placements().get("first-fit"),
                bound -> 0,
                Probe.none(),
                false,
                false)
            .run());
  }

  private static SchedulingPolicy policy(CsvTable.Row row) {
    SchedulingPolicy found = SchedulerServices.policies().get(row.text("policy"));
    String limits = row.text("queue_limits_gpu_s");
    if (limits.isEmpty() || found == null) {
      return found;
    }
    List<Long> nanos =
        Arrays.stream(limits.split(" +"))
            .map(each -> StrictMath.round(Double.parseDouble(each) * NANOS))
            .toList();
    return found.with(new PolicyOptions(nanos));
  }

  private static ValidationReport.Point point(CsvTable.Row row, String metric, double figure) {
    double published = row.number(metric);
    double printed = StrictMath.rint(figure * PRINTED_DIGITS) / PRINTED_DIGITS;
    String key =
        row.text("nodes") + " x " + row.text("gpus_per_node") + " GPUs " + row.text("policy");
    double miss = StrictMath.abs(printed - published);
    return new ValidationReport.Point(key + " " + metric, published, printed, miss);
  }
}
