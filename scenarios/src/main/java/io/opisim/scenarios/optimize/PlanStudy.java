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
import io.opisim.scenarios.study.Workers;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.optimizer.joint.JobScore;
import io.opisim.scheduler.optimizer.joint.JointBounds;
import io.opisim.scheduler.optimizer.joint.JointPlanner;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.scheduler.optimizer.joint.PlanNeighbours;
import io.opisim.scheduler.optimizer.joint.PlanPolicy;
import io.opisim.scheduler.optimizer.joint.Schedule;
import io.opisim.simcore.random.RandomStream;
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
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Plans the jobs of one case, simulates the best plans in full, and all pairs of a policy and a
 * placement beside them with the same seeds.
 *
 * <p>Plans know all jobs and their arrivals, but not the hashes of the network nor any noise. Which
 * plan is chosen is settled on seeds of its own, so that the comparison has no say in it; so is how
 * plans are refined by simulation, and which pairs are worth all runs, where that is asked for.
 */
public final class PlanStudy {
  /** Id of the plan that came of refining the others. */
  static final String REFINED = "refined";

  private static final int CHOOSING_RUNS = 3;

  @FunctionalInterface
  private interface PlanOfSeed {
    Schedule of(long seed) throws IOException;
  }

  private final Scenario scenario;
  private final SingleRun runs;
  private final CaseSpec spec;
  private final PlanSettings settings;
  private final ChoosingSeeds seeds;
  private final Optional<Path> folder;
  private final SeedPlans planned;

  /**
   * A study of a case.
   *
   * @param folder an existing folder into which each run writes a folder of its own
   */
  public PlanStudy(
      Scenario scenario, CaseSpec spec, Inputs inputs, PlanSettings settings, Path folder) {
    this.scenario = scenario;
    seeds = new ChoosingSeeds(scenario.seed());
    this.settings = PlanTerms.comparable(settings, spec);
    this.folder = Optional.ofNullable(folder);
    runs = new SingleRun(inputs, spec, settings.layouts());
    planned = new SeedPlans(runs, this.settings);
    this.spec = spec;
  }

  /**
   * Plans and simulates.
   *
   * @throws InputException if inputs are wrong, or a job cannot be planned
   */
  public PlanOutcome run(Study.Progress progress) throws IOException {
    PlanProblems.check(spec);
    List<Long> judging =
        IntStream.range(0, scenario.runs()).mapToObj(run -> scenario.seed() + run).toList();
    if (settings.refinement() > 0) {
      PlanProblems.checkSameJobs(runs, judging, seeds.ofRefinement());
    }
    double bound = 0;
    for (long seed : judging) {
      bound += bound(runs.jobs(seed)) / judging.size();
    }
    int sets = planned.sets(judging);
    PlanTerms.checkSameJobs(settings.wishes(), sets);
    Ticks ticks = new Ticks(progress);
    List<Long> choosing =
        LongStream.range(0, CHOOSING_RUNS).mapToObj(run -> seeds.ofPlans() + run).toList();
    planned.search(Stream.concat(judging.stream(), choosing.stream()).toList(), progress);
    JobWays ways = runs.ways(runs.jobs(judging.get(0)));
    FixedPairs fixed = new FixedPairs(runs, settings, ways);
    SortedMap<String, String> refused = new TreeMap<>();
    List<FixedPairs.Tried> tried = tried(fixed, ticks);
    Optional<PairScreening> screening = screening(tried, refused);
    List<FixedPairs.Pair> compared =
        fixed.all().stream()
            .filter(pair -> screening.isEmpty() || screening.get().compares(pair))
            .toList();
    ticks.expect(compared.size());
    Optional<Schedule> refined = refined(tried, ticks);
    int chosen = chosen(choosing, ticks);
    List<PlanResult> plans = new ArrayList<>();
    for (int plan = 0; plan < settings.plans(); plan++) {
      int number = plan;
      String id = "plan-" + (plan + 1);
      plans.add(planResult(id, judging, seed -> planned.plan(number, seed), ticks));
    }
    plans.add(0, plans.remove(chosen));
    if (refined.isPresent()) {
      plans.add(0, planResult(REFINED, judging, seed -> refined.get(), ticks));
    }
    List<PairResult> pairs = fixed.run(compared, judging, folder, refused, ticks);
    String metric = settings.metric();
    pairs.sort(Comparator.comparingDouble(pair -> pair.simulated().summary().get(metric).mean()));
    return new PlanOutcome(
        metric,
        bound,
        plans,
        ways.subjects(),
        pairs,
        refused,
        sets == 1,
        screening,
        PlanTerms.of(runs, runs.jobs(judging.get(0)), settings));
  }

  /** One run of each pair with a seed that nothing else uses, if something is to come of it. */
  private List<FixedPairs.Tried> tried(FixedPairs fixed, Ticks ticks) throws IOException {
    if (settings.screenPercent() == 0 && settings.refinement() == 0) {
      return List.of();
    }
    ticks.expect(fixed.all().size() + settings.refinement());
    return fixed.tryAll(seeds.ofPairs(), ticks);
  }

  private Optional<PairScreening> screening(
      List<FixedPairs.Tried> tried, SortedMap<String, String> refused) {
    if (settings.screenPercent() == 0) {
      return Optional.empty();
    }
    tried.forEach(one -> one.stuck().ifPresent(why -> refused.put(one.pair().id(), why)));
    return Optional.of(PairScreening.of(seeds.ofPairs(), settings.screenPercent(), tried));
  }

  /** What becomes of the plans, and of what the best pairs did, by runs with seeds of their own. */
  private Optional<Schedule> refined(List<FixedPairs.Tried> tried, Ticks ticks) throws IOException {
    if (settings.refinement() == 0) {
      return Optional.empty();
    }
    List<Job> jobs = runs.jobs(scenario.seed());
    JointProblem problem = PlanProblems.of(runs, jobs, settings);
    RandomStream moves = seeds.refinement().stream("moves");
    PlanNeighbours neighbours = new PlanNeighbours(problem, moves::nextInt);
    List<Schedule> starts = new ArrayList<>(planned.of(jobs));
    starts.addAll(RecordedPlans.of(tried, neighbours));
    PlanRefinement refinement =
        new PlanRefinement(
            neighbours,
            trials -> trials(trials, ticks),
            seeds.ofRefinement(),
            settings.refinement());
    return Optional.of(refinement.refine(starts));
  }

  private double[] trials(List<PlanRefinement.Trial> trials, Ticks ticks) throws IOException {
    List<Callable<Double>> work = new ArrayList<>();
    for (PlanRefinement.Trial trial : trials) {
      work.add(
          () -> {
            RunResult result = simulate("", trial.plan(), trial.seed(), Optional.empty());
            ticks.tick();
            return result.metrics().get(settings.metric())
                + PlanTerms.worthSeconds(settings.wishes(), trial.plan());
          });
    }
    return Workers.all(settings.threads(), work).stream().mapToDouble(one -> one).toArray();
  }

  /** Writes the tables of the chosen plan for the first seed into a folder that exists. */
  public void writeTables(Path into, PlanOutcome outcome) throws IOException {
    List<Job> jobs = runs.jobs(scenario.seed());
    Schedule plan = outcome.plans().get(0).first();
    PlanTable.write(into, plan, jobs, runs.ways(jobs), runs.cluster());
    JointProblem problem = PlanProblems.of(runs, jobs, settings);
    Map<String, List<JobScore>> scores = new LinkedHashMap<>();
    scores.put(ScoreTable.BASELINE, JobScore.of(problem, JointPlanner.baseline(problem)));
    for (PlanResult one : outcome.plans()) {
      scores.put(one.id(), JobScore.of(problem, one.first()));
    }
    ScoreTable.write(into, scores, jobs, runs.ways(jobs), problem.rules());
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

  /** The plan with the least simulated mean on seeds that nothing else uses. */
  private int chosen(List<Long> choosing, Ticks ticks) throws IOException {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int plan = 0; plan < settings.plans(); plan++) {
      int number = plan;
      double mean = PlanTerms.worthSeconds(settings.wishes(), planned.plan(plan, choosing.get(0)));
      for (RunResult result :
          simulated("", choosing, seed -> planned.plan(number, seed), Optional.empty(), ticks)) {
        mean += result.metrics().get(settings.metric()) / choosing.size();
      }
      if (mean < least) {
        best = plan;
        least = mean;
      }
    }
    return best;
  }

  /** A run of each seed, some at a time. */
  private List<RunResult> simulated(
      String name, List<Long> seedsOfRuns, PlanOfSeed plans, Optional<Path> into, Ticks ticks)
      throws IOException {
    ticks.expect(seedsOfRuns.size());
    List<Callable<RunResult>> work = new ArrayList<>();
    for (long seed : seedsOfRuns) {
      work.add(
          () -> {
            RunResult result = simulate(name, plans.of(seed), seed, into);
            ticks.tick();
            return result;
          });
    }
    return Workers.all(settings.threads(), work);
  }

  private RunResult simulate(String name, Schedule plan, long seed, Optional<Path> into)
      throws IOException {
    List<Schedule.Run> planned = plan.runs();
    int[] wayOfJob = new int[planned.size()];
    planned.forEach(run -> wayOfJob[run.job()] = run.way());
    PlanPolicy policy = new PlanPolicy(planned, runs.quotas(runs.jobs(seed)));
    return runs.run(name, seed, policy, anyPlacement(), wayOfJob, into);
  }

  private static String anyPlacement() {
    return SchedulerServices.placements().firstKey();
  }

  private PlanResult planResult(String id, List<Long> judging, PlanOfSeed plans, Ticks ticks)
      throws IOException {
    List<RunResult> results = simulated(id, judging, plans, folder, ticks);
    double score = 0;
    for (long seed : judging) {
      Schedule plan = plans.of(seed);
      score +=
          (settings.objective() == Objective.JCT
                  ? plan.score().jctSumSeconds() / plan.runs().size()
                  : plan.score().makespanSeconds())
              / judging.size();
    }
    return new PlanResult(
        id, score, plans.of(judging.get(0)), new CaseResult(id, Map.of(), results));
  }
}
