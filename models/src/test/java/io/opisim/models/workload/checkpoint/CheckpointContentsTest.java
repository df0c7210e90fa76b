package io.opisim.models.workload.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.models.workload.training.ZeroStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sizes are those of MLPerf Storage's rules and of the runs that it published. */
class CheckpointContentsTest {
  private static final double GIB = 1L << 30;
  private static final TransformerModel SMALL = llama(32, 4096, 14_336, 32, 8);
  private static final TransformerModel LARGE = llama(126, 16_384, 53_248, 128, 8);
  private static final TransformerModel LARGEST = llama(128, 25_872, 98_304, 192, 32);

  private static TransformerModel llama(int layers, int hidden, int feed, int heads, int groups) {
    return TransformerModel.llama(layers, hidden, feed, heads, groups, 128_256, 8192);
  }

  private static ParallelPlan plan(int tensor, int pipeline, int data, ZeroStage zero) {
    return ParallelPlan.of(tensor, pipeline, data, data, 1).withZero(zero);
  }

  private static CheckpointContents contents(TransformerModel model, ParallelPlan plan) {
    return CheckpointContents.of(model, plan, CheckpointFormat.DLIO);
  }

  @Test
  void weightsTakeTwoBytesAndTheOptimiserTwelve() {
    CheckpointContents small = contents(SMALL, plan(1, 1, 8, ZeroStage.WEIGHTS));
    assertThat(small.modelBytes()).isEqualTo(2 * 8_030_261_248L);
    assertThat(small.optimizerBytes()).isEqualTo(12 * (8_030_261_248L + 8 * 5 * 4096));
    assertThat(small.writtenBytes()).isEqualTo(small.stateBytes());
    assertThat(small.writtenBytes() / GIB).isEqualTo(104.705, within(0.001));
    assertThat(small.optimizerBytes(3) / GIB).isEqualTo(11.2184, within(0.0001));
  }

  @Test
  void theSizesOfPublishedRunsComeOutWithTheNormsThatEveryTensorRankWrites() {
    CheckpointContents large = contents(LARGE, plan(8, 32, 2, ZeroStage.OPTIMIZER));
    CheckpointContents largest = contents(LARGEST, plan(8, 64, 2, ZeroStage.OPTIMIZER));
    assertThat(large.stateBytes() / GIB).isEqualTo(5292.195, within(0.0005));
    assertThat(large.writtenBytes() / GIB).isEqualTo(5292.249, within(0.0006));
    assertThat(largest.stateBytes() / GIB).isEqualTo(15_426.503, within(0.0005));
    assertThat(largest.writtenBytes() / GIB).isEqualTo(15_426.589, within(0.0007));
    // 2 h for each layer and h at the end, 2 bytes each, on 7 more tensor-parallel ranks.
    assertThat(large.writtenBytes() - large.stateBytes())
        .isEqualTo(7 * 2 * (126 * 2 + 1) * 16_384L);
  }

  @Test
  void withoutZeroThreeTheFirstCopyWritesTheWeights() {
    ParallelPlan plan = plan(8, 32, 2, ZeroStage.OPTIMIZER);
    CheckpointContents contents = contents(LARGE, plan);
    assertThat(contents.ranks()).isEqualTo(512);
    for (int rank = 0; rank < 512; rank++) {
      assertThat(contents.modelBytes(rank) > 0).isEqualTo(rank < 256);
      assertThat(contents.optimizerBytes(rank)).isPositive();
    }
    // The same bytes in another order of ranks: copies lie side by side.
    CheckpointContents megatron = CheckpointContents.of(LARGE, plan, CheckpointFormat.MEGATRON);
    assertThat(megatron.modelBytes(0)).isPositive();
    assertThat(megatron.modelBytes(8)).isZero();
    assertThat(megatron.modelBytes(0)).isEqualTo(contents.modelBytes(0));
    // DLIO pads each of the 512 shards by 3 x 5 h numbers of 4 bytes.
    assertThat(contents.writtenBytes() - megatron.writtenBytes())
        .isEqualTo(512L * 3 * 5 * 16_384 * 4);
    assertThat(megatron.mostBytesOfHost(32)).isLessThan(contents.mostBytesOfHost(32));
  }

  @Test
  void everyByteIsWrittenByOneRankWhateverThePlan() {
    TransformerModel gpt = TransformerModel.gpt(10, 1024, 16, 50_257, 2048);
    for (TransformerModel model : new TransformerModel[] {SMALL, gpt}) {
      for (ZeroStage zero : ZeroStage.values()) {
        for (int stages : new int[] {1, 3, 4}) {
          CheckpointContents cut = contents(model, plan(1, stages, 3, zero));
          assertThat(cut.writtenBytes()).as("%s %s", zero, stages).isEqualTo(cut.stateBytes());
          CheckpointContents tensor = contents(model, plan(2, stages, 3, zero));
          long optimizer =
              IntStream.range(0, tensor.ranks()).mapToLong(tensor::optimizerBytes).sum();
          assertThat(optimizer).isEqualTo(tensor.optimizerBytes());
        }
      }
    }
  }

  @Test
  void gatheredOnOneRankItIsTheSameStateWithNothingTwice() {
    CheckpointContents gathered =
        CheckpointContents.of(
            LARGE,
            plan(8, 32, 2, ZeroStage.OPTIMIZER),
            CheckpointFormat.MEGATRON.with(CheckpointWriters.RANK_ZERO));
    assertThat(gathered.stateBytes()).isEqualTo(14 * 405_853_388_800L);
    assertThat(gathered.bytes(0)).isEqualTo(gathered.stateBytes());
    assertThat(gathered.writtenBytes()).isEqualTo(gathered.stateBytes());
    assertThat(gathered.bytes(1)).isZero();
  }
}
