/**
 * The contract between those who decide and the state they decide on.
 *
 * <p>{@link io.opisim.scheduler.SchedulingPolicy} reads two windows, {@link
 * io.opisim.scheduler.ClusterView} and {@link io.opisim.scheduler.JobQueue}, and answers with a
 * {@link io.opisim.scheduler.Plan}. Nothing here changes anything.
 *
 * <p>May use: {@code models}. A new policy goes to {@code policy}, a new placement to {@code
 * placement}: one file and one line in {@code META-INF/services} each.
 */
package io.opisim.scheduler;
