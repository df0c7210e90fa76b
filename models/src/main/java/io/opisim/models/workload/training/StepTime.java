package io.opisim.models.workload.training;

import io.opisim.models.workload.TimeClass;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The time of one step, part by part.
 *
 * @param seconds every part, 0 where it takes no time
 */
public record StepTime(Map<StepPart, Double> seconds) {
  /** Copies the map and checks that every part is there. */
  public StepTime {
    EnumMap<StepPart, Double> copy = new EnumMap<>(StepPart.class);
    for (StepPart part : StepPart.values()) {
      double value = seconds.getOrDefault(part, 0.0);
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(part + " takes " + value + " s");
      }
      copy.put(part, value);
    }
    seconds = Collections.unmodifiableMap(copy);
  }

  /** One part. */
  public double seconds(StepPart part) {
    return seconds.get(part);
  }

  /** All parts together. */
  public double totalSeconds() {
    double total = 0;
    for (double part : seconds.values()) {
      total += part;
    }
    return total;
  }

  /** The parts by class of time; classes that a step does not have are left out. */
  public Map<TimeClass, Double> secondsByClass() {
    EnumMap<TimeClass, Double> classes = new EnumMap<>(TimeClass.class);
    seconds.forEach((part, time) -> classes.merge(part.timeClass(), time, Double::sum));
    return Collections.unmodifiableMap(classes);
  }
}
