package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/** The score straight from the definitions, from the plan alone, with nothing kept or indexed. */
final class NaiveScore {
  private NaiveScore() {}

  static HardMediumSoftLongScore of(PackingProblem problem, PackingPlan plan) {
    long hard = 0;
    long medium = 0;
    long soft = 0;
    List<Node> nodes = problem.cluster().nodes();
    for (int node = 0; node < nodes.size(); node++) {
      List<TaskPlan> there = new ArrayList<>();
      for (TaskPlan task : plan.tasks()) {
        if (task.site() != null && task.site().node() == node) {
          there.add(task);
        }
      }
      hard += overload(nodes.get(node), there);
      soft +=
          fragments(nodes.get(node), there, problem.mix())
              - fragments(nodes.get(node), List.of(), problem.mix());
    }
    Map<String, Long> groups = new TreeMap<>();
    int moves = 0;
    for (TaskPlan task : plan.tasks()) {
      TaskDemand demand = task.task().demand();
      Site now = task.site();
      Site before = task.task().current();
      if (now == null) {
        hard += task.task().required() || before != null ? 1000 : 0;
      } else {
        medium += demand.totalGpuMilli();
        groups.merge(task.task().group(), demand.totalGpuMilli(), Long::sum);
        boolean accepted =
            demand.gpus() == 0
                || demand.gpuModels().isEmpty()
                || demand.gpuModels().contains(nodes.get(now.node()).gpuModel());
        hard += accepted ? 0 : 1000;
      }
      if (before != null) {
        boolean stays =
            now != null
                && now.node() == before.node()
                && (!demand.isFractional() || now.device() == before.device());
        moves += stays ? 0 : 1;
      }
    }
    for (Map.Entry<String, Long> quota : problem.quotaGpuMilli().entrySet()) {
      hard += Math.max(0, groups.getOrDefault(quota.getKey(), 0L) - quota.getValue());
    }
    hard += 1000L * Math.max(0, moves - problem.mostMoves());
    return HardMediumSoftLongScore.of(-hard, medium - problem.moveCostMilli() * moves, -soft);
  }

  private static long overload(Node node, List<TaskPlan> tasks) {
    long cpu = tasks.stream().mapToLong(task -> task.task().demand().cpuMilli()).sum();
    long memory = tasks.stream().mapToLong(task -> task.task().demand().memoryBytes()).sum();
    long mebibytes = Math.max(0, memory - node.memoryBytes() + (1 << 20) - 1) / (1 << 20);
    int[] held = held(tasks);
    int shared = (int) Arrays.stream(held).filter(milli -> milli > 0).count();
    long beyond = Arrays.stream(held).map(milli -> Math.max(0, milli - 1000)).sum();
    // A node without devices has no device to be overfull: only the count is too high.
    beyond = node.gpus() == 0 ? 0 : beyond;
    return Math.max(0, cpu - node.cpuMilli())
        + mebibytes
        + beyond
        + 1000L * Math.max(0, whole(tasks) + shared - node.gpus());
  }

  private static int whole(List<TaskPlan> tasks) {
    return tasks.stream()
        .map(task -> task.task().demand())
        .filter(demand -> !demand.isFractional())
        .mapToInt(TaskDemand::gpus)
        .sum();
  }

  private static int[] held(List<TaskPlan> tasks) {
    int[] held = new int[64];
    for (TaskPlan task : tasks) {
      if (task.task().demand().isFractional()) {
        held[task.site().device()] += task.task().demand().gpuMilli();
      }
    }
    return held;
  }

  private static long fragments(Node node, List<TaskPlan> tasks, DemandMix mix) {
    List<Integer> rooms = new ArrayList<>();
    int[] held = held(tasks);
    int untouched = node.gpus() - whole(tasks);
    for (int milli : held) {
      if (milli > 0) {
        untouched--;
        rooms.add(Math.max(0, 1000 - milli));
      }
    }
    for (int i = 0; i < untouched; i++) {
      rooms.add(1000);
    }
    if (node.gpus() == 0) {
      return 0;
    }
    long free = rooms.stream().mapToLong(Integer::longValue).sum();
    long cpu =
        node.cpuMilli() - tasks.stream().mapToLong(task -> task.task().demand().cpuMilli()).sum();
    long fragments = 0;
    for (int i = 0; i < mix.shapes().size(); i++) {
      fragments +=
          mix.counts().get(i) * (10 * free - usable(node, rooms, cpu, mix.shapes().get(i)));
    }
    return fragments;
  }

  private static long usable(Node node, List<Integer> rooms, long cpu, TaskDemand shape) {
    if (shape.gpus() == 0
        || cpu < shape.cpuMilli()
        || (!shape.gpuModels().isEmpty() && !shape.gpuModels().contains(node.gpuModel()))) {
      return 0;
    }
    List<Integer> usable = rooms.stream().filter(room -> room >= shape.gpuMilli()).toList();
    long slots = usable.stream().mapToLong(room -> room / shape.gpuMilli()).sum() / shape.gpus();
    if (slots == 0) {
      return 0;
    }
    long capacity = usable.stream().mapToLong(Integer::longValue).sum();
    long lasting = shape.cpuMilli() == 0 ? slots : Math.min(slots, cpu / shape.cpuMilli());
    return 9 * capacity + capacity * lasting / slots;
  }
}
