package io.opisim.models.execution;

/**
 * What became of the bytes that a training job read: read = delivered to steps that count + dropped
 * + at hand, always.
 */
public final class InputBooks {
  private long read;
  private long delivered;
  private long unused;
  private long broken;
  private long held;
  private long inStep;

  /** So many bytes have arrived; they wait for their step unless nobody waits any more. */
  void arrived(long bytes, boolean wanted) {
    read += bytes;
    held += wanted ? bytes : 0;
    unused += wanted ? 0 : bytes;
  }

  /** A step begins with so many of those that wait. */
  void taken(long bytes) {
    held -= bytes;
    inStep += bytes;
  }

  /** The step is done. */
  void counted() {
    delivered += inStep;
    inStep = 0;
  }

  /** Steps that were done are lost, with so many bytes. */
  void lost(long bytes) {
    delivered -= bytes;
    broken += bytes;
  }

  /** The job leaves its nodes. */
  void left() {
    unused += held;
    broken += inStep;
    held = 0;
    inStep = 0;
  }

  /**
   * Checks that no byte is lost.
   *
   * @throws IllegalStateException if one is
   */
  void check() {
    if (held < 0 || read != delivered + unused + broken + held + inStep) {
      throw new IllegalStateException("bytes of the input are lost: " + this);
    }
  }

  /** Bytes that arrived at nodes of the job. */
  public long readBytes() {
    return read;
  }

  /** Bytes of steps that were done and not lost. */
  public long deliveredBytes() {
    return delivered;
  }

  /** Bytes that were read ahead and found no step when the job was taken off its nodes. */
  public long unusedBytes() {
    return unused;
  }

  /** Bytes of steps that were broken off, or lost when they were done. */
  public long brokenBytes() {
    return broken;
  }

  /** Bytes that wait for a step, or are those of a step under way. */
  public long heldBytes() {
    return held + inStep;
  }

  @Override
  public String toString() {
    return read
        + " read, "
        + delivered
        + " delivered, "
        + unused
        + " unused, "
        + broken
        + " of broken steps, "
        + heldBytes()
        + " at hand";
  }
}
