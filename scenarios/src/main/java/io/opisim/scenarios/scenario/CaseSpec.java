package io.opisim.scenarios.scenario;

import java.util.Optional;

/**
 * What one case simulates, with every axis resolved.
 *
 * @param cluster the cluster
 * @param workload the jobs
 * @param scheduling the order and the placement
 * @param services on the way to the storage
 * @param costs what is drawn and paid, or empty if nobody asks
 * @param faults what breaks under the jobs, or empty
 * @param checkpoints what interruptions cost jobs, or empty if nothing
 */
public record CaseSpec(
    ClusterSpec cluster,
    WorkloadSpec workload,
    SchedulingSpec scheduling,
    ServicesSpec services,
    Optional<CostsSpec> costs,
    Optional<FaultsSpec> faults,
    Optional<CheckpointsSpec> checkpoints) {}
