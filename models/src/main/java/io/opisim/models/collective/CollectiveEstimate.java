package io.opisim.models.collective;

/**
 * How long an operation takes, and how it was done.
 *
 * @param algorithm id of the algorithm
 * @param protocol how messages were handed on
 * @param seconds from the first rank's start to the last rank's end
 */
public record CollectiveEstimate(String algorithm, CollectiveProtocol protocol, double seconds) {}
