package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * What is drawn and paid.
 *
 * @param prices id of a price list, or empty for energy alone
 * @param acceleratorPower what an accelerator draws
 * @param hostPower what a node draws beside accelerators and cards
 * @param storagePower what a storage server draws
 * @param cardPower what the card to the storage draws where it is no DPU
 * @param powerUsageEffectiveness of the facility, or empty for that of the price list
 */
public record CostsSpec(
    @Key(
            value = "Price list of the catalog; without one, energy is counted and nothing paid.",
            example = "owned-2025",
            ids = KnownIds.PRICES)
        Optional<String> prices,
    @Key(value = "What an accelerator draws.", example = "h100-sxm", ids = KnownIds.POWER)
        String acceleratorPower,
    @Key(
            value = "What a node draws beside its accelerators and cards.",
            example = "host-two-socket",
            byDefault = "host-two-socket",
            ids = KnownIds.POWER)
        String hostPower,
    @Key(
            value = "What a storage server draws with its drives.",
            example = "storage-server",
            byDefault = "storage-server",
            ids = KnownIds.POWER)
        String storagePower,
    @Key(
            value = "What a node's card to the storage draws where it is no DPU.",
            example = "connectx-7",
            byDefault = "connectx-7",
            ids = KnownIds.POWER)
        String cardPower,
    @Key(
            value = "Energy of the facility over that of its devices; the price list's if absent.",
            example = "1.2",
            min = 1,
            max = 10)
        Optional<Double> powerUsageEffectiveness) {}
