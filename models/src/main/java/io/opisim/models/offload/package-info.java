/**
 * Services on the way of data, where they may run and what they cost there.
 *
 * <p>A service is a cost in cycles and bytes; a place (host, DPU, switch, storage) is a set of
 * resources; placing one on the other gives demands on those resources and nothing else. A new
 * service is one file and a line in {@code META-INF/services}. May use: {@code models.catalog} and
 * {@code sim-core}. Knows no storage system and no job.
 */
package io.opisim.models.offload;
