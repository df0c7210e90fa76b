/**
 * One run: the world that is built for it, used by one thread and discarded.
 *
 * <p>{@link io.opisim.scenarios.world.World} drives arrivals, decisions and departures; {@link
 * io.opisim.scenarios.world.WaitBooks} keeps account of why jobs waited; {@link
 * io.opisim.scenarios.world.RunOutcome} is what came out.
 *
 * <p>May use: {@code scheduler}, {@code models}, {@code sim-core}. Phases of tasks (communication,
 * data load, checkpoint) join here.
 */
package io.opisim.scenarios.world;
