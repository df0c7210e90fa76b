/**
 * The joint plan: order, nodes and way of running of all jobs of a workload, searched at once.
 *
 * <p>Decisions are turned into a schedule by a list schedule in simulated time, at the speeds that
 * closed forms give jobs beside each other; OptaPlanner changes the decisions. May use: the
 * contract, {@code models}, the optimiser's limits. What runs cost is a {@link
 * io.opisim.scheduler.RunModel}, given from above. A new decision is a variable of {@code
 * JobDecision} and its meaning in {@code Timeline}; a new soft term is a member of {@code SoftTerm}
 * and its amount in {@code TermAmounts}.
 */
package io.opisim.scheduler.optimizer.joint;
