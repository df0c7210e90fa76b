package io.opisim.scheduler.optimizer.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A plan that was there before, from which a new one should not differ more than it must.
 *
 * @param places of each job; null for a job that it did not have
 */
public record EarlierPlan(List<Place> places) {
  /**
   * What it had for a job.
   *
   * @param nodes node of each task; null if they are not all there any more
   * @param way how it was run, or -1 if that is no way any more
   * @param startSeconds when it was to start
   */
  public record Place(int[] nodes, int way, double startSeconds) {}

  /** Copies the list, which may have nulls. */
  public EarlierPlan {
    places = Collections.unmodifiableList(new ArrayList<>(places));
  }

  /** Whether a job goes to other nodes or another way than there; never for one it did not have. */
  boolean moves(int job, int way, int[] nodes) {
    Place place = places.get(job);
    if (place == null) {
      return false;
    }
    return place.way() != way
        || place.nodes() == null
        || !Arrays.equals(sorted(place.nodes()), sorted(nodes));
  }

  /** Its nodes for a job of so many tasks, or null if it has none for it. */
  int[] nodesOf(int job, int tasks) {
    Place place = places.get(job);
    boolean there = place != null && place.nodes() != null && place.nodes().length == tasks;
    return there ? place.nodes() : null;
  }

  private static int[] sorted(int[] nodes) {
    int[] sorted = nodes.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
