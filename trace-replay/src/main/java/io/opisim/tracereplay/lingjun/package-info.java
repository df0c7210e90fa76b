/**
 * Alibaba's Lingjun data set of 2023: the switches above each host of a training cluster.
 *
 * <p>Only the topology is read; the jobs of the data set are not to be had. May use: {@code
 * format}, {@code models.topology.fabric}.
 */
package io.opisim.tracereplay.lingjun;
