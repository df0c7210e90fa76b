package io.opisim.models.storage.queued;

/**
 * What a storage target and the way to it can do.
 *
 * @param queues independent queues, each served by an equal part of the target; 1 is a pool
 * @param choice which queue a read goes to
 * @param bytesPerSecond what all queues together deliver of large operations
 * @param operationBytes size of the operations that reads are made of; a read that is smaller is
 *     one operation of its own size, which is charged as if it were as large
 * @param secondsPerOperation what an operation costs its queue besides its bytes
 * @param queueDepth reads that a queue serves at once; others wait in order
 * @param clientBytesPerSecond what the NICs of one client take; may be infinite
 * @param latencySeconds from the request of a read to its arrival at the queue
 * @param clientReads reads that one client can have in its own software at once
 * @param clientSecondsPerRead what a read costs there: path look-up, open, close
 */
public record TargetShape(
    int queues,
    QueueChoice choice,
    double bytesPerSecond,
    long operationBytes,
    double secondsPerOperation,
    int queueDepth,
    double clientBytesPerSecond,
    double latencySeconds,
    int clientReads,
    double clientSecondsPerRead) {
  private static final int DEFAULT_DEPTH = 1024;

  /** Refuses what cannot serve. */
  public TargetShape {
    if (queues < 1 || queueDepth < 1 || clientReads < 1) {
      throw new IllegalArgumentException(
          "queues, their depth and reads of a client must be 1 or more, not "
              + queues
              + ", "
              + queueDepth
              + " and "
              + clientReads);
    }
    if (!(bytesPerSecond > 0 && bytesPerSecond < Double.POSITIVE_INFINITY)
        || !(clientBytesPerSecond > 0)
        || operationBytes < 1) {
      throw new IllegalArgumentException(
          "rates and the size of an operation must be positive, not "
              + bytesPerSecond
              + " and "
              + clientBytesPerSecond
              + " bytes/s and "
              + operationBytes
              + " bytes");
    }
    if (!(secondsPerOperation >= 0 && latencySeconds >= 0 && clientSecondsPerRead >= 0)) {
      throw new IllegalArgumentException("costs of operations and reads cannot be negative");
    }
  }

  /** One pool of bytes a second; nothing else costs time. */
  public static TargetShape pool(double bytesPerSecond) {
    return new TargetShape(
        1,
        QueueChoice.STREAM_IN_TURN,
        bytesPerSecond,
        1,
        0,
        Integer.MAX_VALUE >> 8,
        Double.POSITIVE_INFINITY,
        0,
        1,
        0);
  }

  /** The same rate split over queues. */
  public TargetShape split(int newQueues, QueueChoice newChoice) {
    return new TargetShape(
        newQueues,
        newChoice,
        bytesPerSecond,
        operationBytes,
        secondsPerOperation,
        DEFAULT_DEPTH,
        clientBytesPerSecond,
        latencySeconds,
        clientReads,
        clientSecondsPerRead);
  }

  /** The same with a cost per operation. */
  public TargetShape withOperations(long bytes, double seconds) {
    return new TargetShape(
        queues,
        choice,
        bytesPerSecond,
        bytes,
        seconds,
        queueDepth,
        clientBytesPerSecond,
        latencySeconds,
        clientReads,
        clientSecondsPerRead);
  }

  /** The same behind other clients. */
  public TargetShape withClients(double nicBytesPerSecond, int reads, double secondsPerRead) {
    return new TargetShape(
        queues,
        choice,
        bytesPerSecond,
        operationBytes,
        secondsPerOperation,
        queueDepth,
        nicBytesPerSecond,
        latencySeconds,
        reads,
        secondsPerRead);
  }

  /** The same further away. */
  public TargetShape withLatency(double seconds) {
    return new TargetShape(
        queues,
        choice,
        bytesPerSecond,
        operationBytes,
        secondsPerOperation,
        queueDepth,
        clientBytesPerSecond,
        seconds,
        clientReads,
        clientSecondsPerRead);
  }

  /** Bytes a second of one queue, were operations free. */
  public double queueBytesPerSecond() {
    return bytesPerSecond / queues;
  }

  /** What a byte takes of its queue's byte rate, its share of an operation's cost included. */
  public double queueWeight() {
    return 1 + secondsPerOperation * queueBytesPerSecond() / operationBytes;
  }
}
