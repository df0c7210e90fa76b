/**
 * Who runs when: one policy a file, each with its paper in the class doc.
 *
 * <p>A policy answers with one small plan at a time and is asked again until nothing is left to do.
 * {@link io.opisim.scheduler.policy.ReleaseWalk} is the shared question "who has to leave before
 * this job fits?".
 *
 * <p>May use: the contract. A new policy is one file and one line in {@code META-INF/services}.
 */
package io.opisim.scheduler.policy;
