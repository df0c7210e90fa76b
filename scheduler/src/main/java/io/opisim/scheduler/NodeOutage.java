package io.opisim.scheduler;

/**
 * A node that is out for repair: nobody runs there, nobody can start there.
 *
 * @param node its position in the cluster
 * @param backNanos when it is back
 */
public record NodeOutage(int node, long backNanos) {}
