/**
 * Scheduling in rounds of fixed length on GPUs of several types: shares of wall time become a
 * sequence of "who runs where until the round is over".
 *
 * <p>{@link io.opisim.scheduler.rounds.RoundBook} keeps the account and picks the jobs of a round;
 * {@link io.opisim.scheduler.rounds.RoundSimulation} drives it over a list of jobs, {@link
 * io.opisim.scheduler.rounds.RoundPolicy} inside a run.
 *
 * <p>May use: {@code scheduler}, {@code allocation}, {@code placement}, {@code state}.
 */
package io.opisim.scheduler.rounds;
