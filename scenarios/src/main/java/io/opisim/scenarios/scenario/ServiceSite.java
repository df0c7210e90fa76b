package io.opisim.scenarios.scenario;

import io.opisim.models.offload.Site;
import io.opisim.simcore.units.Key;

/**
 * Another site of one service.
 *
 * @param service id
 * @param site where it runs
 */
public record ServiceSite(
    @Key(value = "Which service.", example = "encryption", ids = KnownIds.OFFLOAD) String service,
    @Key(value = "Where it runs.", example = "dpu") Site site) {}
