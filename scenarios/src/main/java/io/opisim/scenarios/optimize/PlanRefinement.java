package io.opisim.scenarios.optimize;

import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.scheduler.optimizer.joint.PlanNeighbours;
import io.opisim.scheduler.optimizer.joint.Schedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes on from known plans by simulating, where the closed forms are not sharp enough.
 *
 * <p>The starts race: each has one run, the better ones more. From the best of them climbs go up
 * side by side, each from its plan to a neighbour that is better in the mean over the same choosing
 * seeds; a neighbour whose score is far from its plan's is not run, and one that is behind after a
 * few runs has no more. Whenever a part of the runs is spent, the worse half of the climbs ends
 * where it is. Where the climbs ended is compared on fresh seeds, so that the plan chosen is not
 * the one that luck favoured.
 *
 * <p>What is run does not depend on how many runs go on at a time: they come in batches of fixed
 * size, and of equals the first is taken.
 */
final class PlanRefinement {
  /** Seeds by which neighbours are judged: enough that no plan suits just these. */
  static final int CHOOSING_SEEDS = 8;

  /** Fresh seeds by which the last ones are judged, those after the choosing ones. */
  static final int FINAL_SEEDS = 8;

  private static final int BATCH = 16;
  private static final int FINALISTS = 8;
  private static final int MOST_CLIMBS = 8;
  private static final int RUNS_PER_CLIMB = 100;
  private static final int DRAWS = 50;

  /** A neighbour's score may be this much above its plan's, as a share. */
  private static final double SLACK = 0.03;

  /** How many choosing seeds a candidate has had when it is judged. */
  private static final int[] JUDGED_AFTER = {1, 3, CHOOSING_SEEDS};

  /** One run of a plan. */
  record Trial(Schedule plan, long seed) {}

  /** Carries out runs. */
  @FunctionalInterface
  interface Trials {
    /** The metric in each of some runs, in their order. */
    double[] seconds(List<Trial> trials) throws IOException;
  }

  /** A plan and what is known of it. */
  private static final class Candidate {
    private final Schedule plan;
    private final int climb;
    private final double[] seconds = new double[CHOOSING_SEEDS];
    private int known;
    private double finalMean;

    Candidate(Schedule plan, int climb) {
      this.plan = plan;
      this.climb = climb;
    }

    /** Mean over the first so many seeds from one on. */
    double mean(int offset, int count) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += seconds[(offset + i) % CHOOSING_SEEDS];
      }
      return sum / count;
    }

    double mean() {
      return mean(0, CHOOSING_SEEDS);
    }
  }

  private final PlanNeighbours neighbours;
  private final Trials trials;
  private final long firstSeed;
  private final Set<String> seen = new HashSet<>();
  private int left;

  /**
   * A refinement.
   *
   * @param firstSeed the first of the seeds that it uses, none of which judges anything else
   * @param runs how many trials at most
   */
  PlanRefinement(PlanNeighbours neighbours, Trials trials, long firstSeed, int runs) {
    this.neighbours = neighbours;
    this.trials = trials;
    this.firstSeed = firstSeed;
    left = runs;
  }

  /** The best plan found; one of the starts if nothing better is. */
  Schedule refine(List<Schedule> starts) throws IOException {
    int forFinals = Math.min(left / 4, FINALISTS * FINAL_SEEDS);
    left -= forFinals;
    int climbs = Integer.highestOneBit(Math.max(1, Math.min(MOST_CLIMBS, left / RUNS_PER_CLIMB)));
    List<Candidate> active = race(starts, climbs);
    Candidate first = active.get(0);
    List<Candidate> ended = new ArrayList<>();
    int stages = Integer.numberOfTrailingZeros(climbs) + 1;
    for (int stage = 0; stage < stages; stage++) {
      climb(active, left - left / (stages - stage));
      active.sort(Comparator.comparingDouble(Candidate::mean));
      while (stage < stages - 1 && active.size() > climbs >> (stage + 1)) {
        ended.add(active.remove(active.size() - 1));
      }
    }
    ended.addAll(active);
    left += forFinals;
    ended.sort(Comparator.comparingDouble(Candidate::mean));
    List<Candidate> finalists =
        new ArrayList<>(ended.subList(0, Math.min(FINALISTS - 1, ended.size())));
    if (!finalists.contains(first)) {
      finalists.add(first);
    }
    return best(finalists);
  }

  /** The best of the starts, in the mean over all choosing seeds. */
  private List<Candidate> race(List<Schedule> starts, int climbs) throws IOException {
    List<Candidate> racing = new ArrayList<>();
    for (Schedule plan : starts) {
      if (racing.size() < left / 3 && seen.add(key(plan))) {
        racing.add(new Candidate(plan, racing.size()));
      }
    }
    for (int judged : JUDGED_AFTER) {
      int most = judged == 1 ? racing.size() : judged == CHOOSING_SEEDS ? climbs : 2 * climbs;
      racing = new ArrayList<>(racing.subList(0, Math.min(most, racing.size())));
      simulate(racing, 0, judged);
      racing.sort(Comparator.comparingDouble(one -> one.mean(0, judged)));
    }
    return racing;
  }

  /** Goes up from each plan until only so many runs are left. */
  private void climb(List<Candidate> active, int until) throws IOException {
    int offset = 0;
    List<Candidate> proposed = proposals(active);
    while (!proposed.isEmpty() && left - proposed.size() >= until) {
      for (int judged : JUDGED_AFTER) {
        int more = judged - (proposed.isEmpty() ? 0 : proposed.get(0).known);
        int fit = (left - until) / more;
        proposed = proposed.subList(0, Math.min(fit, proposed.size()));
        simulate(proposed, offset, judged);
        proposed = ahead(proposed, active, offset, judged);
      }
      for (int climb = 0; climb < active.size(); climb++) {
        for (Candidate one : proposed) {
          boolean better = one.climb == climb && one.mean() < active.get(climb).mean();
          if (better) {
            active.set(climb, one);
          }
        }
      }
      offset = (offset + 1) % CHOOSING_SEEDS;
      proposed = proposals(active);
    }
  }

  /** A batch of neighbours that were never tried, as many of each plan. */
  private List<Candidate> proposals(List<Candidate> active) {
    List<Candidate> proposed = new ArrayList<>();
    for (int climb = 0; climb < active.size(); climb++) {
      int wanted = BATCH / active.size();
      for (int draw = 0; wanted > 0 && draw < DRAWS * BATCH; draw++) {
        Optional<Schedule> drawn = near(active.get(climb).plan);
        if (drawn.isPresent()) {
          proposed.add(new Candidate(drawn.get(), climb));
          wanted--;
        }
      }
    }
    return proposed;
  }

  private Optional<Schedule> near(Schedule plan) {
    Objective objective = neighbours.problem().objective();
    double most = plan.score().objectiveMicros(objective) * (1 + SLACK);
    return neighbours
        .draw(plan)
        .filter(one -> one.score().objectiveMicros(objective) <= most)
        .filter(one -> seen.add(key(one)));
  }

  /** Those ahead of the plan they came from, on the seeds that they have had; the best first. */
  private static List<Candidate> ahead(
      List<Candidate> proposed, List<Candidate> active, int offset, int judged) {
    Map<Candidate, Double> leads = new LinkedHashMap<>();
    for (Candidate one : proposed) {
      double lead = one.mean(offset, judged) / active.get(one.climb).mean(offset, judged) - 1;
      if (lead < 0) {
        leads.put(one, lead);
      }
    }
    return leads.keySet().stream().sorted(Comparator.comparingDouble(leads::get)).toList();
  }

  /** Simulates on the next choosing seeds until each has had so many. */
  private void simulate(List<Candidate> candidates, int offset, int until) throws IOException {
    List<Trial> batch = new ArrayList<>();
    for (Candidate one : candidates) {
      for (int i = one.known; i < until; i++) {
        batch.add(new Trial(one.plan, firstSeed + (offset + i) % CHOOSING_SEEDS));
      }
    }
    double[] seconds = run(batch);
    int next = 0;
    for (Candidate one : candidates) {
      for (; one.known < until; one.known++) {
        one.seconds[(offset + one.known) % CHOOSING_SEEDS] = seconds[next++];
      }
    }
  }

  private Schedule best(List<Candidate> finalists) throws IOException {
    int seeds = Math.min(FINAL_SEEDS, left / finalists.size());
    List<Trial> batch = new ArrayList<>();
    for (Candidate one : finalists) {
      for (int i = 0; i < seeds; i++) {
        batch.add(new Trial(one.plan, firstSeed + CHOOSING_SEEDS + i));
      }
    }
    double[] seconds = run(batch);
    for (int i = 0; i < batch.size(); i++) {
      finalists.get(i / seeds).finalMean += seconds[i] / seeds;
    }
    return finalists.stream()
        .min(Comparator.comparingDouble(one -> one.finalMean))
        .orElseThrow()
        .plan;
  }

  private double[] run(List<Trial> batch) throws IOException {
    left -= batch.size();
    if (batch.isEmpty()) {
      return new double[0];
    }
    return trials.seconds(batch);
  }

  /** Equal for plans that are carried out alike. */
  private static String key(Schedule plan) {
    StringBuilder text = new StringBuilder();
    for (Schedule.Run run : plan.runs()) {
      text.append(run.job()).append(run.holds() ? "h" : "w").append(run.way());
      for (int node : run.nodes()) {
        text.append(',').append(node);
      }
      text.append(' ');
    }
    return text.toString();
  }
}
