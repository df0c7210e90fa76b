package io.opisim.scheduler.elastic;

import java.util.PriorityQueue;

/** The line as a heap, for rules that put all jobs into one order. */
final class RankedLine implements GrowingLine {
  private final PriorityQueue<Claim> claims;
  private boolean someDidNotFit;
  private int added;

  RankedLine(WidthRule rule) {
    claims =
        new PriorityQueue<>(
            (one, other) -> {
              if (rule.secondGoesFirst(one, other)) {
                return 1;
              }
              return rule.secondGoesFirst(other, one) ? -1 : one.place() - other.place();
            });
  }

  @Override
  public void add(Claim claim) {
    claim.place(added++);
    claims.add(claim);
  }

  @Override
  public void changed(Claim claim) {
    // Others that want no more stay where they are until they come to the front.
    if (claims.peek() == claim) {
      claims.poll();
      if (claim.wantsMore()) {
        claims.add(claim);
      }
    }
  }

  @Override
  public Claim first(long leftMilli) {
    Claim first = claims.peek();
    while (first != null && !(first.wantsMore() && first.stepMilli() <= leftMilli)) {
      someDidNotFit |= first.wantsMore();
      claims.poll();
      first = claims.peek();
    }
    return first;
  }

  @Override
  public boolean someDidNotFit() {
    return someDidNotFit;
  }

  @Override
  public void clear() {
    claims.clear();
    someDidNotFit = false;
  }
}
