package io.opisim.models.storage.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps what came first and never gives it up: the caches of training data that do not thrash.
 *
 * <p>Models: an object is kept if it still fits. Ignores: parts of objects. Valid for: data read
 * once an epoch, in any order: a cache of a share c hits c of the reads from the second epoch on.
 * Source: Mohan et al., "Analyzing and Mitigating Data Stalls in DNN Training", VLDB 2021 (MinIO).
 */
public final class NeverEvictCache implements ObjectCache {
  private final long capacityBytes;
  private final Map<Long, Long> sizes = new LinkedHashMap<>();
  private long bytes;

  /** An empty cache. */
  public NeverEvictCache(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  @Override
  public boolean look(long object) {
    return sizes.containsKey(object);
  }

  @Override
  public void offer(long object, long objectBytes) {
    long old = sizes.getOrDefault(object, 0L);
    if (bytes - old + objectBytes <= capacityBytes) {
      sizes.put(object, objectBytes);
      bytes += objectBytes - old;
    } else if (old > 0) {
      sizes.remove(object);
      bytes -= old;
    }
  }

  @Override
  public long bytes() {
    return bytes;
  }
}
