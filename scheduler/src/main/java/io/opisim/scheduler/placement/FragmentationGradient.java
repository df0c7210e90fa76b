package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeScoring;
import io.opisim.scheduler.Placement;
import java.util.Arrays;

/**
 * The node, and the device in it, on which the task makes the least new fragments: what the tasks
 * that typically come could not use ({@link FragmentationMeasure}).
 *
 * <p>The score is {@code floor(100 / (1 + exp(-(before - after))))} in GPUs, as its authors have
 * it: the truncation makes ties, which go to the first node and the first device. What typically
 * comes is taken from all jobs of the workload, as the authors take it from their trace.
 *
 * <p>Source: fragmentation gradient descent (FGD), Weng et al., "Beware of Fragmentation:
 * Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent" (USENIX ATC 2023).
 */
public final class FragmentationGradient implements Placement, NodeScoring {
  private static final int SCORES = 100;

  @Override
  public String id() {
    return "fragmentation-gradient";
  }

  @Override
  public String description() {
    return "the node and device where the least GPU capacity becomes useless to typical tasks (FGD)";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.fillBest(cluster, job, limit, this);
  }

  @Override
  public Scorer on(ClusterView cluster) {
    return new GradientScorer(cluster);
  }

  private static final class GradientScorer implements Scorer {
    private final ClusterView cluster;
    private final FragmentationMeasure measure;
    private final long[] leastForScore;
    private final long[] amounts;

    GradientScorer(ClusterView cluster) {
      this.cluster = cluster;
      measure = new FragmentationMeasure(cluster);
      leastForScore = thresholds(measure.weight());
      amounts = new long[Math.max(1, cluster.cluster().largestNodeGpus())];
    }

    @Override
    public int score(int node, TaskDemand demand) {
      long before = measure.amount(cluster, node);
      if (!demand.isFractional()) {
        return scoreOf(before - measure.amountWith(cluster, node, demand));
      }
      amounts(node, demand);
      return scoreOf(before - amounts[best(before)]);
    }

    @Override
    public int device(int node, TaskDemand demand) {
      amounts(node, demand);
      return best(measure.amount(cluster, node));
    }

    private void amounts(int node, TaskDemand demand) {
      Arrays.fill(amounts, Long.MAX_VALUE);
      measure.amountsWith(cluster, node, demand, amounts);
    }

    /** The first device of those with the highest score. */
    private int best(long before) {
      int best = -1;
      int highest = -1;
      for (int device = 0; device < amounts.length; device++) {
        if (amounts[device] != Long.MAX_VALUE) {
          int score = scoreOf(before - amounts[device]);
          if (score > highest) {
            highest = score;
            best = device;
          }
        }
      }
      return best;
    }

    private int scoreOf(long gain) {
      int found = Arrays.binarySearch(leastForScore, gain);
      return found >= 0 ? found : -found - 2;
    }
  }

  /** The least gain, in thousandths times weight, that has each score from 0 to 99. */
  private static long[] thresholds(long weight) {
    double unit = 1.0 / (TaskDemand.WHOLE_GPU * (double) weight);
    long[] least = new long[SCORES];
    least[0] = Long.MIN_VALUE;
    for (int score = 1; score < SCORES; score++) {
      long low = -64L * TaskDemand.WHOLE_GPU * weight;
      long high = -low;
      while (low < high) {
        long middle = Math.floorDiv(low + high, 2);
        if (StrictMath.floor(SCORES / (1 + StrictMath.exp(-middle * unit))) >= score) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      least[score] = low;
    }
    return least;
  }
}
