package io.opisim.scheduler.state;

import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.IntCursor;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Nodes that fit, in uniformly random order: nodes are drawn at random until one fits, which is the
 * cheap way while many fit; after a run of misses the few that do are listed and drawn from. Both
 * ways give each fitting node that is left the same chance.
 */
final class RandomNodes implements IntCursor {
  private static final int TRIES = 32;

  private final ClusterState state;
  private final TaskDemand demand;
  private final int nodes;
  private final IntUnaryOperator choice;

  private int[] given = new int[4];
  private int givenCount;
  private int[] left;
  private int leftCount;

  RandomNodes(ClusterState state, TaskDemand demand, int nodes, IntUnaryOperator choice) {
    this.state = state;
    this.demand = demand;
    this.nodes = nodes;
    this.choice = choice;
  }

  @Override
  public int next() {
    for (int tries = 0; left == null && tries < TRIES; tries++) {
      int node = choice.applyAsInt(nodes);
      if (state.fits(node, demand) && !isGiven(node)) {
        return give(node);
      }
    }
    if (left == null) {
      list();
    }
    if (leftCount == 0) {
      return -1;
    }
    int drawn = choice.applyAsInt(leftCount);
    int node = left[drawn];
    left[drawn] = left[--leftCount];
    return node;
  }

  private int give(int node) {
    if (givenCount == given.length) {
      given = Arrays.copyOf(given, givenCount * 2);
    }
    given[givenCount++] = node;
    return node;
  }

  private boolean isGiven(int node) {
    for (int i = 0; i < givenCount; i++) {
      if (given[i] == node) {
        return true;
      }
    }
    return false;
  }

  private void list() {
    left = new int[16];
    IntCursor fitting = state.inOrder(demand);
    for (int node = fitting.next(); node >= 0; node = fitting.next()) {
      if (!isGiven(node)) {
        if (leftCount == left.length) {
          left = Arrays.copyOf(left, leftCount * 2);
        }
        left[leftCount++] = node;
      }
    }
  }
}
