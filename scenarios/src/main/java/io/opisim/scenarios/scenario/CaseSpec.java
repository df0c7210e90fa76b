package io.opisim.scenarios.scenario;

/**
 * What one case simulates, with every axis resolved.
 *
 * @param cluster the cluster
 * @param workload the jobs
 * @param scheduling the order and the placement
 */
public record CaseSpec(ClusterSpec cluster, WorkloadSpec workload, SchedulingSpec scheduling) {}
