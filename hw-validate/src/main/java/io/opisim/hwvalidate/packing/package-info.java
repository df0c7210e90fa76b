/**
 * Packing a cluster by arrivals without times, as the study of fragmentation gradient descent does.
 *
 * <p>{@link io.opisim.hwvalidate.packing.PackingList} is a pod list on a cluster, {@link
 * io.opisim.hwvalidate.packing.OnlinePacking} one run of one placement over its arrivals. May use:
 * the scheduler and the readers of traces. Nothing here compares: that is {@code compare}.
 */
package io.opisim.hwvalidate.packing;
