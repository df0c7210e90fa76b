package io.opisim.scheduler.state;

import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeScoring;
import java.util.Arrays;

/**
 * The scores of all nodes for one demand, in a tournament tree: the best node is at its root, and a
 * node that changes is played again up to the root. Ties go to the lower index.
 */
final class ScoredNodes {
  private static final int NONE = Integer.MIN_VALUE;

  private final ClusterState state;
  private final NodeScoring.Scorer scorer;
  private final TaskDemand demand;
  private final int[] scores;
  private final int leaves;

  /** Winner of every inner place; the children of place {@code i} are {@code 2i, 2i + 1}. */
  private final int[] winners;

  /** Changes of the cluster that this has seen. */
  private long seen = -1;

  /** The same demand without memory, which scores do not look at. */
  ScoredNodes(ClusterState state, NodeScoring.Scorer scorer, TaskDemand demand) {
    this.state = state;
    this.scorer = scorer;
    this.demand = demand;
    leaves = Math.max(2, Integer.highestOneBit(Math.max(1, state.nodes() - 1)) * 2);
    scores = new int[leaves];
    winners = new int[leaves];
    Arrays.fill(scores, NONE);
  }

  /** Scores again what has changed since the last time. */
  void catchUp(ChangeLog log) {
    if (seen < 0 || log.isForgotten(seen)) {
      for (int node = 0; node < state.nodes(); node++) {
        scores[node] = score(node);
      }
      for (int place = leaves - 1; place > 0; place--) {
        winners[place] = better(winnerOf(2 * place), winnerOf(2 * place + 1));
      }
    } else {
      for (long change = seen; change < log.changes(); change++) {
        if (log.isLatestOfItsNode(change)) {
          update(log.node(change));
        }
      }
    }
    seen = log.changes();
  }

  private void update(int node) {
    int score = score(node);
    if (score == scores[node]) {
      return;
    }
    scores[node] = score;
    for (int place = (leaves + node) / 2; place > 0; place /= 2) {
      winners[place] = better(winnerOf(2 * place), winnerOf(2 * place + 1));
    }
  }

  private int score(int node) {
    return state.fits(node, demand) ? scorer.score(node, demand) : NONE;
  }

  private int winnerOf(int place) {
    return place >= leaves ? place - leaves : winners[place];
  }

  private int better(int node, int other) {
    return scores[node] > scores[other] || (scores[node] == scores[other] && node < other)
        ? node
        : other;
  }

  /** Nodes that have room, the best first; valid until the cluster changes. */
  IntCursor bestFirst() {
    return new BestFirst();
  }

  /** A heap of subtrees, each with its winner still to be given. */
  private final class BestFirst implements IntCursor {
    private int[] heap = {1};
    private int size = 1;

    @Override
    public int next() {
      if (size == 0) {
        return -1;
      }
      int place = heap[0];
      int node = winnerOf(place);
      if (scores[node] == NONE) {
        size = 0;
        return -1;
      }
      heap[0] = heap[--size];
      siftDown();
      // What is left of the subtree: all that turn off on the way down to the winner.
      for (int below = leaves + node; below != place; below /= 2) {
        push(below ^ 1);
      }
      return node;
    }

    private void push(int place) {
      if (scores[winnerOf(place)] == NONE) {
        return;
      }
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 4 * size);
      }
      int at = size++;
      heap[at] = place;
      while (at > 0 && goesBefore(heap[at], heap[(at - 1) / 2])) {
        swap(at, (at - 1) / 2);
        at = (at - 1) / 2;
      }
    }

    private void siftDown() {
      int at = 0;
      while (true) {
        int best = at;
        for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
          best = goesBefore(heap[child], heap[best]) ? child : best;
        }
        if (best == at) {
          return;
        }
        swap(at, best);
        at = best;
      }
    }

    private boolean goesBefore(int place, int other) {
      return better(winnerOf(place), winnerOf(other)) == winnerOf(place);
    }

    private void swap(int one, int other) {
      int place = heap[one];
      heap[one] = heap[other];
      heap[other] = place;
    }
  }
}
