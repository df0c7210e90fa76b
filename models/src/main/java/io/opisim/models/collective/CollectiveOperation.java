package io.opisim.models.collective;

/**
 * What a group of ranks does together.
 *
 * <p>Sizes are those of nccl-tests: the whole vector of an all-reduce or a broadcast; what one rank
 * holds in the end of an all-gather, in the beginning of a reduce-scatter, and sends in an
 * all-to-all (its own share included); one message of a send and receive.
 */
public enum CollectiveOperation {
  /** Every rank gets the sum of all vectors. */
  ALL_REDUCE("all-reduce", 2),
  /** Every rank gets its part of the sum. */
  REDUCE_SCATTER("reduce-scatter", 1),
  /** Every rank gets the parts of all. */
  ALL_GATHER("all-gather", 1),
  /** Every rank gets the vector of one. */
  BROADCAST("broadcast", 0),
  /** Every rank gets one part from each other. */
  ALL_TO_ALL("all-to-all", 1),
  /** Every rank sends one message to the next. */
  SEND_RECEIVE("send-receive", 0);

  private final String id;
  private final int passes;

  CollectiveOperation(String id, int passes) {
    this.id = id;
    this.passes = passes;
  }

  /** As written in files. */
  public String id() {
    return id;
  }

  /**
   * Bus bandwidth ÷ algorithm bandwidth, as nccl-tests defines it: what a link carries at least for
   * each byte of the operation.
   */
  public double busFactor(int ranks) {
    return passes == 0 ? 1 : (double) passes * (ranks - 1) / ranks;
  }
}
