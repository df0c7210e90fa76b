package io.opisim.scheduler.optimizer;

import java.util.Arrays;
import java.util.List;

/**
 * Which tasks share each device and which tasks of each shape wait, for moves that look before they
 * leap. Lists are threaded through arrays; a change costs the same however long they are.
 */
final class Occupants {
  static final int NONE = -1;

  private final int devicesPerNode;
  private final int devices;
  private int[] first;
  private int[] next;
  private int[] previous;
  private TaskPlan[] tasks;
  private TaskNeeds[] shapes;

  Occupants(NodeLoads loads, List<TaskPlan> plans) {
    devicesPerNode = loads.devicesPerNode;
    devices = loads.nodes * devicesPerNode;
    int shapeCount = 0;
    int taskCount = 0;
    for (TaskPlan plan : plans) {
      shapeCount = Math.max(shapeCount, plan.needs().shape() + 1);
      taskCount = Math.max(taskCount, plan.index() + 1);
    }
    first = new int[devices + shapeCount];
    Arrays.fill(first, NONE);
    next = new int[taskCount];
    previous = new int[taskCount];
    tasks = new TaskPlan[taskCount];
    shapes = new TaskNeeds[shapeCount];
    for (TaskPlan plan : plans) {
      shapes[plan.needs().shape()] = plan.needs();
    }
  }

  /** Makes room for a task that came later. */
  private void grow(TaskPlan plan) {
    int task = plan.index();
    if (task >= tasks.length) {
      int size = Math.max(task + 1, 2 * tasks.length);
      next = Arrays.copyOf(next, size);
      previous = Arrays.copyOf(previous, size);
      tasks = Arrays.copyOf(tasks, size);
    }
    int shape = plan.needs().shape();
    if (shape >= shapes.length) {
      int lists = first.length;
      first = Arrays.copyOf(first, devices + shape + 1);
      Arrays.fill(first, lists, first.length, NONE);
      shapes = Arrays.copyOf(shapes, shape + 1);
      shapes[shape] = plan.needs();
    }
  }

  void insert(TaskPlan plan) {
    grow(plan);
    int list = listOf(plan);
    if (list == NONE) {
      return;
    }
    int task = plan.index();
    int head = first[list];
    tasks[task] = plan;
    next[task] = head;
    previous[task] = NONE;
    if (head != NONE) {
      previous[head] = task;
    }
    first[list] = task;
  }

  void remove(TaskPlan plan) {
    int list = listOf(plan);
    if (list == NONE) {
      return;
    }
    int task = plan.index();
    if (previous[task] == NONE) {
      first[list] = next[task];
    } else {
      next[previous[task]] = next[task];
    }
    if (next[task] != NONE) {
      previous[next[task]] = previous[task];
    }
  }

  /** Pinned tasks are in no list, nor are tasks that hold no share of a device, once placed. */
  private int listOf(TaskPlan plan) {
    if (plan.pinned()) {
      return NONE;
    }
    Site site = plan.site();
    if (site == null) {
      return devices + plan.needs().shape();
    }
    return plan.needs().shareMilli() > 0 ? site.node() * devicesPerNode + site.device() : NONE;
  }

  int firstOn(Site site) {
    return first[site.node() * devicesPerNode + site.device()];
  }

  int firstWaiting(int shape) {
    return first[devices + shape];
  }

  int after(int task) {
    return next[task];
  }

  TaskPlan task(int index) {
    return tasks[index];
  }

  int shapes() {
    return shapes.length;
  }

  TaskNeeds shape(int number) {
    return shapes[number];
  }
}
