package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/**
 * Moves that empty part of a shared device and fill it up again from the tasks that wait.
 *
 * <p>Of the tasks on a random device each leaves with an even chance; then tasks that wait and fit
 * go in, now the largest that fits, now any, until none does. The moves read the loads that the
 * incremental score keeps, so they are for searches with that score only.
 */
public final class RefillMoves implements MoveIteratorFactory<PackingPlan, ReplaceMove> {
  /** For the solver. */
  public RefillMoves() {}

  @Override
  public long getSize(ScoreDirector<PackingPlan> director) {
    return director.getWorkingSolution().tasks().size();
  }

  @Override
  public Iterator<ReplaceMove> createOriginalMoveIterator(ScoreDirector<PackingPlan> director) {
    throw new UnsupportedOperationException("refill moves are drawn at random only");
  }

  @Override
  public Iterator<ReplaceMove> createRandomMoveIterator(
      ScoreDirector<PackingPlan> director, Random random) {
    return new Refills(director.getWorkingSolution(), random);
  }

  private static final class Refills implements Iterator<ReplaceMove> {
    private final PackingPlan plan;
    private final Random random;
    private final List<TaskPlan> tasks = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();

    Refills(PackingPlan plan, Random random) {
      this.plan = plan;
      this.random = random;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public ReplaceMove next() {
      Site site = sharedSite();
      tasks.clear();
      sites.clear();
      NodeLoads loads = plan.liveLoads();
      Occupants occupants = plan.liveOccupants();
      int room = NodeLoads.WHOLE - loads.shareMilli[site.node() * loads.devicesPerNode + site.device()];
      long cpu = loads.freeCpuMilli[site.node()];
      long memory = loads.freeMemoryBytes[site.node()];
      for (int task = occupants.firstOn(site); task >= 0; task = occupants.after(task)) {
        if (random.nextBoolean()) {
          TaskPlan leaver = occupants.task(task);
          tasks.add(leaver);
          sites.add(null);
          room += leaver.needs().shareMilli();
          cpu += leaver.needs().cpuMilli();
          memory += leaver.needs().memoryBytes();
        }
      }
      long model = loads.modelBit[site.node()];
      while (room > 0) {
        TaskPlan chosen = choose(occupants, room, cpu, memory, model);
        if (chosen == null) {
          break;
        }
        tasks.add(chosen);
        sites.add(site);
        room -= chosen.needs().shareMilli();
        cpu -= chosen.needs().cpuMilli();
        memory -= chosen.needs().memoryBytes();
      }
      return new ReplaceMove(tasks.toArray(TaskPlan[]::new), sites.toArray(Site[]::new));
    }

    private Site sharedSite() {
      while (true) {
        TaskPlan task = plan.tasks().get(random.nextInt(plan.tasks().size()));
        if (task.site() != null && task.needs().shareMilli() > 0 && !task.pinned()) {
          return task.site();
        }
      }
    }

    private TaskPlan choose(Occupants occupants, int room, long cpu, long memory, long model) {
      boolean largest = random.nextBoolean();
      int shapes = occupants.shapes();
      int start = random.nextInt(shapes);
      TaskPlan best = null;
      for (int i = 0; i < shapes; i++) {
        int shape = start + i < shapes ? start + i : start + i - shapes;
        TaskNeeds needs = occupants.shape(shape);
        if (needs.shareMilli() > 0
            && needs.shareMilli() <= room
            && needs.cpuMilli() <= cpu
            && needs.memoryBytes() <= memory
            && (needs.models() & model) != 0
            && (best == null || needs.shareMilli() > best.needs().shareMilli())) {
          TaskPlan waiting = firstFree(occupants, shape);
          if (waiting != null) {
            best = waiting;
            if (!largest) {
              return best;
            }
          }
        }
      }
      return best;
    }

    /** A task of the shape that waits and is not in the move yet. */
    private TaskPlan firstFree(Occupants occupants, int shape) {
      int task = occupants.firstWaiting(shape);
      while (task >= 0 && tasks.contains(occupants.task(task))) {
        task = occupants.after(task);
      }
      return task < 0 ? null : occupants.task(task);
    }
  }
}
