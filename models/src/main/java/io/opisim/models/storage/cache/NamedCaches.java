package io.opisim.models.storage.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The caches of a run by name, so that several ways past the same memory share what it keeps. */
public final class NamedCaches {
  private final Map<String, ObjectCache> byName = new LinkedHashMap<>();

  /** The cache of this name, made if it is new. */
  public ObjectCache get(String name, Supplier<ObjectCache> empty) {
    return byName.computeIfAbsent(name, unused -> empty.get());
  }
}
