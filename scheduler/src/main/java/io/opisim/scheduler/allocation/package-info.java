/**
 * Shares of GPU types for jobs that run at a different speed on each: one policy a file, each with
 * its paper in the class doc.
 *
 * <p>A policy answers an {@link io.opisim.scheduler.allocation.AllocationProblem} with a share of
 * wall time for every job and type; {@code rounds} turns shares into who runs when. {@link
 * io.opisim.scheduler.allocation.FairestAllocation} is the linear program behind the fair ones.
 *
 * <p>May use: nothing but the language.
 */
package io.opisim.scheduler.allocation;
