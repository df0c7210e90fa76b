package io.opisim.scenarios.scenario;

import io.opisim.models.workload.training.TransformerModel;
import io.opisim.simcore.units.Key;
import java.util.List;
import java.util.Optional;

/**
 * A transformer by its architecture.
 *
 * @param family what surrounds the matrices
 * @param layers transformer layers
 * @param hidden width
 * @param heads attention heads
 * @param keyValueHeads heads of keys and values, or empty for as many as heads
 * @param feedForward width of the feed-forward layer, or empty for four times the width
 * @param vocabulary tokens known
 * @param sequence tokens of one sample
 * @param experts feed-forward layers to choose from
 * @param expertsPerToken how many of them a token goes through
 */
public record TransformerSpec(
    @Key(
            value = "gpt: biases, two feed-forward matrices; llama: no biases, three matrices.",
            example = "llama",
            byDefault = "gpt")
        TransformerModel.Family family,
    @Key(value = "Layers.", example = "32", min = 1, max = 10_000) int layers,
    @Key(value = "Width of the residual stream.", example = "4096", min = 1, max = 1_000_000)
        int hidden,
    @Key(value = "Attention heads.", example = "32", min = 1, max = 10_000) int heads,
    @Key(
            value = "Heads of keys and values; as many as heads if absent.",
            example = "8",
            min = 1,
            max = 10_000)
        Optional<Integer> keyValueHeads,
    @Key(
            value = "Width of the feed-forward layer; four times the width if absent.",
            example = "14336",
            min = 1,
            max = 10_000_000)
        Optional<Integer> feedForward,
    @Key(value = "Tokens known.", example = "32000", min = 1, max = 10_000_000) int vocabulary,
    @Key(value = "Tokens of one sample.", example = "4096", min = 1, max = 100_000_000)
        int sequence,
    @Key(
            value = "Feed-forward layers to choose from.",
            example = "8",
            byDefault = "1",
            min = 1,
            max = 10_000)
        int experts,
    @Key(
            value = "How many of them a token goes through.",
            example = "2",
            byDefault = "1",
            min = 1,
            max = 10_000)
        int expertsPerToken)
    implements Checked {
  /**
   * The model.
   *
   * @throws IllegalArgumentException if the sizes do not belong together
   */
  public TransformerModel model() {
    return new TransformerModel(
        family,
        layers,
        hidden,
        feedForward.orElse(4 * hidden),
        heads,
        keyValueHeads.orElse(heads),
        vocabulary,
        sequence,
        experts,
        expertsPerToken);
  }

  @Override
  public List<Violation> violations() {
    try {
      model();
      return List.of();
    } catch (IllegalArgumentException wrong) {
      String hint = "hidden is a multiple of heads, heads of key_value_heads";
      return List.of(new Violation("hidden", "no transformer: " + wrong.getMessage(), hint));
    }
  }
}
