package io.opisim.scheduler.optimizer.joint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Plans that differ a little from a given one, each bound to its nodes and scored.
 *
 * <p>A neighbour is one change away, or a few: a third of them is at least two, a ninth at least
 * three. A change is of a turn (two swapped, or one moved), of nodes (of one job by a rule, of one
 * task, of two jobs for each other, or of all jobs from a turn on), of one holding back, or of the
 * way of one job or of several that are run alike.
 *
 * <p>One thread at a time.
 */
public final class PlanNeighbours {
  private static final int MOST_CHANGES = 4;
  private static final int KINDS_WITHOUT_WAYS = 16;
  private static final int KINDS = 21;

  private final JointProblem problem;
  private final Timeline timeline;
  private final IntUnaryOperator random;
  private final List<Spot> rules;
  private final boolean ways;

  /**
   * Neighbours of plans of a problem.
   *
   * @param random a number from 0 up to its argument, without it
   */
  public PlanNeighbours(JointProblem problem, IntUnaryOperator random) {
    this.problem = problem;
    this.random = random;
    timeline = new Timeline(problem);
    List<JobChoice> any = Collections.nCopies(problem.jobs().size(), JobChoice.at(0));
    rules = new JointPlan(problem, any).spots();
    ways = problem.jobs().stream().anyMatch(job -> job.ways() > 1);
  }

  /** The problem. */
  public JointProblem problem() {
    return problem;
  }

  /** A neighbour of a plan that starts all jobs; empty if the one drawn cannot be carried out. */
  public Optional<Schedule> draw(Schedule plan) {
    List<JobChoice> choices = new ArrayList<>(plan.holdingChoices(problem.jobs().size()));
    int changes = 1;
    while (changes < MOST_CHANGES && random.applyAsInt(3) == 0) {
      changes++;
    }
    for (int change = 0; change < changes; change++) {
      change(choices);
    }
    return bound(choices);
  }

  /** What decisions come to, with every job bound to its nodes; empty if some job cannot start. */
  public Optional<Schedule> bound(List<JobChoice> choices) {
    Schedule loose = timeline.schedule(choices);
    if (loose.score().broken() > 0) {
      return Optional.empty();
    }
    Schedule bound = timeline.schedule(loose.holdingChoices(choices.size()));
    return bound.score().broken() > 0 ? Optional.empty() : Optional.of(bound);
  }

  private void change(List<JobChoice> choices) {
    int job = random.applyAsInt(choices.size());
    switch (random.applyAsInt(ways ? KINDS : KINDS_WITHOUT_WAYS)) {
      case 0, 1, 2 -> swapTurns(choices, job);
      case 3, 4, 5 -> moveTurn(choices, job);
      case 6, 7, 8, 9 -> choices.set(job, at(choices.get(job), rule()));
      case 10, 11 -> exchangeNodes(choices, job);
      case 12, 13 -> moveTask(choices, job);
      case 14 -> flipHolding(choices, job);
      case 15 -> loosenFrom(choices, choices.get(job).position());
      case 16, 17, 18 -> setWay(choices, job, random.applyAsInt(problem.jobs().get(job).ways()));
      default -> setWaysAlike(choices, job);
    }
  }

  private static JobChoice at(JobChoice choice, Spot spot) {
    return new JobChoice(choice.position(), spot, choice.holds(), choice.way());
  }

  private static JobChoice inTurn(JobChoice choice, int position) {
    return new JobChoice(position, choice.spot(), choice.holds(), choice.way());
  }

  private Spot rule() {
    int drawn = random.applyAsInt(rules.size() + 1);
    return drawn < rules.size()
        ? rules.get(drawn)
        : new Spot.Shuffled(random.applyAsInt(Integer.MAX_VALUE));
  }

  private void swapTurns(List<JobChoice> choices, int job) {
    int other = random.applyAsInt(choices.size());
    int position = choices.get(job).position();
    choices.set(job, inTurn(choices.get(job), choices.get(other).position()));
    choices.set(other, inTurn(choices.get(other), position));
  }

  /** One job goes to another turn, those between move up. */
  private void moveTurn(List<JobChoice> choices, int job) {
    int from = choices.get(job).position();
    int to = random.applyAsInt(choices.size());
    for (int other = 0; other < choices.size(); other++) {
      int position = choices.get(other).position();
      if (other == job) {
        position = to;
      } else if (position > from && position <= to) {
        position--;
      } else if (position < from && position >= to) {
        position++;
      }
      choices.set(other, inTurn(choices.get(other), position));
    }
  }

  private void exchangeNodes(List<JobChoice> choices, int job) {
    int other = random.applyAsInt(choices.size());
    Spot mine = choices.get(job).spot();
    Spot theirs = choices.get(other).spot();
    if (problem.jobs().get(job).job().tasks() == problem.jobs().get(other).job().tasks()) {
      choices.set(job, at(choices.get(job), theirs));
      choices.set(other, at(choices.get(other), mine));
    }
  }

  private void moveTask(List<JobChoice> choices, int job) {
    if (choices.get(job).spot() instanceof Spot.Nodes bound) {
      int[] nodes = bound.nodes().clone();
      nodes[random.applyAsInt(nodes.length)] = random.applyAsInt(problem.cluster().nodes().size());
      choices.set(job, at(choices.get(job), new Spot.Nodes(nodes)));
    }
  }

  private static void flipHolding(List<JobChoice> choices, int job) {
    JobChoice own = choices.get(job);
    choices.set(job, new JobChoice(own.position(), own.spot(), !own.holds(), own.way()));
  }

  /** All jobs from a turn on find nodes anew, in the same order. */
  private void loosenFrom(List<JobChoice> choices, int position) {
    Spot spot = rule();
    for (int job = 0; job < choices.size(); job++) {
      if (choices.get(job).position() >= position) {
        choices.set(job, at(choices.get(job), spot));
      }
    }
  }

  private static void setWay(List<JobChoice> choices, int job, int way) {
    JobChoice own = choices.get(job);
    choices.set(job, new JobChoice(own.position(), own.spot(), own.holds(), way));
  }

  /** All jobs that are run as this one is, or each of them with even chances, get another way. */
  private void setWaysAlike(List<JobChoice> choices, int job) {
    int from = choices.get(job).way();
    int to = random.applyAsInt(problem.jobs().get(job).ways());
    boolean some = random.applyAsInt(2) == 0;
    for (int other = 0; other < choices.size(); other++) {
      boolean may = choices.get(other).way() == from && to < problem.jobs().get(other).ways();
      if (may && (!some || random.applyAsInt(2) == 0)) {
        setWay(choices, other, to);
      }
    }
  }
}
