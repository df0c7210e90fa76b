/**
 * Fabrics: what stands between two accelerators, link by link.
 *
 * <p>A plan (star, leaf-spine, fat-tree, …) builds a {@code Fabric} of flat arrays; a {@code
 * Router} answers which links a flow crosses, by rule and around dead links. Immutable but for the
 * router's scratch space. Link ids are dense, so that each link becomes one resource of the sharing
 * solver. May use: {@code sim-core}.
 */
package io.opisim.models.topology.fabric;
