package io.opisim.scheduler.optimizer.joint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Whose turn it is: in the whole, and on each node among the jobs bound to it. */
final class Turns {
  private final int[] order;
  private final boolean[] gone;
  private final int[][] boundTo;
  private final List<List<Integer>> onNode = new ArrayList<>();
  private final int[] next;

  Turns(List<JobChoice> choices, int nodes) {
    order =
        IntStream.range(0, choices.size())
            .boxed()
            .sorted(Comparator.comparingInt(job -> choices.get(job).position()))
            .mapToInt(job -> job)
            .toArray();
    gone = new boolean[order.length];
    boundTo = new int[order.length][];
    next = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      onNode.add(null);
    }
    for (int job : order) {
      if (choices.get(job).spot() instanceof Spot.Nodes bound) {
        boundTo[job] = bound.nodes();
        for (int node : bound.nodes()) {
          if (onNode.get(node) == null) {
            onNode.set(node, new ArrayList<>());
          }
          onNode.get(node).add(job);
        }
      }
    }
  }

  /** All jobs, first one first. */
  int[] order() {
    return order;
  }

  /** Whether all jobs before it on its nodes have started. */
  boolean isNext(int job) {
    for (int node : boundTo[job]) {
      List<Integer> here = onNode.get(node);
      while (gone[here.get(next[node])]) {
        next[node]++;
      }
      if (here.get(next[node]) != job) {
        return false;
      }
    }
    return true;
  }

  void started(int job) {
    gone[job] = true;
  }
}
