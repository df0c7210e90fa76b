package io.opisim.scenarios.optimize;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.optimize.PlanOutcome.PairResult;
import io.opisim.scenarios.optimize.PlanOutcome.PlanResult;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.Inputs;
import io.opisim.scenarios.study.JobWays;
import io.opisim.scenarios.study.SingleRun;
import io.opisim.scenarios.study.Study;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.optimizer.joint.JobScore;
import io.opisim.scheduler.optimizer.joint.JointBounds;
import io.opisim.scheduler.optimizer.joint.JointPlanner;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.scheduler.optimizer.joint.PlanPolicy;
import io.opisim.scheduler.optimizer.joint.Schedule;
import io.opisim.simcore.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Plans the jobs of one case, simulates the best plans in full, and all pairs of a policy and a
 * placement beside them with the same seeds.
 *
 * <p>Plans know all jobs and their arrivals, but not the hashes of the network nor any noise. Which
 * plan is chosen is settled on seeds of its own, so that the comparison has no say in it.
 */
public final class PlanStudy {
  private static final int CHOOSING_RUNS = 3;

  private final Scenario scenario;
  private final SingleRun runs;
  private final CaseSpec spec;
  private final PlanSettings settings;
  private final Optional<Path> folder;
  private final Map<List<Job>, List<Schedule>> planned = new LinkedHashMap<>();

  /**
   * A study of a case.
   *
   * @param folder an existing folder into which each run writes a folder of its own
   */
  public PlanStudy(
      Scenario scenario, CaseSpec spec, Inputs inputs, PlanSettings settings, Path folder) {
    this.scenario = scenario;
    this.settings = settings;
    this.folder = Optional.ofNullable(folder);
    runs = new SingleRun(inputs, spec, settings.layouts());
    this.spec = spec;
  }

  /**
   * Plans and simulates.
   *
   * @throws InputException if inputs are wrong, or a job cannot be planned
   */
  public PlanOutcome run(Study.Progress progress) throws IOException {
    PlanProblems.check(spec);
    List<Long> seeds =
        IntStream.range(0, scenario.runs()).mapToObj(run -> scenario.seed() + run).toList();
    double bound = 0;
    for (long seed : seeds) {
      bound += bound(runs.jobs(seed)) / seeds.size();
      plans(runs.jobs(seed));
    }
    JobWays ways = runs.ways(runs.jobs(seeds.get(0)));
    FixedPairs fixed = new FixedPairs(runs, settings, ways);
    Ticks ticks = new Ticks(progress);
    ticks.expect(settings.plans());
    SortedMap<String, String> refused = new TreeMap<>();
    Optional<PairScreening> screening = screening(fixed, refused, ticks);
    List<FixedPairs.Pair> compared =
        fixed.all().stream()
            .filter(pair -> screening.isEmpty() || screening.get().compares(pair))
            .toList();
    ticks.expect(compared.size());
    List<PlanResult> plans = new ArrayList<>();
    int chosen = chosen();
    for (int plan = 0; plan < settings.plans(); plan++) {
      plans.add(planResult(plan, seeds));
      ticks.tick();
    }
    plans.add(0, plans.remove(chosen));
    List<PairResult> pairs = fixed.run(compared, seeds, folder, refused, ticks);
    String metric = settings.metric();
    pairs.sort(Comparator.comparingDouble(pair -> pair.simulated().summary().get(metric).mean()));
    return new PlanOutcome(
        metric, bound, plans, ways.subjects(), pairs, refused, planned.size() == 1, screening);
  }

  /** One run of each pair with a seed that nothing else uses, if it is to tell who has all runs. */
  private Optional<PairScreening> screening(
      FixedPairs fixed, SortedMap<String, String> refused, Ticks ticks) throws IOException {
    if (settings.screenPercent() == 0) {
      return Optional.empty();
    }
    ticks.expect(fixed.all().size());
    long seed = new RandomStreams(scenario.seed()).child("screening of pairs").masterSeed();
    List<FixedPairs.Tried> tried = fixed.tryAll(seed, ticks);
    tried.forEach(one -> one.stuck().ifPresent(why -> refused.put(one.pair().id(), why)));
    return Optional.of(PairScreening.of(seed, settings.screenPercent(), tried));
  }

  /** Writes the tables of the chosen plan for the first seed into a folder that exists. */
  public void writeTables(Path into, PlanOutcome outcome) throws IOException {
    List<Job> jobs = runs.jobs(scenario.seed());
    Schedule plan = outcome.plans().get(0).first();
    PlanTable.write(into, plan, jobs, runs.ways(jobs), runs.cluster());
    JointProblem problem =
        PlanProblems.of(runs, jobs, settings.objective(), settings.limits().seed());
    Map<String, List<JobScore>> scores = new LinkedHashMap<>();
    scores.put(ScoreTable.BASELINE, JobScore.of(problem, JointPlanner.baseline(problem)));
    for (PlanResult one : outcome.plans()) {
      scores.put(one.id(), JobScore.of(problem, one.first()));
    }
    ScoreTable.write(into, scores, jobs, runs.ways(jobs));
    if (outcome.screening().isPresent()) {
      outcome.screening().get().write(into, outcome.metric());
    }
  }

  private double bound(List<Job> jobs) throws IOException {
    double[] alone = runs.ways(jobs).leastSeconds();
    long gpus = runs.cluster().gpus();
    return settings.objective() == Objective.JCT
        ? JointBounds.jctMeanSeconds(jobs, alone, gpus)
        : JointBounds.makespanSeconds(jobs, alone, gpus);
  }

  /** As many plans as asked for; if searches found the same, the last one stands for the rest. */
  private List<Schedule> plans(List<Job> jobs) throws IOException {
    List<Schedule> known = planned.get(jobs);
    if (known == null) {
      JointProblem problem =
          PlanProblems.of(runs, jobs, settings.objective(), settings.limits().seed());
      known = JointPlanner.plans(problem, settings.limits(), settings.plans());
      for (Schedule plan : known) {
        if (plan.score().neverStarted() > 0) {
          throw PlanProblems.cannotPlan(
              plan.score().neverStarted() + " jobs fit on no set of nodes, so no plan holds all",
              "give the cluster nodes that hold them, or leave them out");
        }
      }
      planned.put(jobs, known);
    }
    return known;
  }

  private Schedule plan(int number, long seed) throws IOException {
    List<Schedule> all = plans(runs.jobs(seed));
    return all.get(Math.min(number, all.size() - 1));
  }

  /** The plan with the least simulated mean on seeds that nothing else uses. */
  private int chosen() throws IOException {
    long first = new RandomStreams(scenario.seed()).child("choice of plan").masterSeed();
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int plan = 0; plan < settings.plans(); plan++) {
      double mean = 0;
      for (int run = 0; run < CHOOSING_RUNS; run++) {
        RunResult result = simulate("", plan, first + run, Optional.empty());
        mean += result.metrics().get(settings.metric()) / CHOOSING_RUNS;
      }
      if (mean < least) {
        best = plan;
        least = mean;
      }
    }
    return best;
  }

  private RunResult simulate(String name, int number, long seed, Optional<Path> into)
      throws IOException {
    List<Schedule.Run> planned = plan(number, seed).runs();
    int[] wayOfJob = new int[planned.size()];
    planned.forEach(run -> wayOfJob[run.job()] = run.way());
    return runs.run(name, seed, new PlanPolicy(planned), anyPlacement(), wayOfJob, into);
  }

  private static String anyPlacement() {
    return SchedulerServices.placements().firstKey();
  }

  private PlanResult planResult(int number, List<Long> seeds) throws IOException {
    String id = "plan-" + (number + 1);
    List<RunResult> results = new ArrayList<>();
    double score = 0;
    for (long seed : seeds) {
      results.add(simulate(id, number, seed, folder));
      Schedule plan = plan(number, seed);
      score +=
          (settings.objective() == Objective.JCT
                  ? plan.score().jctSumSeconds() / plan.runs().size()
                  : plan.score().makespanSeconds())
              / seeds.size();
    }
    return new PlanResult(
        id, score, plan(number, seeds.get(0)), new CaseResult(id, Map.of(), results));
  }
}
