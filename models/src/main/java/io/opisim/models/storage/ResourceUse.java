package io.opisim.models.storage;

import io.opisim.simcore.sharing.Resource;

/**
 * How busy a resource was.
 *
 * @param resource which
 * @param given what it gave since it was made, whoever asked, in the unit of its capacity
 * @param utilisation the share of what it could have given
 */
public record ResourceUse(Resource resource, double given, double utilisation) {}
