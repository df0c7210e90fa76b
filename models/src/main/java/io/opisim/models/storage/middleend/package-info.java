/**
 * Services between what the client sees and where bytes live: ciphers, compression, sums, limits.
 *
 * <p>A service is an offload at a place; limits are gates. May use: {@code models.storage} and
 * {@code models.offload}.
 */
package io.opisim.models.storage.middleend;
