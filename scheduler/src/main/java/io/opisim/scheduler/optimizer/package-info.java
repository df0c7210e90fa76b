/**
 * The optimiser: plans for many jobs at once, searched with OptaPlanner.
 *
 * <p>Planning entities are adapters around immutable tasks; each constraint is one method. A search
 * ends after a number of steps, so that it can be repeated; a limit in seconds is for people who
 * wait. May use: the contract, {@code models}, OptaPlanner, which stays in this room. A new
 * constraint is a method in {@code PackingConstraints}, its counterpart in {@code PackingScore} and
 * a passing and a failing case beside the others.
 */
package io.opisim.scheduler.optimizer;
