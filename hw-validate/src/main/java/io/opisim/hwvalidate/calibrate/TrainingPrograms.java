package io.opisim.hwvalidate.calibrate;

import io.opisim.models.catalog.Provenance;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.simcore.units.TimeSpan;
import java.time.LocalDate;

/** What is taken for known about training programs before anything is fitted. */
final class TrainingPrograms {
  private static final String CALCULON =
      "calculon-ai/calculon (Apache-2.0), systems/a100_80g.json: starting values of another tool";
  private static final String UNMODELLED = "not visible in the rows; 0 leaves it out of the model";
  private static final long MICROSECOND = 1000;

  private final LocalDate date;

  TrainingPrograms(LocalDate date) {
    this.date = date;
  }

  /** Megatron-LM of 2021 and 2022: kernels not fused over attention, gradients reduced last. */
  TrainingProfile megatronOnA100() {
    return program("a100-megatron", "Megatron-LM on DGX A100", "a100-sxm-80gb", "dgx-a100", false);
  }

  /** The same lineage, launched by Python at every layer. */
  TrainingProfile megatronDeepSpeedOnA100() {
    return program(
        "a100-megatron-deepspeed",
        "Megatron-DeepSpeed on A100 nodes with 4 NICs",
        "a100-sxm-80gb",
        "a100-4-nic",
        false);
  }

  /** Megatron-Core: fused attention, traffic hidden behind computation. */
  TrainingProfile megatronCoreOnH100() {
    return program("h100-megatron-core", "Megatron-Core on DGX H100", "h100-sxm", "dgx-h100", true);
  }

  private TrainingProfile program(
      String id, String name, String accelerator, String node, boolean fused) {
    String overlap =
        "NVIDIA/Megatron-LM README names this overlap without a figure; half, by judgement";
    String gradients =
        "NVIDIA/Megatron-LM README: gradient and parameter exchange overlap both passes";
    double half = fused ? 3 : 1;
    String halfSource =
        "curve through calculon's efficiencies by operation size (0.6 at 1 GFLOP, 0.9 at 16)";
    return new TrainingProfile(
        id,
        name,
        accelerator,
        node,
        guess(1.0, UNMODELLED),
        guess(half, fused ? halfSource + ", times the ratio of peaks" : halfSource),
        guess(1.0, UNMODELLED),
        guess(0.65, CALCULON),
        guess(0.9, CALCULON),
        guess(new TimeSpan(10 * MICROSECOND), CALCULON),
        guess(new TimeSpan(20 * MICROSECOND), CALCULON),
        guess(new TimeSpan(0), UNMODELLED),
        fused,
        fused ? guess(0.5, overlap) : guess(0.0, UNMODELLED),
        fused ? guess(1.0, gradients) : guess(0.0, UNMODELLED));
  }

  private <T> Sourced<T> guess(T value, String source) {
    return new Sourced<>(value, Provenance.ESTIMATED, source, date);
  }
}
