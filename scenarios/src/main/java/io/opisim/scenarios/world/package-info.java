/**
 * One run: the world that is built for it, used by one thread and discarded.
 *
 * <p>{@link io.opisim.scenarios.world.World} drives arrivals, decisions and departures; {@link
 * io.opisim.scenarios.world.WaitBooks} keeps account of why jobs waited; {@link
 * io.opisim.scenarios.world.RunOutcome} is what came out. How long a job runs is its {@link
 * io.opisim.scenarios.world.JobExecutor}'s: a known time, or training steps on a shared fabric.
 *
 * <p>May use: {@code scheduler}, {@code models}, {@code sim-core}. Another way to carry out jobs
 * joins here.
 */
package io.opisim.scenarios.world;
