package io.opisim.models.workload.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
  private static final double GIB = 1L << 30;
  private static final TransformerModel GPT_22B = TransformerModel.gpt(48, 6144, 64, 51_200, 2048);
  private static final TransformerModel GPT_175B =
      TransformerModel.gpt(96, 12288, 96, 51_200, 2048);
  private static final ParallelPlan PLAN_22B = ParallelPlan.of(8, 1, 1, 4, 4);
  private static final ParallelPlan PLAN_175B =
      ParallelPlan.of(8, 8, 1, 64, 1).withVirtualStages(3);

  @Test
  void stateAndActivationsAreThePublishedBytes() {
    // Korthikanti et al., figure 1.
    assertThat(TrainingMemory.layerStateBytes(GPT_22B, PLAN_22B, 4) / GIB).isEqualTo(45.5625);
    assertThat(TrainingMemory.activationBytes(GPT_22B, PLAN_22B) / GIB)
        .isEqualTo(59.25, within(1e-9));
    assertThat(TrainingMemory.activationBytes(GPT_175B, PLAN_175B) / GIB)
        .isEqualTo(66.84375, within(1e-9));
    ParallelPlan small = PLAN_175B.withSequenceParallel(true).withRecompute(Recompute.SELECTIVE);
    assertThat(TrainingMemory.activationBytes(GPT_175B, small) / GIB)
        .isEqualTo(12.3515625, within(1e-9));
  }

  @Test
  void eachStageOfZeroSharesOutWhatItSays() {
    // Bytes per parameter, 16-bit gradients, 64 ranks (Rajbhandari et al., figure 1, 7.5 billion).
    assertThat(ZeroStage.NONE.stateBytesPerParameter(2, 64) * 7.5).isEqualTo(120);
    assertThat(ZeroStage.OPTIMIZER.stateBytesPerParameter(2, 64) * 7.5)
        .isEqualTo(31.4, within(0.05));
    assertThat(ZeroStage.GRADIENTS.stateBytesPerParameter(2, 64) * 7.5)
        .isEqualTo(16.6, within(0.05));
    assertThat(ZeroStage.WEIGHTS.stateBytesPerParameter(2, 64) * 7.5).isEqualTo(1.9, within(0.05));
  }

  @Test
  void expertParallelRanksShareTheExpertsAndNothingElse() {
    TransformerModel moe = GPT_22B.withExperts(8, 2);
    double whole = TrainingMemory.layerParametersOfRank(moe, ParallelPlan.of(1, 1, 8, 8, 1));
    double shared =
        TrainingMemory.layerParametersOfRank(moe, ParallelPlan.of(1, 1, 8, 8, 1).withExpert(8));
    assertThat(whole - shared).isEqualTo(48.0 * moe.expertLayerParameters() * 7 / 8, within(1.0));
  }

  @Test
  void whatDoesNotFitSaysWhyAndWhatWouldHelp() {
    // 49.6 GB of state leave 30.4 GB for activations: selective recompute needs 13/26.3 of 63.6 GB,
    // full 2/26.3 of it, both shares per token and width.
    MemoryFit fit = TrainingMemory.fit(GPT_22B, PLAN_22B, 4, 80e9);
    assertThat(fit.fits()).isFalse();
    assertThat(fit.reason())
        .isEqualTo(
            "does not fit, needs 113.2 GB of 80.0 GB: weights, gradients and optimiser 49.6 GB,"
                + " activations 63.6 GB; it would with full recompute");
    ParallelPlan full = PLAN_22B.withRecompute(Recompute.FULL);
    assertThat(TrainingMemory.fit(GPT_22B, full, 4, 80e9).fits()).isTrue();
    assertThat(TrainingMemory.fit(GPT_22B, PLAN_22B, 4, 1e9).reason())
        .endsWith("no single change is enough");
  }
}
