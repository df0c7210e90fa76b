package io.opisim.scenarios.world;

import io.opisim.models.cost.PriceList;
import io.opisim.models.energy.PowerCurve;
import java.util.Optional;

/**
 * What the devices of a cluster draw and cost.
 *
 * @param accelerator what one draws
 * @param acceleratorId its id in price lists
 * @param host what a node draws beside accelerators and card
 * @param card what the card of a node draws
 * @param cardId id of the card, DPU or not, in price lists
 * @param cardsPerNode 1, or 0 where there is no storage to reach
 * @param storageServer what one draws
 * @param storageServerId its id in price lists
 * @param storageServers how many
 * @param prices the list, or empty if nothing is paid
 * @param powerUsageEffectiveness energy of the facility ÷ energy of its devices
 */
public record DeviceCosts(
    PowerCurve accelerator,
    String acceleratorId,
    PowerCurve host,
    PowerCurve card,
    String cardId,
    int cardsPerNode,
    PowerCurve storageServer,
    String storageServerId,
    int storageServers,
    Optional<PriceList> prices,
    double powerUsageEffectiveness) {}
