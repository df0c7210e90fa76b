package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * A plan, and what it is worth.
 *
 * @param sites where each task of the problem goes, in its order; null leaves it waiting
 * @param heldMilli milli-GPUs that the placed tasks hold
 * @param brokenRules how much the hard rules are broken; 0 for a plan that can be carried out
 * @param scores what each constraint adds to the score, by name
 */
public record PackingResult(
    List<Site> sites, long heldMilli, long brokenRules, SortedMap<String, Long> scores) {

  /** Keeps the null sites, so {@code List.copyOf} will not do. */
  public PackingResult {
    sites = Collections.unmodifiableList(new ArrayList<>(sites));
    scores = Collections.unmodifiableSortedMap(scores);
  }

  static PackingResult of(PackingPlan plan) {
    List<Site> sites = new ArrayList<>();
    long held = 0;
    for (TaskPlan task : plan.tasks()) {
      sites.add(task.site());
      held += task.site() == null ? 0 : task.needs().gpuMilli();
    }
    PackingScore score = new PackingScore();
    score.resetWorkingSolution(plan);
    long broken = -score.calculateScore().hardScore();
    return new PackingResult(sites, held, broken, ScoreExplanations.totals(plan));
  }
}
