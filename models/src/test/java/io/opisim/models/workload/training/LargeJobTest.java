package io.opisim.models.workload.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.compute.MatmulRate;
import org.junit.jupiter.api.Test;

class LargeJobTest {
  /** H100 nodes of 8, with the shares that the catalog has for Megatron-Core. */
  private static final TrainingMachine H100 =
      new TrainingMachine(
          989e12,
          new MatmulRate(0.75 * 989e12, 3e9),
          0.29 * 3.35e12,
          true,
          0,
          0.5,
          1,
          new LinkCommunication(8, 0.65 * 450e9, 0.9 * 400e9, 10e-6, 20e-6));

  private static final TransformerModel LLAMA_405B =
      TransformerModel.llama(126, 16_384, 53_248, 128, 8, 128_256, 8192);

  @Test
  void theStepOfAJobOf16384AcceleratorsTakesFarLessThanATenthOfASecondToCompute() {
    ParallelPlan plan =
        ParallelPlan.of(8, 16, 128, 2048, 1)
            .withVirtualStages(8)
            .withZero(ZeroStage.OPTIMIZER)
            .withSequenceParallel(true);
    assertThat(plan.accelerators()).isEqualTo(16_384);
    long started = System.nanoTime();
    StepTime time = TransformerStep.time(LLAMA_405B, plan, H100);
    double coldSeconds = (System.nanoTime() - started) / 1e9;
    assertThat(coldSeconds).isLessThan(0.1);
    assertThat(time.totalSeconds()).isBetween(1.0, 60.0);
  }
}
