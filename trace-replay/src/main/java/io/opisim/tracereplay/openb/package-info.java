/**
 * Alibaba's GPU trace of 2023 ("openb"): pods that share GPUs, and the nodes they ran on.
 *
 * <p>The pod list is a trace format; the node list is read by a function of its own. May use:
 * {@code format}, {@code models.topology}.
 */
package io.opisim.tracereplay.openb;
