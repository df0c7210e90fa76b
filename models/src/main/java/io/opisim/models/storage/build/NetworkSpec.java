package io.opisim.models.storage.build;

import io.opisim.models.offload.SiteSpec;
import java.util.Optional;

/**
 * What lies between clients and servers, beside their ports.
 *
 * @param middleBytesPerSecond what the network carries each way, infinite if only ports limit
 * @param payloadShare payload over bytes on the wire
 * @param roundTripSeconds request and answer, without bytes
 * @param switches where services of the network run, if any do
 */
public record NetworkSpec(
    double middleBytesPerSecond,
    double payloadShare,
    double roundTripSeconds,
    Optional<SiteSpec> switches) {}
