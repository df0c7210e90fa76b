package io.opisim.scenarios.optimize;

import io.opisim.scenarios.optimize.PlanOutcome.PairResult;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.JobWays;
import io.opisim.scenarios.study.SingleRun;
import io.opisim.scenarios.world.RunRecorder;
import io.opisim.scenarios.world.StuckRunException;
import io.opisim.scheduler.SchedulingPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;

/** Runs of policies with placements and fixed choices of ways, which plans are compared with. */
final class FixedPairs {
  /** One of them; {@code ways} is empty where jobs have one way only. */
  record Pair(String policy, String placement, String ways) {
    String id() {
      return policy + "+" + placement + (ways.isEmpty() ? "" : "+" + ways);
    }

    Map<String, String> parameters() {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("scheduling.policy", policy);
      parameters.put("scheduling.placement", placement);
      if (!ways.isEmpty()) {
        parameters.put("ways", ways);
      }
      return parameters;
    }
  }

  /**
   * One run of a pair.
   *
   * @param seconds of the metric; without meaning if it could not go on
   * @param wayOfJob how each job was run
   * @param segments every stretch of every job, in the order of its start
   * @param stuck why it could not go on
   */
  record Tried(
      Pair pair,
      double seconds,
      int[] wayOfJob,
      List<RunRecorder.Segment> segments,
      Optional<String> stuck) {}

  /** All runs of a pair, or why it could not go on. */
  private record Compared(Pair pair, PairResult result, String stuck) {}

  private final SingleRun runs;
  private final PlanSettings settings;
  private final List<Pair> all = new ArrayList<>();

  /**
   * All pairs that are asked for.
   *
   * @throws InputException if there is no such choice of ways
   */
  FixedPairs(SingleRun runs, PlanSettings settings, JobWays ways) throws InputException {
    this.runs = runs;
    this.settings = settings;
    List<String> fixed = fixed(ways, settings.ways());
    for (String policy : settings.policies()) {
      for (String placement : settings.placements()) {
        for (String way : fixed) {
          all.add(new Pair(policy, placement, way));
        }
      }
    }
  }

  /** The fixed choices of ways to compare with; one without a name if jobs have no choice. */
  private static List<String> fixed(JobWays ways, List<String> asked) throws InputException {
    if (!ways.areSeveral()) {
      return List.of("");
    }
    List<String> all = ways.fixed().stream().map(JobWays.Fixed::id).toList();
    for (String id : asked) {
      if (!all.contains(id)) {
        throw PlanProblems.cannotPlan("there is no fixed choice " + id, "known: " + all);
      }
    }
    return asked.isEmpty() ? all : asked;
  }

  List<Pair> all() {
    return all;
  }

  /** One run of each, in their order. */
  List<Tried> tryAll(long seed, Ticks ticks) throws IOException {
    List<Callable<Tried>> work = new ArrayList<>();
    for (Pair pair : all) {
      work.add(
          () -> {
            Tried tried = attempt(pair, seed);
            ticks.tick();
            return tried;
          });
    }
    return Workers.all(settings.threads(), work);
  }

  private Tried attempt(Pair pair, long seed) throws IOException {
    int[] wayOfJob = wayOfJob(pair.ways(), seed);
    RunRecorder recorder = new RunRecorder(wayOfJob.length, true, false);
    List<RunRecorder.Segment> segments = new ArrayList<>();
    try {
      SchedulingPolicy own = runs.policy(pair.policy(), seed, wayOfJob);
      RunResult result =
          runs.run("", seed, own, pair.placement(), wayOfJob, Optional.empty(), recorder);
      recorder.segments(segments::add);
      double seconds = result.metrics().get(settings.metric());
      return new Tried(pair, seconds, wayOfJob, segments, Optional.empty());
    } catch (StuckRunException stuck) {
      String why = stuck.getMessage();
      return new Tried(pair, Double.POSITIVE_INFINITY, wayOfJob, segments, Optional.of(why));
    }
  }

  /**
   * All runs of some of them, in their order; those that could not go on are left out.
   *
   * @param folder an existing folder into which each run writes a folder of its own
   * @param refused gets those that could not go on, with the reason
   */
  List<PairResult> run(
      List<Pair> some,
      List<Long> seeds,
      Optional<Path> folder,
      SortedMap<String, String> refused,
      Ticks ticks)
      throws IOException {
    List<Callable<Compared>> work = new ArrayList<>();
    for (Pair pair : some) {
      work.add(
          () -> {
            Compared compared = compared(pair, seeds, folder);
            ticks.tick();
            return compared;
          });
    }
    List<PairResult> results = new ArrayList<>();
    for (Compared compared : Workers.all(settings.threads(), work)) {
      if (compared.stuck() == null) {
        results.add(compared.result());
      } else {
        refused.put(compared.pair().id(), compared.stuck());
      }
    }
    return results;
  }

  private Compared compared(Pair pair, List<Long> seeds, Optional<Path> folder) throws IOException {
    List<RunResult> results = new ArrayList<>();
    try {
      for (long seed : seeds) {
        int[] wayOfJob = wayOfJob(pair.ways(), seed);
        SchedulingPolicy own = runs.policy(pair.policy(), seed, wayOfJob);
        results.add(runs.run(pair.id(), seed, own, pair.placement(), wayOfJob, folder));
      }
    } catch (StuckRunException stuck) {
      return new Compared(pair, null, stuck.getMessage());
    }
    CaseResult simulated = new CaseResult(pair.id(), pair.parameters(), results);
    return new Compared(
        pair, new PairResult(pair.policy(), pair.placement(), pair.ways(), simulated), null);
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
