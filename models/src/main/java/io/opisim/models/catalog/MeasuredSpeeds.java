package io.opisim.models.catalog;

import io.opisim.simcore.units.Key;
import java.util.List;

/**
 * The measured speeds of one model.
 *
 * <p>Models: samples per second by kind of accelerator, number of them and batch. Ignores:
 * everything inside the model. Valid for: systems like those of its rows. Source: stated value by
 * value in {@code scenarios/catalog/measured-speeds}.
 *
 * @param model id
 * @param name model and benchmark
 * @param systems one entry for each kind of accelerator and round
 */
public record MeasuredSpeeds(
    @Key(value = "Id, equal to the file's name.", example = "resnet", kebabCase = true)
        String model,
    @Key(value = "Model and benchmark.", example = "ResNet-50, MLPerf Training") String name,
    @Key(value = "Kinds of accelerator and rounds.", example = "[]") List<MeasuredSpeed> systems) {
  /** Copies the list. */
  public MeasuredSpeeds {
    systems = List.copyOf(systems);
  }
}
