package io.opisim.scenarios.scenario;

import io.opisim.models.offload.Site;
import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * A service on the way of data.
 *
 * @param service id
 * @param variant one of its variants, or empty if it has one only or the protocol tells
 * @param site where it runs, or empty for the site of all services
 */
public record ServiceSpec(
    @Key(value = "Which service.", example = "encryption", ids = KnownIds.OFFLOAD) String service,
    @Key(
            value =
                "Which variant of it; may be absent if there is one only, and for NVMe-oF, whose"
                    + " protocol tells it.",
            example = "aes-xts")
        Optional<String> variant,
    @Key(value = "Where it runs; if absent, where all services do.", example = "dpu")
        Optional<Site> site) {}
