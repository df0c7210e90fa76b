package io.opisim.models.offload;

import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sharing.Resource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The resources of a run by name, so that whoever uses the same thing shares it. */
public final class SharedResources {
  private final ActivityPool pool;
  private final Map<String, Resource> byName = new LinkedHashMap<>();

  /** None yet, in a pool. */
  public SharedResources(ActivityPool pool) {
    this.pool = pool;
  }

  /**
   * The resource of this name, made if it is new.
   *
   * @throws IllegalArgumentException if it exists with another capacity
   */
  public Resource get(String name, double capacityPerSecond) {
    Resource known = byName.get(name);
    if (known == null) {
      known = pool.resource(name, capacityPerSecond);
      byName.put(name, known);
    } else if (known.capacityPerSecond() != capacityPerSecond) {
      throw new IllegalArgumentException(
          name
              + " gives "
              + known.capacityPerSecond()
              + " a second and cannot also give "
              + capacityPerSecond);
    }
    return known;
  }

  /** All of them, in the order of their making. */
  public Collection<Resource> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** The pool they live in. */
  public ActivityPool pool() {
    return pool;
  }
}
