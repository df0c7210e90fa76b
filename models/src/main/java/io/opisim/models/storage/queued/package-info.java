/**
 * A storage system in few words: a byte rate behind queues, reached through the clients' NICs.
 *
 * <p>Enough to ask what a shared rate, a cost per operation and the balance of queues do to a
 * training job; devices, services and their places are not told apart. May use: {@code sim-core}.
 * Another way to choose a queue is a word of {@code QueueChoice}.
 */
package io.opisim.models.storage.queued;
