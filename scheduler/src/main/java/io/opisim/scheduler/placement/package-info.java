/**
 * Where a job goes: one placement a file.
 *
 * <p>A placement names an order of nodes; {@link io.opisim.scheduler.placement.Gangs} fills the
 * nodes in that order with all tasks of a job, or with none. A fraction of a GPU goes to the device
 * of its node on which it leaves the least free.
 *
 * <p>May use: the contract. A new placement is one file and one line in {@code META-INF/services}.
 */
package io.opisim.scheduler.placement;
