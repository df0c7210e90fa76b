package io.opisim.tracereplay.synthetic;

/**
 * Where the chance of a made-up trace comes from: a stream for each quantity, so that two cases
 * that differ in one of them share the draws of the others.
 *
 * @param arrivals three numbers a job
 * @param gpus one number a job
 * @param durations two numbers a job
 * @param groups one number a job
 */
public record SyntheticStreams(
    UniformSource arrivals, UniformSource gpus, UniformSource durations, UniformSource groups) {}
