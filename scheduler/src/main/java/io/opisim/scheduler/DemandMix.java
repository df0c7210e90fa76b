package io.opisim.scheduler;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tasks typically ask for: shapes and how often each is asked for.
 *
 * <p>A shape is a demand without its memory. {@link #typical} keeps the most frequent ones until
 * they are 95 % of all tasks; the rest is forgotten. Source: the target workload of Weng et al.,
 * "Beware of Fragmentation" (USENIX ATC 2023).
 *
 * @param shapes distinct demands, their memory 0
 * @param counts how often each is asked for, positive
 */
public record DemandMix(List<TaskDemand> shapes, List<Long> counts) {
  private static final long KEPT_PERCENT = 95;

  /** Checks that there is a count for each shape. */
  public DemandMix {
    shapes = List.copyOf(shapes);
    counts = List.copyOf(counts);
    if (shapes.size() != counts.size() || counts.stream().anyMatch(count -> count <= 0)) {
      throw new IllegalArgumentException(shapes + " are asked for " + counts + " times");
    }
  }

  /** The mix of the tasks of these jobs. */
  public static DemandMix of(List<Job> jobs) {
    Map<TaskDemand, Long> counts = new LinkedHashMap<>();
    for (Job job : jobs) {
      if (job.tasks() > 1) {
        counts.merge(shapeOf(job.demand()), job.tasks() - 1L, Long::sum);
      }
      counts.merge(shapeOf(job.lastDemand()), 1L, Long::sum);
    }
    return typical(counts);
  }

  /** The mix of the most frequent of these demands. */
  public static DemandMix typical(Map<TaskDemand, Long> countOfDemand) {
    Map<TaskDemand, Long> counts = new LinkedHashMap<>();
    countOfDemand.forEach((demand, count) -> counts.merge(shapeOf(demand), count, Long::sum));
    List<Map.Entry<TaskDemand, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        Comparator.comparing(Map.Entry<TaskDemand, Long>::getValue)
            .thenComparing(entry -> entry.getKey().cpuMilli())
            .thenComparing(entry -> entry.getKey().gpuMilli())
            .thenComparing(entry -> entry.getKey().gpus())
            .thenComparing(entry -> String.join("|", entry.getKey().gpuModels()))
            .reversed());
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    List<TaskDemand> shapes = new ArrayList<>();
    List<Long> kept = new ArrayList<>();
    long sum = 0;
    for (Map.Entry<TaskDemand, Long> entry : sorted) {
      if (100 * sum >= KEPT_PERCENT * total) {
        break;
      }
      shapes.add(entry.getKey());
      kept.add(entry.getValue());
      sum += entry.getValue();
    }
    return new DemandMix(shapes, kept);
  }

  private static TaskDemand shapeOf(TaskDemand demand) {
    return demand.memoryBytes() == 0
        ? demand
        : new TaskDemand(
            demand.gpus(), demand.gpuMilli(), demand.cpuMilli(), 0, demand.gpuModels());
  }

  /** The sum of all counts. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
