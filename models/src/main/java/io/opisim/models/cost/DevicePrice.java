package io.opisim.models.cost;

import io.opisim.models.catalog.Sourced;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Money;

/**
 * What one device costs for an hour.
 *
 * @param device id, an accelerator's or another's
 * @param perHour whether it is used or not
 */
public record DevicePrice(
    @Key(value = "Id of an accelerator or another device.", example = "h100-sxm", kebabCase = true)
        String device,
    @Key(
            value = "Price of an hour, used or not.",
            example = "{value: 2.5 USD, kind: estimated, source: judgement, date: 2026-11-22}")
        Sourced<Money> perHour) {}
