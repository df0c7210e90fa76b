package io.opisim.models.storage.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps what was used last: a page cache seen by whole objects.
 *
 * <p>Models: least recently used out first; an object larger than the cache is not kept. Ignores:
 * parts of objects, read-ahead, pages pinned by others. Valid for: objects small against the cache.
 * Of N equal objects read in a fixed order again and again it keeps none that helps unless all fit;
 * read in a new random order each epoch, a cache of a share c hits c + (1 − c) ln(1 − c) of the
 * reads. Source: Mattson et al., IBM Systems Journal 1970 (stack distances); the law of random
 * epochs is derived in docs/models/storage.md.
 */
public final class LruCache implements ObjectCache {
  private final long capacityBytes;
  private final LinkedHashMap<Long, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** An empty cache. */
  public LruCache(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  @Override
  public boolean look(long object) {
    return sizes.get(object) != null;
  }

  @Override
  public void offer(long object, long objectBytes) {
    if (objectBytes > capacityBytes) {
      return;
    }
    Long old = sizes.put(object, objectBytes);
    bytes += objectBytes - (old == null ? 0 : old);
    Iterator<Map.Entry<Long, Long>> oldest = sizes.entrySet().iterator();
    while (bytes > capacityBytes) {
      bytes -= oldest.next().getValue();
      oldest.remove();
    }
  }

  @Override
  public long bytes() {
    return bytes;
  }
}
