package io.opisim.scheduler;

import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The policies and placements found on the class path, by id. */
public final class SchedulerServices {
  private SchedulerServices() {}

  /** All policies. */
  public static SortedMap<String, SchedulingPolicy> policies() {
    return byId(SchedulingPolicy.class, SchedulingPolicy::id);
  }

  /** All placements. */
  public static SortedMap<String, Placement> placements() {
    return byId(Placement.class, Placement::id);
  }

  private static <T> SortedMap<String, T> byId(Class<T> type, Function<T, String> id) {
    SortedMap<String, T> found = new TreeMap<>();
    for (T service : ServiceLoader.load(type, SchedulerServices.class.getClassLoader())) {
      T other = found.putIfAbsent(id.apply(service), service);
      if (other != null) {
        throw new IllegalStateException(
            "two services are named "
                + id.apply(service)
                + ": "
                + other.getClass().getName()
                + " and "
                + service.getClass().getName());
      }
    }
    return found;
  }
}
