package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Jobs of one kind, by how fast they run on each GPU model.
 *
 * @param name unique
 * @param weight how many of the jobs are of this kind, against the weights of the other kinds
 * @param on speed by GPU model
 */
public record SpeedSpec(
    @Key(value = "Name of the kind.", example = "resnet", kebabCase = true) String name,
    @Key(
            value = "How many of the jobs are of this kind, against the weights of the others.",
            example = "2",
            byDefault = "1",
            positive = true,
            max = 1_000_000)
        double weight,
    @Key(
            value = "Its speed on each GPU model; on others it cannot run.",
            example = "[{gpu: v100-sxm-16gb, speed: 1}, {gpu: p100-16gb, speed: 0.5}]")
        List<GpuSpeedSpec> on)
    implements Checked {
  /** Copies the speeds. */
  public SpeedSpec {
    on = List.copyOf(on);
  }

  @Override
  public List<Violation> violations() {
    Set<String> models = new LinkedHashSet<>();
    for (GpuSpeedSpec one : on) {
      if (!models.add(one.gpu())) {
        return List.of(new Violation("on", "names " + one.gpu() + " twice", "keep one of them"));
      }
    }
    return List.of();
  }
}
