package io.opisim.scheduler.optimizer;

import io.opisim.models.workload.TaskDemand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes of task that are expected, and how often each.
 *
 * <p>Models: what free GPU capacity is for. Ignores: memory, and what will really come. Valid for:
 * measuring fragmentation. Source: the target workload of Weng et al., "Beware of Fragmentation",
 * USENIX ATC 2023: the most frequent shapes (CPU, GPU share, GPUs, models) that together make 95 %
 * of the tasks.
 *
 * @param shapes the kept shapes, most frequent first
 */
public record TargetWorkload(List<Shape> shapes) {
  /** Measures no fragmentation. */
  public static final TargetWorkload NONE = new TargetWorkload(List.of());

  private static final Comparator<Shape> ORDER =
      Comparator.comparingLong(Shape::count)
          .thenComparingLong(shape -> shape.demand().cpuMilli())
          .thenComparingInt(shape -> shape.demand().gpuMilli())
          .thenComparingInt(shape -> shape.demand().gpus())
          .thenComparing(shape -> String.join("|", shape.demand().gpuModels()))
          .reversed();

  /** Copies the list. */
  public TargetWorkload {
    shapes = List.copyOf(shapes);
  }

  /**
   * A shape of task.
   *
   * @param demand what it holds; memory is not looked at
   * @param count how many of the tasks have it
   */
  public record Shape(TaskDemand demand, long count) {}

  /**
   * The most frequent shapes of a list, until they make up a share of it.
   *
   * @param demands one for each task seen
   * @param share between 0 and 1; 0.95 in the source
   */
  public static TargetWorkload of(List<TaskDemand> demands, double share) {
    Map<TaskDemand, Long> counts = new LinkedHashMap<>();
    for (TaskDemand demand : demands) {
      TaskDemand shape =
          new TaskDemand(
              demand.gpus(), demand.gpuMilli(), demand.cpuMilli(), 0, demand.gpuModels());
      counts.merge(shape, 1L, Long::sum);
    }
    List<Shape> all = new ArrayList<>();
    counts.forEach((demand, count) -> all.add(new Shape(demand, count)));
    all.sort(ORDER);
    List<Shape> kept = new ArrayList<>();
    long cumulated = 0;
    for (Shape shape : all) {
      if (cumulated >= share * demands.size()) {
        break;
      }
      kept.add(shape);
      cumulated += shape.count();
    }
    return new TargetWorkload(kept);
  }

  /** How many tasks the kept shapes stand for. */
  public long tasks() {
    return shapes.stream().mapToLong(Shape::count).sum();
  }
}
