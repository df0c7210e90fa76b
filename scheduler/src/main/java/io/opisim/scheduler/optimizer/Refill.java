package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A move in the making: some tasks leave a device, others go there. */
final class Refill {
  private final NodeLoads loads;
  private final Occupants occupants;
  private final Random random;
  private final List<TaskPlan> tasks = new ArrayList<>();
  private final List<Site> sites = new ArrayList<>();

  private final Site site;
  private int room;
  private long cpuMilli;
  private long memoryBytes;

  Refill(PackingPlan plan, Random random, Site site) {
    loads = plan.liveLoads();
    occupants = plan.liveOccupants();
    this.random = random;
    this.site = site;
    room = NodeLoads.WHOLE - loads.shareMilli[site.node() * loads.devicesPerNode + site.device()];
    cpuMilli = loads.freeCpuMilli[site.node()];
    memoryBytes = loads.freeMemoryBytes[site.node()];
  }

  /** Takes a task off the device, to another site or to none. */
  void leave(TaskPlan task, Site destination) {
    tasks.add(task);
    sites.add(destination);
    room += task.needs().shareMilli();
    if (destination == null || destination.node() != site.node()) {
      cpuMilli += task.needs().cpuMilli();
      memoryBytes += task.needs().memoryBytes();
    }
  }

  /** Adds tasks that wait and fit, now the largest, now any, until none does; whether any did. */
  boolean fill() {
    boolean filled = false;
    while (room > 0) {
      TaskPlan chosen = choose();
      if (chosen == null) {
        return filled;
      }
      filled = true;
      tasks.add(chosen);
      sites.add(site);
      room -= chosen.needs().shareMilli();
      cpuMilli -= chosen.needs().cpuMilli();
      memoryBytes -= chosen.needs().memoryBytes();
    }
    return filled;
  }

  ReplaceMove move() {
    return new ReplaceMove(tasks.toArray(TaskPlan[]::new), sites.toArray(Site[]::new));
  }

  private TaskPlan choose() {
    boolean largest = random.nextBoolean();
    int shapes = occupants.shapes();
    int start = random.nextInt(shapes);
    TaskPlan best = null;
    for (int i = 0; i < shapes; i++) {
      int shape = start + i < shapes ? start + i : start + i - shapes;
      TaskNeeds needs = occupants.shape(shape);
      if (fits(needs) && (best == null || size(needs) > size(best.needs()))) {
        TaskPlan waiting = firstWaiting(shape);
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

  private static int size(TaskNeeds needs) {
    return needs.wholeGpus() * NodeLoads.WHOLE + needs.shareMilli();
  }

  /** A whole GPU fits where the device is empty. */
  private boolean fits(TaskNeeds needs) {
    return needs.gpuMilli() > 0
        && size(needs) <= room
        && needs.cpuMilli() <= cpuMilli
        && needs.memoryBytes() <= memoryBytes
        && (needs.models() & loads.modelBit[site.node()]) != 0;
  }

  /** A task of the shape that waits and is not in the move yet. */
  private TaskPlan firstWaiting(int shape) {
    int task = occupants.firstWaiting(shape);
    while (task >= 0 && tasks.contains(occupants.task(task))) {
      task = occupants.after(task);
    }
    return task < 0 ? null : occupants.task(task);
  }

  /** A random task that shares a device and may be moved, or null if it finds none. */
  static TaskPlan randomShare(PackingPlan plan, Random random) {
    for (int tries = 0; tries < 10 * plan.tasks().size(); tries++) {
      TaskPlan task = plan.tasks().get(random.nextInt(plan.tasks().size()));
      if (task.site() != null && task.needs().shareMilli() > 0 && !task.pinned()) {
        return task;
      }
    }
    return null;
  }
}
