package io.opisim.models.storage.build;

import io.opisim.models.storage.middleend.QosLimit;

/**
 * A limit of the volume.
 *
 * @param kind what is limited
 * @param value commands per second, or MiB per second, as SPDK takes them
 */
public record LimitSpec(QosLimit.Kind kind, long value) {}
