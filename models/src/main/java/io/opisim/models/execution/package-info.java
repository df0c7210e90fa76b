/**
 * Jobs carried out step by step on shared resources: the level of detail called {@code flow}.
 *
 * <p>A fabric becomes resources, a collective becomes activities on its links, a training job
 * becomes an endless alternation of computing and exchanging. May use: everything in {@code models}
 * and {@code sim-core}. Knows no policy: it is told which accelerators a job has.
 */
package io.opisim.models.execution;
