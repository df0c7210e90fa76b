package io.opisim.models.storage.build;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.storage.StorageStage;
import io.opisim.models.storage.cache.CacheStage;
import io.opisim.models.storage.cache.LruCache;
import io.opisim.models.storage.cache.NamedCaches;
import io.opisim.models.storage.cache.NeverEvictCache;
import io.opisim.models.storage.cache.ObjectCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the stages that answer from a cache.
 *
 * @param description of the way
 * @param caches of the run
 */
record CacheStages(StorageDescription description, NamedCaches caches) {
  /** Adds those of a place, in the description's order. */
  void add(CacheSpec.Place place, ClientSite at, List<StorageStage> stages) {
    for (CacheSpec spec : description.caches()) {
      if (spec.place() == place) {
        String name = "cache " + place.name().toLowerCase(Locale.ROOT);
        stages.add(
            place == CacheSpec.Place.SERVERS
                ? CacheStage.shared(name, named(description.name(), spec), at, spec.serving())
                : CacheStage.perClient(name, ofClients(spec), at, spec.serving()));
      }
    }
  }

  private List<ObjectCache> ofClients(CacheSpec spec) {
    List<ObjectCache> all = new ArrayList<>();
    for (int client = 0; client < description.clients().hosts(); client++) {
      boolean own = spec.place() == CacheSpec.Place.PROGRAM;
      all.add(own ? empty(spec) : named("client-" + client, spec));
    }
    return all;
  }

  private ObjectCache named(String where, CacheSpec spec) {
    return caches.get(where + " " + spec.place(), () -> empty(spec));
  }

  private static ObjectCache empty(CacheSpec spec) {
    return spec.policy() == CacheSpec.Policy.NEVER_EVICT
        ? new NeverEvictCache(spec.capacityBytes())
        : new LruCache(spec.capacityBytes());
  }
}
