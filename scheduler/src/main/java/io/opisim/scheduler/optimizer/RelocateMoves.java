package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Moves that put shares of one device on other devices and fill the room they leave from the tasks
 * that wait.
 *
 * <p>A random share leaves, the others on its device with an even chance each, if there is room
 * elsewhere: on the device, of all where it fits, that it leaves the least room on, or every other
 * time on the first of them after a random node.
 */
public final class RelocateMoves extends LookingMoves {
  private static final int TRIES = 10_000;

  /** For the solver. */
  public RelocateMoves() {}

  @Override
  ReplaceMove draw(PackingPlan plan, Random random) {
    for (int tries = 0; tries < TRIES; tries++) {
      TaskPlan share = Refill.randomShare(plan, random);
      if (share == null) {
        return null;
      }
      Refill refill = new Refill(plan, random, share.site());
      leave(plan, share, refill, random);
      if (refill.fill()) {
        return refill.move();
      }
    }
    return null;
  }

  private static void leave(PackingPlan plan, TaskPlan first, Refill refill, Random random) {
    NodeLoads loads = plan.liveLoads();
    Occupants occupants = plan.liveOccupants();
    List<TaskPlan> leavers = new ArrayList<>();
    List<Site> destinations = new ArrayList<>();
    for (int index = occupants.firstOn(first.site());
        index != Occupants.NONE;
        index = occupants.after(index)) {
      TaskPlan task = occupants.task(index);
      Site destination =
          task == first || random.nextBoolean() ? destination(loads, task, random) : null;
      if (destination != null) {
        // Held for a moment, so that the next one sees it.
        loads.hold(task.needs(), destination);
        leavers.add(task);
        destinations.add(destination);
      }
    }
    for (int i = 0; i < leavers.size(); i++) {
      loads.giveBack(leavers.get(i).needs(), destinations.get(i));
      refill.leave(leavers.get(i), destinations.get(i));
    }
  }

  private static Site destination(NodeLoads loads, TaskPlan share, Random random) {
    boolean tightest = random.nextBoolean();
    int start = random.nextInt(loads.nodes);
    int milli = share.needs().shareMilli();
    Site best = null;
    int bestHeld = 0;
    for (int i = 0; i < loads.nodes; i++) {
      int node = start + i < loads.nodes ? start + i : start + i - loads.nodes;
      if (node == share.site().node() || !loads.fitsNode(share.needs(), node)) {
        continue;
      }
      int first = node * loads.devicesPerNode;
      for (int device = 0; device < loads.gpus[node]; device++) {
        int held = loads.shareMilli[first + device];
        if (held > bestHeld && held + milli <= NodeLoads.WHOLE) {
          best = new Site(node, device);
          bestHeld = held;
          if (!tightest) {
            return best;
          }
        }
      }
    }
    return best;
  }
}
