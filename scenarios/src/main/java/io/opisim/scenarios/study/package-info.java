/**
 * From cases to outcomes: one world per run, one thread, discarded afterwards.
 *
 * <p>{@link io.opisim.scenarios.study.World} drives arrivals, decisions and departures; {@link
 * io.opisim.scenarios.study.WaitBooks} keeps account of why jobs waited. Nothing flows back into
 * the description.
 *
 * <p>May use: {@code scheduler}, {@code trace-replay}, {@code models}, {@code sim-core}.
 */
package io.opisim.scenarios.study;
