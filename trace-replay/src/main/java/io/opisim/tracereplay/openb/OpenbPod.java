package io.opisim.tracereplay.openb;

import io.opisim.models.workload.TaskDemand;

/**
 * A pod without its times: what is left when a pod list is replayed as mere arrivals.
 *
 * @param name unique in its list
 * @param demand what it asks for
 */
public record OpenbPod(String name, TaskDemand demand) {}
