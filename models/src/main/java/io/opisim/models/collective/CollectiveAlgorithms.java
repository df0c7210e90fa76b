package io.opisim.models.collective;

import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The algorithms that are installed, ours and those of other jars. */
public final class CollectiveAlgorithms {
  private CollectiveAlgorithms() {}

  /**
   * All of them by id.
   *
   * @throws IllegalStateException if two share an id
   */
  public static SortedMap<String, CollectiveAlgorithm> all() {
    SortedMap<String, CollectiveAlgorithm> byId = new TreeMap<>();
    for (CollectiveAlgorithm found : ServiceLoader.load(CollectiveAlgorithm.class)) {
      CollectiveAlgorithm other = byId.put(found.id(), found);
      if (other != null) {
        throw new IllegalStateException(
            other.getClass() + " and " + found.getClass() + " are both called " + found.id());
      }
    }
    return byId;
  }

  /**
   * Those of the ids given, in their order.
   *
   * @throws IllegalArgumentException if one is not installed
   */
  public static List<CollectiveAlgorithm> of(Collection<String> ids) {
    SortedMap<String, CollectiveAlgorithm> all = all();
    for (String id : ids) {
      if (!all.containsKey(id)) {
        throw new IllegalArgumentException(
            "there is no collective algorithm " + id + ", but " + all.keySet());
      }
    }
    return ids.stream().map(all::get).toList();
  }
}
