/**
 * What is run: jobs, their tasks, ranks and steps.
 *
 * <p>Immutable descriptions only; who runs where and when is the scheduler's. May use: {@code
 * sim-core}. A new kind of work is a new record here.
 */
package io.opisim.models.workload;
