package io.opisim.scheduler.elastic;

import java.util.Arrays;

/**
 * The line compared from its front to its back, the winner with the next one: for rules that may go
 * round in a circle, so that the order of comparing has a say.
 */
final class ScannedLine implements GrowingLine {
  private final WidthRule rule;

  /** All of them, and some that no longer want more. */
  private Claim[] claims = new Claim[64];

  private int count;

  /**
   * For each place, who goes first among those up to there; right below {@code settled}. Who is
   * behind a claim has no say in these, so a claim that took GPUs leaves what is before it as it
   * was.
   */
  private Claim[] firstUpTo = new Claim[64];

  private int settled;

  /** How many want no more. */
  private int content;

  /** Nobody asks for more than this. */
  private long largestStepMilli;

  private boolean someDidNotFit;

  ScannedLine(WidthRule rule) {
    this.rule = rule;
  }

  @Override
  public void add(Claim claim) {
    if (count == claims.length) {
      claims = Arrays.copyOf(claims, 2 * count);
      firstUpTo = Arrays.copyOf(firstUpTo, 2 * count);
    }
    claim.place(count);
    claims[count++] = claim;
    largestStepMilli = Math.max(largestStepMilli, claim.stepMilli());
  }

  @Override
  public void changed(Claim claim) {
    if (claim.place() < count && claims[claim.place()] == claim) {
      settled = Math.min(settled, claim.place());
      content += claim.wantsMore() ? 0 : 1;
      largestStepMilli = Math.max(largestStepMilli, claim.stepMilli());
    }
  }

  @Override
  public Claim first(long leftMilli) {
    if (leftMilli < largestStepMilli || 2 * content > count) {
      keepThoseThatFit(leftMilli);
    }
    Claim first = settled == 0 ? null : firstUpTo[settled - 1];
    for (; settled < count; settled++) {
      Claim claim = claims[settled];
      if (claim.wantsMore() && (first == null || rule.secondGoesFirst(first, claim))) {
        first = claim;
      }
      firstUpTo[settled] = first;
    }
    return first;
  }

  private void keepThoseThatFit(long leftMilli) {
    int kept = 0;
    settled = 0;
    content = 0;
    largestStepMilli = 0;
    for (int place = 0; place < count; place++) {
      Claim claim = claims[place];
      boolean fits = claim.stepMilli() <= leftMilli;
      someDidNotFit |= claim.wantsMore() && !fits;
      if (claim.wantsMore() && fits) {
        claim.place(kept);
        claims[kept++] = claim;
        largestStepMilli = Math.max(largestStepMilli, claim.stepMilli());
      }
    }
    count = kept;
  }

  @Override
  public boolean someDidNotFit() {
    return someDidNotFit;
  }

  @Override
  public void clear() {
    count = 0;
    settled = 0;
    content = 0;
    largestStepMilli = 0;
    someDidNotFit = false;
  }
}
