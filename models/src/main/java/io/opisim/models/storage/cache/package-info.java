/**
 * Caches on the way: what they keep, and what a hit costs instead of the rest of the way.
 *
 * <p>May use: {@code models.storage} and {@code models.offload}.
 */
package io.opisim.models.storage.cache;
