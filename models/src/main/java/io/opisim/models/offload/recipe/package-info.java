/**
 * Ready-made placements: the recipes of IPDK as services with their sites.
 *
 * <p>A recipe is what runs on the IPU; the same list with its sites changed to the host is what it
 * is compared with. May use: {@code models.offload} and its services.
 */
package io.opisim.models.offload.recipe;
