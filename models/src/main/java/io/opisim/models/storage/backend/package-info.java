/**
 * Where bytes live: drives, RAID, targets over a fabric, filers, file systems, objects, databases.
 *
 * <p>The last stage of a chain is one of these; the network and the target's service stand before
 * it. May use: {@code models.storage} and {@code models.offload}.
 */
package io.opisim.models.storage.backend;
