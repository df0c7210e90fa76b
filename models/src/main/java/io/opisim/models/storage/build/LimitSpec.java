package io.opisim.models.storage.build;

import io.opisim.models.storage.middleend.QosLimit;

/**
 * A limit of a volume.
 *
 * @param volume its name; what it lets pass is shared by all who use a volume of that name
 * @param kind what is limited
 * @param value commands per second, or MiB per second, as SPDK takes them
 */
public record LimitSpec(String volume, QosLimit.Kind kind, long value) {}
