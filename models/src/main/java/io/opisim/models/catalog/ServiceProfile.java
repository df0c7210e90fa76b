package io.opisim.models.catalog;

import io.opisim.simcore.units.Key;
import java.util.List;

/**
 * What a service on the way of data costs, by variant.
 *
 * <p>Models: cycles, passes over memory, an engine, a delay, a change of size. Ignores: where it
 * may run and which way data must go, which the service itself knows. Valid for: starting values; a
 * calibration writes others. Source: stated value by value in {@code scenarios/catalog/services}.
 *
 * @param service id of the service
 * @param name in words
 * @param variants what each costs
 */
public record ServiceProfile(
    @Key(
            value = "Id of the service, equal to the file's name.",
            example = "encryption",
            kebabCase = true)
        String service,
    @Key(value = "Name in words.", example = "Encryption of what is stored") String name,
    @Key(
            value = "What each variant costs.",
            example =
                "[{variant: aes-xts, core_class: crypto, cycles_per_operation: {value: 500, kind:"
                    + " estimated, source: by judgement, date: 2026-11-22}, cycles_per_byte:"
                    + " {value: 1, kind: estimated, source: by judgement, date: 2026-11-22}}]")
        List<ServiceVariant> variants) {
  /** Copies the list. */
  public ServiceProfile {
    variants = List.copyOf(variants);
  }
}
