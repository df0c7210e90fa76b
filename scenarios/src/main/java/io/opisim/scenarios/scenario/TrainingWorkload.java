package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Training jobs that are alike: a model, how it is spread over accelerators, how many steps.
 *
 * @param name of the job; with several copies, each has its number behind it
 * @param count copies
 * @param arrival of the first copy
 * @param gap between copies
 * @param accelerators ranks of one job
 * @param globalBatch samples of one step
 * @param steps how many
 * @param transformer the model by its architecture, or empty
 * @param measured a model with measured speeds, or empty
 * @param plan how a transformer is spread
 * @param trainingProfile what the program reaches of the hardware, for a transformer
 * @param collectiveProfile measured system whose collectives these are, or empty for the links'
 *     rates
 * @param straggler noise of ranks, or empty for none
 * @param input what its steps read, or empty for nothing
 * @param ignoreMemory whether a plan that does not fit is run all the same
 */
@ExactlyOneOf({"transformer", "measured"})
public record TrainingWorkload(
    @Key(
            value = "Name of the job; copies have their number behind it.",
            example = "llama",
            kebabCase = true)
        String name,
    @Key(value = "Copies.", example = "4", byDefault = "1", min = 1, max = 1_000_000) int count,
    @Key(value = "Arrival of the first copy.", example = "10 s", byDefault = "0 s")
        TimeSpan arrival,
    @Key(value = "Time between arrivals of copies.", example = "1 s", byDefault = "0 s")
        TimeSpan gap,
    @Key(value = "Accelerators of one job.", example = "64", min = 1, max = 1_000_000)
        int accelerators,
    @Key(value = "Samples of one step.", example = "512", min = 1, max = Integer.MAX_VALUE)
        int globalBatch,
    @Key(value = "Steps of one job.", example = "100", min = 1, max = 1_000_000_000) int steps,
    @Key(
            value = "A transformer by its architecture.",
            example = "{layers: 32, hidden: 4096, heads: 32, vocabulary: 32000, sequence: 4096}")
        Optional<TransformerSpec> transformer,
    @Key(
            value = "A model of which speeds were measured.",
            example =
                "{model: resnet, accelerator: NVIDIA H100-SXM5-80GB, round: v4.0, gradient_bytes:"
                    + " 51 MB}")
        Optional<MeasuredModel> measured,
    @Key(
            value = "How a transformer is spread over its accelerators.",
            example = "{tensor: 8, micro_batch: 1}",
            byDefault = "{}")
        TrainingPlan plan,
    @Key(
            value = "What the training program reaches of the hardware; for transformers.",
            example = "h100-megatron-core",
            ids = KnownIds.TRAINING_PROFILE)
        Optional<String> trainingProfile,
    @Key(
            value =
                "Measured system whose collectives these are; if absent, what the links' rates"
                    + " and the library's usual latencies give.",
            example = "aws-p5",
            ids = KnownIds.COLLECTIVE_PROFILE)
        Optional<String> collectiveProfile,
    @Key(value = "Ranks that are late by chance.", example = "{mean: 0.02}")
        Optional<StragglerSpec> straggler,
    @Key(
            value =
                "What its steps read from cluster.storage, over the links of cluster.fabric;"
                    + " nothing if absent.",
            example = "{sample_size: 150 kB, prefetch: 2}")
        Optional<InputSpec> input,
    @Key(
            value =
                "Runs a plan that does not fit the accelerators' memory, which is refused else.",
            example = "true",
            byDefault = "false")
        boolean ignoreMemory)
    implements Checked {
  /** The same spread over its accelerators in another way. */
  public TrainingWorkload withPlan(TrainingPlan other) {
    return new TrainingWorkload(
        name,
        count,
        arrival,
        gap,
        accelerators,
        globalBatch,
        steps,
        transformer,
        measured,
        other,
        trainingProfile,
        collectiveProfile,
        straggler,
        input,
        ignoreMemory);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> wrong = new ArrayList<>();
    if (transformer.isPresent() && trainingProfile.isEmpty()) {
      wrong.add(
          new Violation(
              "training_profile",
              "a transformer needs one for the time of its steps",
              "see 'opisim list training-profiles'"));
    }
    if (measured.isPresent()) {
      if (trainingProfile.isPresent()) {
        wrong.add(
            new Violation(
                "training_profile", "measured speeds say it all", "leave it out with measured"));
      }
      if (!plan.equals(TrainingPlan.DATA_PARALLEL)) {
        wrong.add(
            new Violation("plan", "measured speeds are those of data parallelism", "leave it out"));
      }
    }
    if (transformer.isPresent()) {
      plan.problem(accelerators, globalBatch)
          .ifPresent(problem -> wrong.add(new Violation(problem[0], problem[1], problem[2])));
    }
    return wrong;
  }
}
