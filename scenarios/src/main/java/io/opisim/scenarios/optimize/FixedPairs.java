package io.opisim.scenarios.optimize;

import io.opisim.scenarios.optimize.PlanOutcome.PairResult;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.JobWays;
import io.opisim.scenarios.study.SingleRun;
import io.opisim.scenarios.study.Study;
import io.opisim.scenarios.study.Workers;
import io.opisim.scenarios.world.RunRecorder;
import io.opisim.scenarios.world.StuckRunException;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import java.io.IOException;
import java.nio.file.Files;
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

    /** Equal for those that do the same, since their policy names the nodes. */
    Pair same() {
      boolean own = SchedulerServices.policies().get(policy).namesNodes();
      return own ? new Pair(policy, "", ways) : this;
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

  /** What came of a pair. */
  private interface Ran<T extends Ran<T>> {
    /** The same of a pair with another placement. */
    T of(Pair other) throws IOException;
  }

  /** Runs a pair. */
  @FunctionalInterface
  private interface Runner<T extends Ran<T>> {
    T run(Pair pair) throws IOException;
  }

  /**
   * One run of a pair.
   *
   * @param seconds of the metric; infinite if it could not go on
   * @param wayOfJob how each job was run
   * @param segments every stretch of every job, in the order of its start
   * @param stuck why it could not go on
   */
  record Tried(
      Pair pair,
      double seconds,
      int[] wayOfJob,
      List<RunRecorder.Segment> segments,
      Optional<String> stuck)
      implements Ran<Tried> {
    @Override
    public Tried of(Pair other) {
      return new Tried(other, seconds, wayOfJob, segments, stuck);
    }
  }

  /** All runs of a pair, or why it could not go on. */
  private record Compared(Pair pair, List<RunResult> results, String stuck, Optional<Path> folder)
      implements Ran<Compared> {
    @Override
    public Compared of(Pair other) throws IOException {
      for (RunResult result :
          folder.isPresent() && stuck == null ? results : List.<RunResult>of()) {
        Path from = folder.get().resolve(Study.folderName(pair.id(), result.seed()));
        Path to = folder.get().resolve(Study.folderName(other.id(), result.seed()));
        Files.createDirectory(to);
        Files.copy(from.resolve("jobs.csv"), to.resolve("jobs.csv"));
      }
      return new Compared(other, results, stuck, folder);
    }

    PairResult result() {
      CaseResult simulated = new CaseResult(pair.id(), pair.parameters(), results);
      return new PairResult(pair.policy(), pair.placement(), pair.ways(), simulated);
    }
  }

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
    return run(all, pair -> attempt(pair, seed), ticks);
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
    List<PairResult> results = new ArrayList<>();
    for (Compared compared : run(some, pair -> compared(pair, seeds, folder), ticks)) {
      if (compared.stuck() == null) {
        results.add(compared.result());
      } else {
        refused.put(compared.pair().id(), compared.stuck());
      }
    }
    return results;
  }

  /** Runs pairs, of those that do the same one only. */
  private <T extends Ran<T>> List<T> run(List<Pair> pairs, Runner<T> runner, Ticks ticks)
      throws IOException {
    Map<Pair, Pair> first = new LinkedHashMap<>();
    pairs.forEach(pair -> first.putIfAbsent(pair.same(), pair));
    List<Pair> run = List.copyOf(first.values());
    List<Callable<T>> work = new ArrayList<>();
    for (Pair pair : run) {
      work.add(
          () -> {
            T ran = runner.run(pair);
            ticks.tick();
            return ran;
          });
    }
    List<T> results = Workers.all(settings.threads(), work);
    Map<Pair, T> known = new LinkedHashMap<>();
    for (int i = 0; i < run.size(); i++) {
      known.put(run.get(i), results.get(i));
    }
    for (Pair pair : pairs) {
      if (!known.containsKey(pair)) {
        known.put(pair, known.get(first.get(pair.same())).of(pair));
        ticks.tick();
      }
    }
    return pairs.stream().map(known::get).toList();
  }

  private Tried attempt(Pair pair, long seed) throws IOException {
    int[] wayOfJob = wayOfJob(pair.ways(), seed);
    RunRecorder recorder = new RunRecorder(wayOfJob.length, true, false);
    List<RunRecorder.Segment> segments = new ArrayList<>();
    Placement placement = SchedulerServices.placements().get(pair.placement());
    double seconds = Double.POSITIVE_INFINITY;
    Optional<String> stuck = Optional.empty();
    try {
      SchedulingPolicy own = runs.policy(pair.policy(), seed, wayOfJob);
      RunResult result = runs.run("", seed, own, placement, wayOfJob, Optional.empty(), recorder);
      recorder.segments(segments::add);
      seconds = result.metrics().get(settings.metric());
    } catch (StuckRunException why) {
      stuck = Optional.of(why.getMessage());
    }
    return new Tried(pair, seconds, wayOfJob, segments, stuck);
  }

  private Compared compared(Pair pair, List<Long> seeds, Optional<Path> folder) throws IOException {
    List<RunResult> results = new ArrayList<>();
    String stuck = null;
    try {
      for (long seed : seeds) {
        int[] wayOfJob = wayOfJob(pair.ways(), seed);
        SchedulingPolicy own = runs.policy(pair.policy(), seed, wayOfJob);
        results.add(runs.run(pair.id(), seed, own, pair.placement(), wayOfJob, folder));
      }
    } catch (StuckRunException why) {
      stuck = why.getMessage();
    }
    return new Compared(pair, results, stuck, folder);
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
