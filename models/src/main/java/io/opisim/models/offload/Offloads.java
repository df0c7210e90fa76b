package io.opisim.models.offload;

import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The services that are installed, ours and those of other jars. */
public final class Offloads {
  private Offloads() {}

  /**
   * All of them by id.
   *
   * @throws IllegalStateException if two share an id
   */
  public static SortedMap<String, Offload> all() {
    SortedMap<String, Offload> byId = new TreeMap<>();
    for (Offload found : ServiceLoader.load(Offload.class)) {
      Offload other = byId.put(found.id(), found);
      if (other != null) {
        throw new IllegalStateException(
            other.getClass() + " and " + found.getClass() + " are both called " + found.id());
      }
    }
    return byId;
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException if it is not installed
   */
  public static Offload of(String id) {
    SortedMap<String, Offload> all = all();
    Offload offload = all.get(id);
    if (offload == null) {
      throw new IllegalArgumentException("there is no service " + id + ", but " + all.keySet());
    }
    return offload;
  }
}
