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
import io.opisim.scenarios.world.StuckRunException;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
    this.settings = PlanTerms.comparable(settings, spec);
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
    PlanTerms.checkSameJobs(settings.wishes(), planned.size());
    JobWays ways = runs.ways(runs.jobs(seeds.get(0)));
    List<String> fixed = fixed(ways);
    int total =
        settings.plans() + settings.policies().size() * settings.placements().size() * fixed.size();
    List<PlanResult> plans = new ArrayList<>();
    int chosen = chosen();
    for (int plan = 0; plan < settings.plans(); plan++) {
      plans.add(planResult(plan, seeds));
      progress.runsDone(plan + 1, total);
    }
    plans.add(0, plans.remove(chosen));
    SortedMap<String, String> refused = new TreeMap<>();
    List<PairResult> pairs = pairs(seeds, fixed, refused, progress, total);
    String metric = settings.metric();
    pairs.sort(Comparator.comparingDouble(pair -> pair.simulated().summary().get(metric).mean()));
    return new PlanOutcome(
        metric,
        bound,
        plans,
        ways.subjects(),
        pairs,
        refused,
        planned.size() == 1,
        PlanTerms.of(runs, runs.jobs(seeds.get(0)), settings));
  }

  /** The fixed choices of ways to compare with; one without a name if jobs have no choice. */
  private List<String> fixed(JobWays ways) throws InputException {
    if (!ways.areSeveral()) {
      return List.of("");
    }
    List<String> all = ways.fixed().stream().map(JobWays.Fixed::id).toList();
    for (String id : settings.ways()) {
      if (!all.contains(id)) {
        throw PlanProblems.cannotPlan("there is no fixed choice " + id, "known: " + all);
      }
    }
    return settings.ways().isEmpty() ? all : settings.ways();
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
      JointProblem problem = PlanProblems.of(runs, jobs, settings);
      known = JointPlanner.plans(problem, settings.limits(), settings.plans());
      for (Schedule plan : known) {
        PlanProblems.checkAllStart(problem, plan);
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
      double mean = PlanTerms.worthSeconds(settings.wishes(), plan(plan, first));
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
    PlanPolicy policy = new PlanPolicy(planned, runs.quotas(runs.jobs(seed)));
    return runs.run(name, seed, policy, anyPlacement(), wayOfJob, into);
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

  /** All pairs, some at a time; their order does not depend on the threads. */
  private List<PairResult> pairs(
      List<Long> seeds,
      List<String> fixed,
      SortedMap<String, String> refused,
      Study.Progress progress,
      int total)
      throws IOException {
    List<String[]> asked = new ArrayList<>();
    for (String policy : settings.policies()) {
      for (String placement : settings.placements()) {
        for (String ways : fixed) {
          asked.add(new String[] {policy, placement, ways});
        }
      }
    }
    AtomicInteger done = new AtomicInteger(settings.plans());
    ExecutorService executor = Executors.newFixedThreadPool(settings.threads());
    try {
      List<Future<PairResult>> futures = new ArrayList<>();
      for (String[] pair : asked) {
        futures.add(
            executor.submit(
                () -> {
                  PairResult result = pair(pair[0], pair[1], pair[2], seeds);
                  progress.runsDone(done.incrementAndGet(), total);
                  return result;
                }));
      }
      List<PairResult> pairs = new ArrayList<>();
      for (int index = 0; index < futures.size(); index++) {
        try {
          pairs.add(futures.get(index).get());
        } catch (ExecutionException failed) {
          if (!(failed.getCause() instanceof StuckRunException stuck)) {
            throw new IllegalStateException("a run failed", failed.getCause());
          }
          String[] pair = asked.get(index);
          refused.put(id(pair[0], pair[1], pair[2]), stuck.getMessage());
        }
      }
      return pairs;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      executor.shutdownNow();
    }
  }

  private static String id(String policy, String placement, String ways) {
    return policy + "+" + placement + (ways.isEmpty() ? "" : "+" + ways);
  }

  private PairResult pair(String policy, String placement, String ways, List<Long> seeds)
      throws IOException {
    String id = id(policy, placement, ways);
    List<RunResult> results = new ArrayList<>();
    for (long seed : seeds) {
      int[] wayOfJob = wayOfJob(ways, seed);
      SchedulingPolicy own = runs.policy(policy, seed, wayOfJob);
      results.add(runs.run(id, seed, own, placement, wayOfJob, folder));
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("scheduling.policy", policy);
    parameters.put("scheduling.placement", placement);
    if (!ways.isEmpty()) {
      parameters.put("ways", ways);
    }
    return new PairResult(policy, placement, ways, new CaseResult(id, parameters, results));
  }

  private int[] wayOfJob(String fixed, long seed) throws IOException {
    JobWays ways = runs.ways(runs.jobs(seed));
    return ways.fixed().stream()
        .filter(one -> one.id().equals(fixed))
        .findFirst()
        .map(JobWays.Fixed::wayOfJob)
        .orElse(ways.asWritten());
  }
}
