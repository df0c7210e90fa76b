/**
 * Places where things wait: first-come stations, processor sharing, credits, token buckets.
 *
 * <p>Each keeps books of who came, who left and how many were there ({@code QueueBooks}), and
 * throws when they do not balance: Little's law holds in every run, not only in tests. Customers
 * are numbers whose meaning the caller knows.
 *
 * <p>May use: {@code sim}. A new discipline is a class of its own here.
 */
package io.opisim.simcore.queue;
