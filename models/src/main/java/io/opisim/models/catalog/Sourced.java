package io.opisim.models.catalog;

import io.opisim.simcore.units.Key;
import java.time.LocalDate;

/**
 * A value and where it comes from.
 *
 * @param value the value
 * @param kind how it came to be known
 * @param source document, file or reasoning that another person can check
 * @param date when the source was read
 * @param <T> type of the value
 */
public record Sourced<T>(
    @Key(value = "The value.", example = "80 GB") T value,
    @Key(value = "How it came to be known.", example = "datasheet") Provenance kind,
    @Key(
            value = "Document, file or reasoning that another person can check.",
            example = "NVIDIA DGX A100 data sheet")
        String source,
    @Key(value = "When the source was read.", example = "2026-08-22") LocalDate date) {}
