package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveEstimate;
import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveProtocol;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.workload.training.CommunicationCost;
import io.opisim.models.workload.training.RankGroup;

/**
 * Collectives that cost what the step model of a training profile says, so that a step on an idle
 * fabric takes the time that the profile was fitted for.
 *
 * @param cost of the profile
 * @param acceleratorsPerNode accelerators that share a node's NICs
 */
public record CommunicationCollectives(CommunicationCost cost, int acceleratorsPerNode)
    implements CollectiveModel {
  private static final String ID = "training-profile";

  @Override
  public CollectiveEstimate estimate(CollectiveRequest request) {
    RankLayout layout = request.layout();
    int stride = layout.oneNode() ? 1 : Math.max(1, acceleratorsPerNode / layout.ranksPerNode());
    RankGroup group = new RankGroup(layout.ranks(), stride);
    double bytes = request.sizeBytes();
    double seconds =
        switch (request.operation()) {
          case ALL_REDUCE -> cost.allReduceSeconds(bytes, group);
          case REDUCE_SCATTER, ALL_GATHER, BROADCAST -> cost.allReduceSeconds(bytes, group) / 2;
          case ALL_TO_ALL -> cost.allToAllSeconds(bytes, group);
          case SEND_RECEIVE -> cost.sendSeconds(bytes, group);
        };
    return new CollectiveEstimate(ID, CollectiveProtocol.SIMPLE, seconds);
  }
}
