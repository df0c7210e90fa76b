/**
 * From a description of clients, cards, network, storage and services with their sites to a running
 * storage service.
 *
 * <p>Descriptions are immutable and know no run; a builder makes the stages in a given simulation,
 * on resources that whoever names them shares. May use: all rooms of {@code models.storage} and
 * {@code models.offload}.
 */
package io.opisim.models.storage.build;
