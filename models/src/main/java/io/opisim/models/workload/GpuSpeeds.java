package io.opisim.models.workload;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How fast a job runs on each GPU model: work done in a second, where the work of a second is what
 * its duration counts.
 *
 * <p>Models: one number a model, as measured for the job's size. Ignores: where its GPUs lie, what
 * else runs there. A gang over several models runs at the slowest of them, since its ranks wait for
 * each other. Valid for: jobs bound by their accelerators. Source: the throughput tables of
 * Narayanan et al. (Gavel, OSDI 2020).
 *
 * @param byModel speed by GPU model, positive; a model that is missing cannot run the job; empty
 *     for speed 1 on any
 */
public record GpuSpeeds(SortedMap<String, Double> byModel) {
  /** The same speed everywhere. */
  public static final GpuSpeeds SAME = new GpuSpeeds(new TreeMap<>());

  /** Copies the map and checks the speeds. */
  public GpuSpeeds {
    byModel = Collections.unmodifiableSortedMap(new TreeMap<>(byModel));
    byModel.forEach(
        (model, speed) -> {
          if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("speed " + speed + " on " + model);
          }
        });
  }

  /** Speeds by model. */
  public static GpuSpeeds of(Map<String, Double> byModel) {
    return new GpuSpeeds(new TreeMap<>(byModel));
  }

  /** The speed on a model, 0 where the job cannot run. */
  public double on(String model) {
    return byModel.isEmpty() ? 1 : byModel.getOrDefault(model, 0.0);
  }
}
