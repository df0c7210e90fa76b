package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.workload.training.RankGroup;

/**
 * What the ranks of a job exchange once per step: every group of ranks does the same operation at
 * the same time.
 *
 * @param operation which
 * @param sizeBytes per group, as {@link CollectiveOperation} defines it
 * @param group ranks of one group and the distance between neighbours; groups fill the job
 */
public record Exchange(CollectiveOperation operation, long sizeBytes, RankGroup group) {
  /** Checks the size. */
  public Exchange {
    if (sizeBytes < 0) {
      throw new IllegalArgumentException(operation.id() + " of " + sizeBytes + " bytes");
    }
  }
}
