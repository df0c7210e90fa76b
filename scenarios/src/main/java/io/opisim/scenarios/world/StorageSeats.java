package io.opisim.scenarios.world;

/**
 * Where nodes and storage servers stand in a fabric.
 *
 * @param hosts vertex of the host of each node
 * @param nics vertices of the NICs of each node
 * @param servers vertex of each port of the storage servers; none if drives are in the nodes
 * @param rateTolerance share of capacities by which rates may be off, 0 for exact ones
 */
public record StorageSeats(int[] hosts, int[][] nics, int[] servers, double rateTolerance) {}
