package io.opisim.models.workload.training;

/**
 * The gradient exchange of a step.
 *
 * @param allReduceBytes of each data-parallel rank, as one all-reduce
 * @param hiddenSeconds how much of it computation hides at most
 */
public record GradientExchange(double allReduceBytes, double hiddenSeconds) {}
