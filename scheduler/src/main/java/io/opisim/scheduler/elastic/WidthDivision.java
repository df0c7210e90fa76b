package io.opisim.scheduler.elastic;

import io.opisim.models.workload.TaskDemand;
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

  /** Claims that got something, in the order in which they got their first GPU. */
  private final List<Claim> dealt = new ArrayList<>();

  private final GrowingLine growing;
  private long leftMilli;
  private int calls;
  private Claim next;

  /** A division in which nothing has been dealt out. */
  WidthDivision(WidthRule rule) {
    this.rule = rule;
    growing = rule.isOrder() ? new RankedLine(rule) : new ScannedLine(rule);
  }

  /**
   * Deals out on top of what has been dealt out, and answers with the claims that got something
   * now, each once.
   *
   * @param waiting those that hold nothing
   * @param milli thousandths of GPUs to deal out
   */
  List<Claim> divide(Waiting waiting, long milli) {
    if (growing.someDidNotFit()) {
      growing.clear();
      dealt.forEach(this::grow);
    }
    leftMilli = milli;
    calls++;
    next = waiting.next(leftMilli);
    List<Claim> taken = new ArrayList<>();
    for (Claim first = first(); first != null; first = first()) {
      leftMilli -= first.stepMilli();
      boolean isNew = first.gpus() == 0;
      first.take();
      if (first.isToldAnew(calls)) {
        taken.add(first);
      }
      if (isNew) {
        dealt.add(first);
        grow(first);
        next = waiting.next(leftMilli);
      } else {
        growing.changed(first);
        if (next != null && next.stepMilli() > leftMilli) {
          next = waiting.next(leftMilli);
        }
      }
    }
    return taken;
  }

  /** A claim takes no part in what is dealt out from now on. */
  void close(Claim claim) {
    if (claim.wantsMore()) {
      claim.close();
      growing.changed(claim);
    }
  }

  private void grow(Claim claim) {
    if (claim.wantsMore()) {
      growing.add(claim);
    }
  }

  private Claim first() {
    Claim first = leftMilli < TaskDemand.WHOLE_GPU ? null : growing.first(leftMilli);
    if (next != null && (first == null || rule.secondGoesFirst(first, next))) {
      return next;
    }
    return first;
  }
}
