package io.opisim.models.workload.training;

/**
 * Ranks that communicate, and how far apart they are; the groups beside it do the same at the same
 * time.
 *
 * @param ranks how many
 * @param stride distance between neighbours in a numbering that fills node after node
 */
public record RankGroup(int ranks, int stride) {
  /** Checks that there is a rank. */
  public RankGroup {
    if (ranks < 1 || stride < 1) {
      throw new IllegalArgumentException(ranks + " ranks, " + stride + " apart");
    }
  }
}
