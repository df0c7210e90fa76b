package io.opisim.models.workload.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.compute.MatmulRate;
import io.opisim.models.workload.TimeClass;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformerStepTest {
  private static final CommunicationCost FREE = new Fixed(0);
  private static final TransformerModel MODEL = TransformerModel.gpt(32, 4096, 32, 51_200, 2048);

  /** Arithmetic alone: memory, launch and communication cost nothing. */
  private static final TrainingMachine IDEAL =
      new TrainingMachine(1e15, new MatmulRate(1e15, 0), 1e30, true, 0, 0, 0, FREE);

  @Test
  void withArithmeticAloneAStepTakesItsFlop() {
    for (Recompute recompute : new Recompute[] {Recompute.NONE, Recompute.FULL}) {
      ParallelPlan plan = ParallelPlan.of(2, 1, 4, 64, 2).withRecompute(recompute);
      double seconds = TransformerStep.time(MODEL, plan, IDEAL).totalSeconds();
      assertThat(seconds * 8 * 1e15)
          .isEqualTo(MODEL.hardwareFlop(64, recompute), within(1e-6 * MODEL.modelFlop(64)));
    }
    ParallelPlan plan = ParallelPlan.of(2, 1, 4, 64, 2);
    double seconds = TransformerStep.time(MODEL, plan, IDEAL).totalSeconds();
    assertThat(TransformerStep.mfu(MODEL, plan, IDEAL, seconds)).isEqualTo(1, within(1e-6));
  }

  @Test
  void theBubbleIsPipelineLessOneOverVirtualStagesTimesMicroBatches() {
    // (p - 1) / (v m) of the layers' time: 3 / (2 x 16).
    ParallelPlan plan = ParallelPlan.of(1, 4, 1, 16, 1).withVirtualStages(2);
    StepTime time = TransformerStep.time(MODEL, plan, IDEAL);
    assertThat(time.seconds(StepPart.PIPELINE_BUBBLE) / time.seconds(StepPart.MATMUL))
        .isEqualTo(3.0 / 32, within(1e-12));
  }

  @Test
  void collectivesAreAsManyAsThePublicationsSay() {
    // 4 all-reduces a layer and micro-batch, 6 with full recomputation; 2 sends a micro-batch.
    TrainingMachine counting = IDEAL.withCommunication(new Fixed(1));
    ParallelPlan plan = ParallelPlan.of(2, 1, 1, 8, 1);
    assertThat(TransformerStep.time(MODEL, plan, counting).seconds(StepPart.TENSOR_COLLECTIVE))
        .isEqualTo(8 * 32 * 4);
    assertThat(
            TransformerStep.time(MODEL, plan.withRecompute(Recompute.FULL), counting)
                .seconds(StepPart.TENSOR_COLLECTIVE))
        .isEqualTo(8 * 32 * 6);
    ParallelPlan pipeline = ParallelPlan.of(1, 4, 1, 8, 1);
    assertThat(TransformerStep.time(MODEL, pipeline, counting).seconds(StepPart.PIPELINE_TRANSFER))
        .isEqualTo(8 * 2);
    // 2 exchanges forward, 2 backward.
    ParallelPlan experts = ParallelPlan.of(1, 1, 4, 8, 1).withExpert(4);
    assertThat(
            TransformerStep.time(MODEL.withExperts(8, 2), experts, counting)
                .seconds(StepPart.EXPERT_COLLECTIVE))
        .isEqualTo(2 * 32 * 4);
  }

  @Test
  void gradientExchangeHidesBehindTheBackwardPassAsFarAsThatLasts() {
    ParallelPlan plan = ParallelPlan.of(1, 1, 4, 64, 1);
    double layers = TransformerStep.time(MODEL, plan, IDEAL).seconds(StepPart.MATMUL);
    assertThat(exposed(plan, 0, 10)).isEqualTo(10);
    assertThat(exposed(plan, 0.5, 10)).isEqualTo(10 - layers / 2, within(1e-9));
    assertThat(exposed(plan, 1, layers / 2)).isZero();
    // Sharing out the weights moves them once more: 3P instead of 2P.
    assertThat(exposed(plan.withZero(ZeroStage.WEIGHTS), 0, 10)).isEqualTo(15);
  }

  private static double exposed(ParallelPlan plan, double overlap, double exchangeSeconds) {
    TrainingMachine machine =
        new TrainingMachine(
            1e15, new MatmulRate(1e15, 0), 1e30, true, 0, 0, overlap, new Fixed(exchangeSeconds));
    return TransformerStep.time(MODEL, plan, machine).seconds(StepPart.GRADIENT_COLLECTIVE);
  }

  @Test
  void aSlowHostSetsThePaceOfSmallLayers() {
    // 1 s for each of 3 passes of 32 layers and 4 micro-batches, whatever the accelerator does.
    TrainingMachine slow =
        new TrainingMachine(1e15, new MatmulRate(1e15, 0), 1e30, true, 1, 0, 0, FREE);
    StepTime time = TransformerStep.time(MODEL, ParallelPlan.of(1, 1, 1, 4, 1), slow);
    assertThat(time.seconds(StepPart.HOST_LAUNCH) + time.seconds(StepPart.MATMUL))
        .isEqualTo(3 * 32 * 4, within(1e-9));
  }

  @Test
  void partsAndClassesSumToTheStep() {
    TrainingMachine machine =
        new TrainingMachine(
            1e15,
            new MatmulRate(5e14, 1e9),
            2e12,
            false,
            0,
            0,
            0,
            new LinkCommunication(8, 300e9, 200e9, 10e-6, 20e-6));
    StepTime time = TransformerStep.time(MODEL, ParallelPlan.of(4, 2, 4, 64, 1), machine);
    Map<TimeClass, Double> classes = time.secondsByClass();
    assertThat(classes)
        .containsOnlyKeys(
            TimeClass.COMPUTE, TimeClass.EXPOSED_COLLECTIVE, TimeClass.PIPELINE_BUBBLE);
    assertThat(classes.values().stream().mapToDouble(Double::doubleValue).sum())
        .isEqualTo(time.totalSeconds(), within(1e-12));
    assertThat(time.seconds()).containsOnlyKeys(StepPart.values());
  }

  @Test
  void aPlanThatCannotBeCutIsRefused() {
    assertThatThrownBy(() -> ParallelPlan.of(1, 1, 4, 10, 1))
        .hasMessage(
            "a batch of 10 is not a whole number of micro-batches of 1 on 4 data-parallel ranks");
    assertThatThrownBy(() -> ParallelPlan.of(1, 1, 4, 8, 1).withExpert(3))
        .hasMessageContaining("3 expert-parallel ranks do not divide 4");
  }

  /** Every operation takes the same time. */
  private record Fixed(double seconds) implements CommunicationCost {
    @Override
    public double allReduceSeconds(double bytes, RankGroup group) {
      return group.ranks() == 1 ? 0 : seconds;
    }

    @Override
    public double allToAllSeconds(double bytes, RankGroup group) {
      return group.ranks() == 1 ? 0 : seconds;
    }

    @Override
    public double sendSeconds(double bytes, RankGroup group) {
      return group.ranks() == 1 ? 0 : seconds;
    }
  }
}
