package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.ArrayList;
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
 * @param emulatedTraining training as storage sees it, or empty
 * @param window which part is taken
 * @param timeScale multiplies the gaps between arrivals
 * @param speeds kinds of jobs by their speed on each GPU model; empty if all models are alike
 */
@ExactlyOneOf({"trace", "synthetic", "poisson", "training", "emulated_training"})
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
            value =
                "Training as storage benchmarks emulate it: ranks that read batches and wait for"
                    + " a step's time; all share the cluster's storage.",
            example = "[{name: unet3d, workload: unet3d-h100, accelerators: 8, steps: 100}]",
            byDefault = "[]")
        List<EmulatedTraining> emulatedTraining,
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
                "Kinds of jobs by their speed on each GPU model; a job is of the kind that its group"
                    + " names, or if groups name none, drawn by weight. All models are alike if"
                    + " absent.",
            example =
                "[{name: resnet, on: [{gpu: v100-sxm-16gb, speed: 1}, {gpu: p100-16gb, speed:"
                    + " 0.5}]}]",
            byDefault = "[]")
        List<SpeedSpec> speeds)
    implements Checked {
  /** Copies the lists. */
  public WorkloadSpec {
    training = List.copyOf(training);
    emulatedTraining = List.copyOf(emulatedTraining);
    speeds = List.copyOf(speeds);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> wrong = new ArrayList<>();
    if (!speeds.isEmpty() && !(training.isEmpty() && emulatedTraining.isEmpty())) {
      String message = "training jobs have their speed from the catalog";
      wrong.add(new Violation("speeds", message, "leave it out"));
    }
    twice("speeds", speeds.stream().map(SpeedSpec::name).toList(), wrong);
    twice("training", training.stream().map(TrainingWorkload::name).toList(), wrong);
    twice(
        "emulated_training", emulatedTraining.stream().map(EmulatedTraining::name).toList(), wrong);
    return wrong;
  }

  private static void twice(String key, List<String> names, List<Violation> wrong) {
    Set<String> seen = new LinkedHashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        String message = "two kinds of jobs are named \"" + name + "\"";
        wrong.add(new Violation(key, message, "give one of them another name"));
        return;
      }
    }
  }
}
