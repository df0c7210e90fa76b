package io.opisim.scheduler.elastic;

import java.util.ArrayList;
import java.util.List;

/**
 * Deals GPUs out one by one, each to the job that a {@link WidthRule} puts first.
 *
 * <p>Models: jobs that hold GPUs already are compared in the order in which they got their first
 * one, the winner with the first of those that hold nothing; a job that does not fit into what is
 * left is passed over. A job starts with as many GPUs as it needs at least. Ignores: on which nodes
 * the GPUs are, and their models. Valid for: GPUs that are alike. Source: the greedy loops of AFS-L
 * (Hwang et al., NSDI 2021).
 */
final class WidthDivision {
  /** Jobs that hold nothing. */
  @FunctionalInterface
  interface Waiting {
    /**
     * The next one by rank that asks for no more than so many thousandths, or null; never asked
     * with more than before.
     */
    Claim next(long leftMilli);
  }

  private final WidthRule rule;
  private final Waiting waiting;
  private final List<Claim> dealt = new ArrayList<>();
  private final List<Claim> growing = new ArrayList<>();
  private long leftMilli;
  private Claim next;

  private WidthDivision(WidthRule rule, Waiting waiting, long leftMilli) {
    this.rule = rule;
    this.waiting = waiting;
    this.leftMilli = leftMilli;
  }

  /**
   * The claims that got something, in the order in which they got their first GPU.
   *
   * @param leftMilli thousandths of GPUs to deal out
   */
  static List<Claim> divide(WidthRule rule, Waiting waiting, long leftMilli) {
    return new WidthDivision(rule, waiting, leftMilli).run();
  }

  private List<Claim> run() {
    next = waiting.next(leftMilli);
    for (Claim first = first(); first != null; first = first()) {
      leftMilli -= first.stepMilli();
      boolean isNew = first.gpus() == 0;
      first.take();
      if (isNew) {
        dealt.add(first);
        growing.add(first);
        next = waiting.next(leftMilli);
      } else if (next != null && next.stepMilli() > leftMilli) {
        next = waiting.next(leftMilli);
      }
    }
    return dealt;
  }

  private Claim first() {
    Claim first = null;
    growing.removeIf(claim -> !claim.wantsMore());
    for (Claim claim : growing) {
      boolean fits = claim.stepMilli() <= leftMilli;
      if (fits && (first == null || rule.secondGoesFirst(first, claim))) {
        first = claim;
      }
    }
    if (next != null && (first == null || rule.secondGoesFirst(first, next))) {
      return next;
    }
    return first;
  }
}
