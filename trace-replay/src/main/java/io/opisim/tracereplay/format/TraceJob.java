package io.opisim.tracereplay.format;

import java.util.List;

/**
 * One job as a trace tells it, before it is cut into tasks for a cluster.
 *
 * @param id name, unique in the trace
 * @param group who submitted it (virtual cluster, quality-of-service class), or empty
 * @param arrivalNanos submission, from the trace's own zero
 * @param durationNanos run time; the format says what exactly it covers
 * @param gpus GPU devices over all nodes
 * @param gpuMilli thousandths held of each device: 1000, less only for a single device, 0 without
 * @param nodes nodes the job is spread over evenly, or 0 if the trace does not say
 * @param cpuMilli thousandths of a CPU core over all nodes, 0 if the trace does not say
 * @param memoryBytes host memory over all nodes, 0 if the trace does not say
 * @param gpuModels GPU models accepted, empty for any
 * @param observedWaitNanos queueing time seen by the trace, or -1 if it does not say
 */
public record TraceJob(
    String id,
    String group,
    long arrivalNanos,
    long durationNanos,
    int gpus,
    int gpuMilli,
    int nodes,
    long cpuMilli,
    long memoryBytes,
    List<String> gpuModels,
    long observedWaitNanos) {}
