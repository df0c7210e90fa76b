/**
 * The cluster as a thing with places: nodes in racks, what each node holds.
 *
 * <p>Immutable; what is free at a moment is the scheduler's state. May use: {@code sim-core}.
 * Links, switches and DPUs stand in {@code fabric}.
 */
package io.opisim.models.topology;
