package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Jobs of one kind, by how fast they run on each GPU model and on how many GPUs.
 *
 * @param name unique
 * @param weight how many of the jobs are of this kind, against the weights of the other kinds
 * @param on speed by GPU model; empty if all are alike
 * @param elastic on how many GPUs they can run; empty for what each asks for
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
            value =
                "Its speed on each GPU model, on as many GPUs as a job asks for; on others it"
                    + " cannot run. All models are alike if absent.",
            example = "[{gpu: v100-sxm-16gb, speed: 1}, {gpu: p100-16gb, speed: 0.5}]",
            byDefault = "[]")
        List<GpuSpeedSpec> on,
    @Key(
            value =
                "On how many GPUs its jobs can run, and how fast; each on what it asks for only if"
                    + " absent. A job that asks for a number outside the range, or for a part of a"
                    + " GPU, stays at that.",
            example = "{most_gpus: 16, points: [{gpus: 1, speed: 1}, {gpus: 16, speed: 12}]}")
        Optional<ElasticSpec> elastic)
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
