/**
 * What the client sees: NVMe or virtio-blk devices, files, objects.
 *
 * <p>A front-end cuts requests into commands, bounds what is in flight and asks for the client's
 * cores. May use: {@code models.storage} and {@code models.offload}.
 */
package io.opisim.models.storage.frontend;
