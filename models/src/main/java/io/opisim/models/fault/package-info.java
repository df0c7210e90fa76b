/**
 * What breaks, how often, for how long, and what that costs a job.
 *
 * <p>A {@code FaultProfile} of the catalog lists causes with the time between failures of one
 * device; {@code FaultProcess} draws them in simulated time; {@code CheckpointedRun} is a training
 * job that meets them, with its time booked to the nanosecond. May use: {@code catalog}, {@code
 * workload.checkpoint}, {@code sim-core}.
 */
package io.opisim.models.fault;
