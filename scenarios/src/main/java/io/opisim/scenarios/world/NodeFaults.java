package io.opisim.scenarios.world;

import io.opisim.models.fault.FaultProfile;
import io.opisim.simcore.random.RandomStreams;

/**
 * What breaks under the jobs of a run.
 *
 * @param profile causes, their rates by device, and repair times
 * @param streams the luck of the run, the same for all cases of a seed
 */
public record NodeFaults(FaultProfile profile, RandomStreams streams) {}
