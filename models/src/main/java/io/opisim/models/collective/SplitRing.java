package io.opisim.models.collective;

/**
 * Ring all-reduce of whole nanoseconds as ASTRA-sim's analytical back end counts it.
 *
 * <p>Models: the vector in splits that follow each other, a part of each per rank, 2(n - 1) sends
 * with a link latency and an endpoint delay, 3(n - 1) passes over local memory. Ignores: overlap of
 * the splits. Valid for: comparison with that simulator on one ring dimension. Source: ASTRA-sim
 * analytical back end; its GB/s are GiB/s on links and 10⁹ in memory.
 *
 * @param linkGibibytesPerSecond rate of a link
 * @param linkLatencyNanos latency of a link
 * @param splits into how many pieces the vector is cut
 * @param endpointNanos delay of an endpoint
 * @param memoryGigabytesPerSecond rate of a rank's memory
 */
public record SplitRing(
    double linkGibibytesPerSecond,
    long linkLatencyNanos,
    int splits,
    long endpointNanos,
    double memoryGigabytesPerSecond) {
  private static final double BYTES_PER_NANO_OF_ONE_GIB = (1L << 30) / 1e9;

  /** Checks that there are rates to divide by. */
  public SplitRing {
    if (!(linkGibibytesPerSecond > 0 && memoryGigabytesPerSecond > 0 && splits > 0)
        || linkLatencyNanos < 0
        || endpointNanos < 0) {
      throw new IllegalArgumentException(
          "a ring needs rates and splits above 0, not "
              + linkGibibytesPerSecond
              + ", "
              + memoryGigabytesPerSecond
              + ", "
              + splits);
    }
  }

  /** Time of an all-reduce of so many bytes over so many ranks. */
  public long allReduceNanos(long sizeBytes, int ranks) {
    long part = sizeBytes / splits / ranks;
    long send = (long) (part / (linkGibibytesPerSecond * BYTES_PER_NANO_OF_ONE_GIB));
    long memory = (long) (part / memoryGigabytesPerSecond);
    long steps = ranks - 1L;
    long split =
        2 * steps * (send + linkLatencyNanos + endpointNanos) + 3 * steps * memory + endpointNanos;
    return splits * split;
  }
}
