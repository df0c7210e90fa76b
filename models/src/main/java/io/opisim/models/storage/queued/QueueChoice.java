package io.opisim.models.storage.queued;

/** Which of a target's queues carries out a read. */
public enum QueueChoice {
  /** The streams of all clients take the queues in turn, and each stays with its own. */
  STREAM_IN_TURN,
  /** Each stream has one queue drawn by chance, and stays with it. */
  STREAM_BY_CHANCE,
  /** Every read draws a queue. */
  READ_BY_CHANCE
}
