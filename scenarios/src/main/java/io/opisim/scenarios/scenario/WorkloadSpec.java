package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The jobs that arrive.
 *
 * @param trace jobs from trace files, or empty
 * @param synthetic jobs from fitted laws, or empty
 * @param poisson jobs of one size at random, or empty
 * @param training training jobs step by step, or empty
 * @param window which part is taken
 * @param timeScale multiplies the gaps between arrivals
 * @param speeds kinds of jobs by their speed on each GPU model; empty if all models are alike
 */
@ExactlyOneOf({"trace", "synthetic", "poisson", "training"})
public record WorkloadSpec(
    @Key(value = "Jobs read from trace files.", example = "{files: [philly-jobs/jobs.csv.gz]}")
        Optional<TraceWorkload> trace,
    @Key(
            value = "Jobs drawn from laws fitted to a real trace.",
            example = "{law: philly, jobs: 2000}")
        Optional<SyntheticWorkload> synthetic,
    @Key(
            value = "Jobs of one size, Poisson arrivals, exponential durations.",
            example = "{jobs: 100000, load: 0.7, duration_mean: 100 s}")
        Optional<PoissonWorkload> poisson,
    @Key(
            value = "Training jobs by their model, carried out step by step on the fabric.",
            example = "[{name: llama, accelerators: 64, global_batch: 512, steps: 100}]",
            byDefault = "[]")
        List<TrainingWorkload> training,
    @Key(
            value = "Which part of the jobs is taken; all if absent.",
            example = "{from: 0 d, to: 30 d}",
            byDefault = "{}")
        WindowSpec window,
    @Key(
            value = "Multiplies the gaps between arrivals: 0.5 doubles the load.",
            example = "0.5",
            byDefault = "1",
            positive = true,
            max = 1_000_000)
        double timeScale,
    @Key(
            value =
                "Kinds of jobs by their speed on each GPU model, drawn by weight for each job; all"
                    + " models are alike if absent.",
            example =
                "[{name: resnet, on: [{gpu: v100-sxm-16gb, speed: 1}, {gpu: p100-16gb, speed:"
                    + " 0.5}]}]",
            byDefault = "[]")
        List<SpeedSpec> speeds)
    implements Checked {
  /** Copies the lists. */
  public WorkloadSpec {
    training = List.copyOf(training);
    speeds = List.copyOf(speeds);
  }

  @Override
  public List<Violation> violations() {
    if (!speeds.isEmpty() && !training.isEmpty()) {
      String message = "training jobs have their speed from the catalog";
      return List.of(new Violation("speeds", message, "leave it out"));
    }
    Set<String> kinds = new LinkedHashSet<>();
    for (SpeedSpec kind : speeds) {
      if (!kinds.add(kind.name())) {
        String message = "two kinds of jobs are named \"" + kind.name() + "\"";
        return List.of(new Violation("speeds", message, "give one of them another name"));
      }
    }
    Set<String> names = new LinkedHashSet<>();
    for (TrainingWorkload jobs : training) {
      if (!names.add(jobs.name())) {
        String message = "two kinds of jobs are named \"" + jobs.name() + "\"";
        return List.of(new Violation("training", message, "give one of them another name"));
      }
    }
    return List.of();
  }
}
