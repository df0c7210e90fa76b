package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Places tasks one after the other, each where it adds the least fragments.
 *
 * <p>What a shape of task adds on each node is kept until the node changes, so that a decision
 * costs a look at each node and little more.
 */
final class GradientStart {
  private static final long DOES_NOT_FIT = Long.MAX_VALUE;

  private final NodeLoads loads;
  private final Fragments fragments;
  private final long[] present;
  private final int[] version;
  private final List<Scores> scores = new ArrayList<>();

  private static final class Scores {
    final long[] added;
    final int[] device;
    final int[] version;

    Scores(int nodes) {
      added = new long[nodes];
      device = new int[nodes];
      version = new int[nodes];
      Arrays.fill(version, -1);
    }
  }

  /** Reads and changes these loads. */
  GradientStart(NodeLoads loads, Fragments fragments) {
    this.loads = loads;
    this.fragments = fragments;
    present = new long[loads.nodes];
    version = new int[loads.nodes];
    for (int node = 0; node < loads.nodes; node++) {
      present[node] = fragments.of(loads, node);
    }
  }

  /** Loads of a node have changed from outside. */
  void changed(int node) {
    present[node] = fragments.of(loads, node);
    version[node]++;
  }

  /** The site where the task adds the least fragments, or null where it fits nowhere. */
  Site best(TaskNeeds needs) {
    while (scores.size() <= needs.shape()) {
      scores.add(new Scores(loads.nodes));
    }
    Scores kept = scores.get(needs.shape());
    int best = -1;
    long least = DOES_NOT_FIT;
    for (int node = 0; node < loads.nodes; node++) {
      if (kept.version[node] != version[node]) {
        score(kept, needs, node);
      }
      if (kept.added[node] < least) {
        least = kept.added[node];
        best = node;
      }
    }
    return best < 0 ? null : new Site(best, kept.device[best]);
  }

  private void score(Scores kept, TaskNeeds needs, int node) {
    kept.version[node] = version[node];
    kept.added[node] = DOES_NOT_FIT;
    if (!loads.fitsNode(needs, node)) {
      return;
    }
    if (needs.shareMilli() == 0) {
      kept.added[node] = added(needs, new Site(node, 0));
      return;
    }
    boolean untouchedSeen = false;
    for (int device = 0; device < loads.gpus[node]; device++) {
      boolean untouched = loads.shareMilli[node * loads.devicesPerNode + device] == 0;
      if ((untouched && untouchedSeen) || !loads.fitsDevice(needs.shareMilli(), node, device)) {
        continue;
      }
      untouchedSeen |= untouched;
      long added = added(needs, new Site(node, device));
      if (added < kept.added[node]) {
        kept.added[node] = added;
        kept.device[node] = device;
      }
    }
  }

  private long added(TaskNeeds needs, Site site) {
    loads.hold(needs, site);
    long with = fragments.of(loads, site.node());
    loads.giveBack(needs, site);
    return with - present[site.node()];
  }

  /** Holds what the task needs at the site. */
  void hold(TaskNeeds needs, Site site) {
    loads.hold(needs, site);
    changed(site.node());
  }

  /** Gives back what the task holds at the site. */
  void giveBack(TaskNeeds needs, Site site) {
    loads.giveBack(needs, site);
    changed(site.node());
  }
}
