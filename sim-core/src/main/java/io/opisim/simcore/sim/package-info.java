/**
 * Simulated time and the order of events.
 *
 * <p>{@link io.opisim.simcore.sim.Simulation} is the only door: it hides SSJ's {@code Simulator}
 * and the event list plugged into it, so that the calendar can be replaced without anyone noticing.
 * Time is whole nanoseconds; the order of events is total: time, priority, sequence.
 *
 * <p>May use: SSJ. A new way to order pending events goes here, behind SSJ's {@code EventList}.
 */
package io.opisim.simcore.sim;
