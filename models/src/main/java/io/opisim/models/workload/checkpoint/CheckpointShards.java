package io.opisim.models.workload.checkpoint;

/** Which rank writes how many bytes of a checkpoint. */
public interface CheckpointShards {
  /** Ranks of the job. */
  int ranks();

  /** Bytes of a rank, 0 if it has nothing to write. */
  long bytes(int rank);

  /** All of them together. */
  default long writtenBytes() {
    long all = 0;
    for (int rank = 0; rank < ranks(); rank++) {
      all += bytes(rank);
    }
    return all;
  }

  /** So many bytes, evenly by all ranks or all by the first. */
  static CheckpointShards of(long bytes, CheckpointWriters writers, int ranks) {
    return new CheckpointShards() {
      @Override
      public int ranks() {
        return ranks;
      }

      @Override
      public long bytes(int rank) {
        if (writers == CheckpointWriters.RANK_ZERO) {
          return rank == 0 ? bytes : 0;
        }
        return bytes / ranks + (rank < bytes % ranks ? 1 : 0);
      }
    };
  }
}
