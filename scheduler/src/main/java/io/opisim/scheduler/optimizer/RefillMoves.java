package io.opisim.scheduler.optimizer;

import java.util.Random;

/**
 * Moves that empty part of a shared device and fill it up again from the tasks that wait.
 *
 * <p>Of the tasks on a random device each leaves with an even chance, save those that already ran
 * before; then tasks that wait and fit go in.
 */
public final class RefillMoves extends LookingMoves {
  private static final int TRIES = 10_000;

  /** For the solver. */
  public RefillMoves() {}

  @Override
  ReplaceMove draw(PackingPlan plan, Random random) {
    for (int tries = 0; tries < TRIES; tries++) {
      TaskPlan share = Refill.randomShare(plan, random);
      if (share == null) {
        return null;
      }
      ReplaceMove move = around(plan, share.site(), random);
      if (!move.getPlanningEntities().isEmpty()) {
        return move;
      }
    }
    return null;
  }

  private static ReplaceMove around(PackingPlan plan, Site site, Random random) {
    Refill refill = new Refill(plan, random, site);
    Occupants occupants = plan.liveOccupants();
    for (int index = occupants.firstOn(site);
        index != Occupants.NONE;
        index = occupants.after(index)) {
      TaskPlan task = occupants.task(index);
      if (random.nextBoolean() && task.task().current() == null) {
        refill.leave(task, null);
      }
    }
    refill.fill();
    return refill.move();
  }
}
