package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.optimize.PlanProblems;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.io.LoadResult;
import io.opisim.scenarios.scenario.io.ScenarioLoader;
import io.opisim.scenarios.study.DataFolder;
import io.opisim.scenarios.study.Inputs;
import io.opisim.scenarios.study.Library;
import io.opisim.scenarios.study.Services;
import io.opisim.scenarios.study.SingleRun;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.optimizer.joint.JobChoice;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.JointScore;
import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.scheduler.optimizer.joint.PlanPolicy;
import io.opisim.scheduler.optimizer.joint.PlannedJob;
import io.opisim.scheduler.optimizer.joint.Schedule;
import io.opisim.scheduler.optimizer.joint.Spot;
import io.opisim.scheduler.optimizer.joint.Timeline;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.stat.RankCorrelation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the optimiser's score orders plans as the full simulation does: the rank correlation over
 * random feasible plans of contended library scenarios.
 *
 * <p>Rows name a scenario of the library, a metric, how many plans, and how many runs of each. A
 * plan draws the order, and for each job its way (sites of its services), and whether it goes to
 * few racks, anywhere or to nodes drawn at random. Nothing here is published: both figures come out
 * of the same program.
 */
public final class OptimizerFidelityValidation implements ValidationCase {
  private static final List<String> COLUMNS = List.of("scenario", "metric", "plans", "runs");
  private static final double BAR = 0.9;
  private static final int LEAST_PLANS = 30;
  private static final int FIRST_SEED = 1;
  private static final Spot[] RULES = {Spot.ANYWHERE, Spot.FEWEST_RACKS, null};

  @Override
  public String id() {
    return "optimizer-fidelity";
  }

  @Override
  public String description() {
    return "Rank correlation of the optimiser's score with the simulated outcome of random plans.";
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
            : CsvTable.resource(
                OptimizerFidelityValidation.class, "optimizer-fidelity.csv", COLUMNS);
    check(table);
    List<ValidationReport.Point> points = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      points.add(point(row, context));
    }
    boolean pass = points.stream().allMatch(point -> point.predicted() >= BAR);
    String metric =
        "Spearman's rank correlation of score and simulated mean; error: how far it falls short of"
            + " 1; passes where every correlation is 0.9 or more";
    return ValidationReport.of(id(), metric, 1 - BAR, pass, List.of(), points);
  }

  private static void check(CsvTable table) {
    List<Problem> problems = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      String metric = row.text("metric");
      if (!metric.equals("jct_mean_s") && !metric.equals("makespan_s")) {
        problems.add(row.problem("metric", "is " + metric, "jct_mean_s or makespan_s"));
      }
      if (!(row.number("plans") >= LEAST_PLANS)) {
        problems.add(row.problem("plans", "is too few", LEAST_PLANS + " or more"));
      }
      if (!(row.number("runs") >= 1)) {
        problems.add(row.problem("runs", "is none", "1 or more"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
  }

  private static ValidationReport.Point point(CsvTable.Row row, ValidationContext context) {
    String name = row.text("scenario");
    long masterSeed = context.masterSeed();
    boolean jct = row.text("metric").equals("jct_mean_s");
    try {
      Catalog catalog = Catalog.builtIn();
      SingleRun runs =
          new SingleRun(
              new Inputs(
                  new DataFolder(context.dataDirectory(), "set --data or OPISIM_DATA"), catalog),
              scenario(name, catalog).cases().get(0).spec());
      List<Job> jobs = runs.jobs(FIRST_SEED);
      Objective objective = jct ? Objective.JCT : Objective.MAKESPAN;
      JointProblem problem = PlanProblems.of(runs, jobs, objective, masterSeed);
      Timeline timeline = new Timeline(problem);
      RandomStream random = new RandomStreams(masterSeed).stream("plans of " + name);
      int plans = (int) row.number("plans");
      double[] scores = new double[plans];
      double[] simulated = new double[plans];
      for (int plan = 0; plan < plans; plan++) {
        Schedule drawn = draw(timeline, random);
        JointScore score = drawn.score();
        scores[plan] = jct ? score.jctSumSeconds() / jobs.size() : score.makespanSeconds();
        simulated[plan] = simulate(runs, drawn, row);
      }
      double correlation = RankCorrelation.spearman(scores, simulated);
      String key = name + " " + row.text("metric") + ", " + plans + " plans";
      return new ValidationReport.Point(key, 1, correlation, 1 - correlation);
    } catch (IOException unreadable) {
      throw invalid(name, unreadable.getMessage());
    }
  }

  private static double simulate(SingleRun runs, Schedule plan, CsvTable.Row row)
      throws IOException {
    int count = (int) row.number("runs");
    int[] wayOfJob = new int[plan.runs().size()];
    plan.runs().forEach(one -> wayOfJob[one.job()] = one.way());
    double sum = 0;
    for (int run = 0; run < count; run++) {
      sum +=
          runs.run(
                  "",
                  FIRST_SEED + run,
                  new PlanPolicy(plan.runs()),
                  SchedulerServices.placements().firstKey(),
                  wayOfJob,
                  Optional.empty())
              .metrics()
              .get(row.text("metric"));
    }
    return sum / count;
  }

  /** A plan in which every job is bound to nodes, drawn until one is feasible. */
  private static Schedule draw(Timeline timeline, RandomStream random) {
    List<PlannedJob> planned = timeline.problem().jobs();
    while (true) {
      List<JobChoice> choices = new ArrayList<>();
      for (int job = 0; job < planned.size(); job++) {
        int rule = random.nextInt(RULES.length);
        Spot spot = RULES[rule] != null ? RULES[rule] : new Spot.Shuffled(random.nextInt(1 << 30));
        int position = random.nextInt(1 << 20);
        int ways = planned.get(job).ways();
        int way = ways > 1 ? random.nextInt(ways) : 0;
        choices.add(new JobChoice(position, spot, false, way));
      }
      Schedule bound = timeline.schedule(timeline.schedule(choices).choices(planned.size()));
      if (bound.score().broken() == 0) {
        return bound;
      }
    }
  }

  private static Scenario scenario(String name, Catalog catalog) throws IOException {
    Path file = Library.folder().resolve(name + ".yaml");
    LoadResult loaded = new ScenarioLoader(Services.knownIds(catalog)).load(file);
    if (loaded.scenario().isEmpty()) {
      throw new InvalidTableException(loaded.problems());
    }
    return loaded.scenario().get();
  }

  private static InvalidTableException invalid(String name, String message) {
    return new InvalidTableException(
        List.of(new Problem(name, 0, "", message, "name a scenario of the library")));
  }
}
