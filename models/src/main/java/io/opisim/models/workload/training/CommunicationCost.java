package io.opisim.models.workload.training;

/**
 * What communication inside a step costs on an otherwise idle fabric; the seam where another model
 * of collectives is put in.
 */
public interface CommunicationCost {
  /** An all-reduce of a vector of so many bytes; also a reduce-scatter and an all-gather of it. */
  double allReduceSeconds(double bytes, RankGroup group);

  /** An exchange in which each rank sends so many bytes, shared equally over the group. */
  double allToAllSeconds(double bytes, RankGroup group);

  /** So many bytes from each rank to its neighbour in the group. */
  double sendSeconds(double bytes, RankGroup group);
}
