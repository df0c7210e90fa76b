/**
 * Planning the jobs of a scenario: plans from closed forms, carried out in full simulation beside
 * every pair of a policy and a placement, on the same arrivals.
 *
 * <p>May use: {@code study} for inputs and runs, {@code result} for intervals, the optimiser of the
 * floor below. A new decision begins there; here is only what it costs in this scenario.
 */
package io.opisim.scenarios.optimize;
