/**
 * Input pipelines by their rates: fetch, prepare, cache, move to the accelerator.
 *
 * <p>The rates of an {@code InputPipeline} say what a job gets and which stage binds it; {@code
 * Preparation} says what moving a cut between offline and online work does to them. May use nothing
 * but the units.
 */
package io.opisim.models.workload.pipeline;
