package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * The jobs that arrive.
 *
 * @param trace jobs from trace files, or empty
 * @param synthetic jobs from fitted laws, or empty
 * @param poisson jobs of one size at random, or empty
 * @param window which part is taken
 * @param timeScale multiplies the gaps between arrivals
 */
@ExactlyOneOf({"trace", "synthetic", "poisson"})
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
        double timeScale) {}
