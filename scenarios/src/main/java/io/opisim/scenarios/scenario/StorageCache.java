package io.opisim.scenarios.scenario;

import io.opisim.models.storage.build.CacheSpec.Place;
import io.opisim.models.storage.build.CacheSpec.Policy;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import java.util.List;

/**
 * A cache on the way to the storage that all jobs share.
 *
 * @param place where it is
 * @param policy what it keeps
 * @param size of each, 0 for none
 */
public record StorageCache(
    @Key(
            value =
                "Where it is: host (a page cache in each node's memory), dpu (in each DPU's), or"
                    + " servers (one for all nodes).",
            example = "servers",
            byDefault = "host")
        Place place,
    @Key(
            value = "What it keeps: what was used last, or what came first.",
            example = "never-evict",
            byDefault = "least-recently-used")
        Policy policy,
    @Key(value = "Bytes of each; at servers, of all together. 0 B is no cache.", example = "1 TiB")
        DataSize size)
    implements Checked {
  @Override
  public List<Violation> violations() {
    return place == Place.PROGRAM
        ? List.of(
            new Violation(
                "place",
                "is a program's own",
                "write it as cache of the job under workload.emulated_training"))
        : List.of();
  }
}
