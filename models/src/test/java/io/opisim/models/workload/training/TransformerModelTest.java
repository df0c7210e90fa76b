package io.opisim.models.workload.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TransformerModelTest {
  private static final TransformerModel GPT_145B =
      TransformerModel.gpt(80, 12288, 96, 51_200, 2048);

  @Test
  void gptHasTheParametersOfThePublishedFormula() {
    // P = 12 L h^2 (1 + 13/(12h) + (V + s)/(12 L h)); 145.6 billion in table 1 of SC'21.
    double h = 12288;
    double formula = 12 * 80 * h * h * (1 + 13 / (12 * h) + (51_200 + 2048) / (12 * 80 * h));
    assertThat((double) GPT_145B.parameters()).isEqualTo(formula, within(1.0));
    assertThat(GPT_145B.parameters() / 1e9).isEqualTo(145.6, within(0.1));
  }

  @Test
  void llamaHasTheParametersThatMlPerfStorageCounts() {
    // P = 2Vh + h + L (2h + h(h + 2 d_kv) + h^2 + 3hf)
    TransformerModel small = TransformerModel.llama(32, 4096, 14_336, 32, 8, 128_256, 8192);
    TransformerModel large = TransformerModel.llama(126, 16_384, 53_248, 128, 8, 128_256, 8192);
    assertThat(small.parameters()).isEqualTo(8_030_261_248L);
    assertThat(large.parameters()).isEqualTo(405_853_388_800L);
  }

  @Test
  void flopAreThoseOfThePublishedFormulas() {
    // 72 B s L h^2 (1 + s/(6h) + V/(12 L h)), with full recomputation 96 (... + V/(16 L h)).
    double h = 12288;
    double base = 2304.0 * 2048 * 80 * h * h;
    assertThat(GPT_145B.modelFlop(2304) / base)
        .isEqualTo(72 * (1 + 2048 / (6 * h) + 51_200 / (12 * 80 * h)), within(1e-9));
    assertThat(GPT_145B.hardwareFlop(2304, Recompute.FULL) / base)
        .isEqualTo(96 * (1 + 2048 / (6 * h) + 51_200 / (16 * 80 * h)), within(1e-9));
    assertThat(GPT_145B.hardwareFlop(2304, Recompute.SELECTIVE) - GPT_145B.modelFlop(2304))
        .isEqualTo(80 * GPT_145B.attentionCoreFlop(2304 * 2048.0), within(1e9));
  }

  @Test
  void expertsAddParametersButOnlyThoseChosenAddFlop() {
    // Mixtral 8x7B: 46.7 billion parameters, 12.9 billion of them active for a token.
    TransformerModel mixtral =
        TransformerModel.llama(32, 4096, 14_336, 32, 8, 32_000, 4096).withExperts(8, 2);
    assertThat(mixtral.parameters() / 1e9).isEqualTo(46.7, within(0.05));
    double active =
        32 * mixtral.layerForwardFlop(1) / 2 + 2.0 * mixtral.vocabulary() * mixtral.hidden();
    assertThat(active / 1e9).isEqualTo(12.9, within(0.05));
  }

  @Test
  void sizesThatDoNotBelongTogetherAreRefused() {
    assertThatThrownBy(() -> TransformerModel.gpt(4, 100, 3, 10, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width 100");
    assertThatThrownBy(() -> TransformerModel.llama(4, 96, 10, 6, 4, 10, 10))
        .hasMessageContaining("4 key and value heads for 6 heads");
    assertThatThrownBy(() -> GPT_145B.withExperts(4, 5)).hasMessageContaining("5 of 4 experts");
  }
}
