package io.opisim.models.storage.cache;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.CacheLayer;
import io.opisim.models.storage.OperationShape;
import java.util.List;

/**
 * A cache in a chain, one for each client or one for all.
 *
 * <p>Models: a hit ends the way here and costs what serving it costs; a miss passes on, and the
 * object is offered to the cache when it arrives. Ignores: that two reads of an object on its way
 * could share one. Valid for: reads of whole objects.
 */
public final class CacheStage implements CacheLayer {
  private final String name;
  private final List<ObjectCache> caches;
  private final ClientSite site;
  private final ServiceCost serving;
  private long hits;
  private long misses;

  private CacheStage(String name, List<ObjectCache> caches, ClientSite site, ServiceCost serving) {
    this.name = name;
    this.caches = caches;
    this.site = site;
    this.serving = serving;
  }

  /**
   * A cache at each client's place.
   *
   * @param caches one for each client, in their order
   * @param serving what a hit costs there
   */
  public static CacheStage perClient(
      String name, List<ObjectCache> caches, ClientSite site, ServiceCost serving) {
    return new CacheStage(name, List.copyOf(caches), site, serving);
  }

  /** One cache for all clients. */
  public static CacheStage shared(
      String name, ObjectCache cache, ClientSite site, ServiceCost serving) {
    return new CacheStage(name, List.of(cache), site, serving);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean look(int client, long object) {
    boolean hit = cache(client).look(object);
    hits += hit ? 1 : 0;
    misses += hit ? 0 : 1;
    return hit;
  }

  @Override
  public void passed(int client, long object, long bytes) {
    cache(client).offer(object, bytes);
  }

  @Override
  public void hitNeeds(OperationShape shape, long bytes, OperationNeeds needs) {
    site.of(shape.client()).run(serving, shape.commands(), bytes, 1, needs);
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    site.of(shape.client()).memory(1, above, needs);
  }

  @Override
  public long hits() {
    return hits;
  }

  @Override
  public long misses() {
    return misses;
  }

  private ObjectCache cache(int client) {
    return caches.get(caches.size() == 1 ? 0 : client);
  }
}
