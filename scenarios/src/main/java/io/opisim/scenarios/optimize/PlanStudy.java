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
import io.opisim.scenarios.study.SingleRun;
import io.opisim.scenarios.study.Study;
import io.opisim.scenarios.world.StuckRunException;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
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
  private static final double NANOS = 1e-9;
  private static final int CHOOSING_RUNS = 3;

  private final Scenario scenario;
  private final SingleRun runs;
  private final boolean emulated;
  private final boolean interrupted;
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
    runs = new SingleRun(inputs, spec);
    emulated = !spec.workload().emulatedTraining().isEmpty();
    interrupted = spec.faults().isPresent() || spec.checkpoints().isPresent();
  }

  /**
   * Plans and simulates.
   *
   * @throws InputException if inputs are wrong, or a job cannot be planned
   */
  public PlanOutcome run(Study.Progress progress) throws IOException {
    if (emulated) {
      throw PlanProblems.cannotPlan(
          "emulated training cannot be planned: its score does not know the storage",
          "plan jobs of a trace or a law, or training jobs");
    }
    if (interrupted) {
      throw PlanProblems.cannotPlan(
          "failures and checkpoints cannot be planned: the score does not know them",
          "leave faults and checkpoints out, or run the policy optimizer");
    }
    List<Long> seeds =
        IntStream.range(0, scenario.runs()).mapToObj(run -> scenario.seed() + run).toList();
    double bound = 0;
    for (long seed : seeds) {
      bound += bound(runs.jobs(seed)) / seeds.size();
      plans(runs.jobs(seed));
    }
    int total = settings.plans() + settings.policies().size() * settings.placements().size();
    List<PlanResult> plans = new ArrayList<>();
    int chosen = chosen();
    for (int plan = 0; plan < settings.plans(); plan++) {
      plans.add(planResult(plan, seeds));
      progress.runsDone(plan + 1, total);
    }
    plans.add(0, plans.remove(chosen));
    SortedMap<String, String> refused = new TreeMap<>();
    List<PairResult> pairs = pairs(seeds, refused, progress, total);
    String metric = settings.metric();
    pairs.sort(Comparator.comparingDouble(pair -> pair.simulated().summary().get(metric).mean()));
    return new PlanOutcome(metric, bound, plans, pairs, refused, planned.size() == 1);
  }

  private double bound(List<Job> jobs) throws IOException {
    double[] alone = jobs.stream().mapToDouble(job -> job.durationNanos() * NANOS).toArray();
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
        RunResult result =
            runs.run("", first + run, policy(plan, first + run), anyPlacement(), Optional.empty());
        mean += result.metrics().get(settings.metric()) / CHOOSING_RUNS;
      }
      if (mean < least) {
        best = plan;
        least = mean;
      }
    }
    return best;
  }

  private SchedulingPolicy policy(int number, long seed) throws IOException {
    return new PlanPolicy(plan(number, seed).runs());
  }

  private static String anyPlacement() {
    return SchedulerServices.placements().firstKey();
  }

  private PlanResult planResult(int number, List<Long> seeds) throws IOException {
    String id = "plan-" + (number + 1);
    List<RunResult> results = new ArrayList<>();
    double score = 0;
    for (long seed : seeds) {
      results.add(runs.run(id, seed, policy(number, seed), anyPlacement(), folder));
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
      List<Long> seeds, SortedMap<String, String> refused, Study.Progress progress, int total)
      throws IOException {
    List<String[]> asked = new ArrayList<>();
    for (String policy : settings.policies()) {
      for (String placement : settings.placements()) {
        asked.add(new String[] {policy, placement});
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
                  PairResult result = pair(pair[0], pair[1], seeds);
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
          refused.put(String.join("+", asked.get(index)), stuck.getMessage());
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

  private PairResult pair(String policy, String placement, List<Long> seeds) throws IOException {
    String id = policy + "+" + placement;
    List<RunResult> results = new ArrayList<>();
    for (long seed : seeds) {
      results.add(runs.run(id, seed, runs.policy(policy, seed), placement, folder));
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("scheduling.policy", policy);
    parameters.put("scheduling.placement", placement);
    return new PairResult(policy, placement, new CaseResult(id, parameters, results));
  }
}
