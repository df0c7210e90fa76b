package io.opisim.scheduler.state;

import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeScoring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of nodes by scoring and demand, each kept up to date when it is asked for.
 *
 * <p>Demands that have not been asked for the longest are forgotten when all scores together would
 * take more than some tens of megabytes.
 */
final class NodeScores {
  private static final int MOST_SCORES = 8_000_000;

  /** A demand without its memory. */
  private record Key(String scoring, int gpus, int gpuMilli, long cpuMilli, List<String> models) {
    /** Written out for the reason given at {@link TaskDemand#hashCode}. */
    @Override
    public int hashCode() {
      int hash = 31 * (31 * gpus + gpuMilli) + Long.hashCode(cpuMilli);
      return 31 * (31 * hash + models.hashCode()) + scoring.hashCode();
    }
  }

  private final ClusterState state;
  private final ChangeLog log;
  private final Map<String, NodeScoring.Scorer> scorers = new LinkedHashMap<>();
  private final Map<Key, ScoredNodes> scored;

  NodeScores(ClusterState state) {
    this.state = state;
    log = new ChangeLog(state.nodes());
    int most = Math.max(16, MOST_SCORES / state.nodes());
    scored =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, ScoredNodes> eldest) {
            return size() > most;
          }
        };
  }

  void changed(int node) {
    log.add(node);
  }

  NodeScoring.Scorer scorer(NodeScoring scoring) {
    NodeScoring.Scorer known = scorers.get(scoring.id());
    if (known == null) {
      known = scoring.on(state);
      scorers.put(scoring.id(), known);
    }
    return known;
  }

  IntCursor bestFirst(NodeScoring scoring, TaskDemand demand) {
    Key key =
        new Key(
            scoring.id(), demand.gpus(), demand.gpuMilli(), demand.cpuMilli(), demand.gpuModels());
    ScoredNodes nodes = scored.get(key);
    if (nodes == null) {
      TaskDemand withoutMemory =
          new TaskDemand(
              demand.gpus(), demand.gpuMilli(), demand.cpuMilli(), 0, demand.gpuModels());
      nodes = new ScoredNodes(state, scorer(scoring), withoutMemory);
      scored.put(key, nodes);
    }
    nodes.catchUp(log);
    IntCursor best = nodes.bestFirst();
    return () -> {
      int node = best.next();
      while (node >= 0 && state.freeMemoryBytes(node) < demand.memoryBytes()) {
        node = best.next();
      }
      return node;
    };
  }
}
