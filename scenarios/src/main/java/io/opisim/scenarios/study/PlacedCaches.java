package io.opisim.scenarios.study;

import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.build.BackEndSpec;
import io.opisim.models.storage.build.CacheSpec;
import io.opisim.models.storage.build.CacheSpec.Place;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.scenarios.scenario.EmulatedTraining;
import io.opisim.scenarios.scenario.ReadGrain;
import io.opisim.scenarios.scenario.StorageCache;
import java.util.ArrayList;
import java.util.List;

/** The caches on the way of one kind of jobs: those of the storage, and the job's own. */
final class PlacedCaches {
  private PlacedCaches() {}

  /**
   * The caches of a job; those of no bytes are left out.
   *
   * @param caches of the storage
   * @param jobPath of the job in the scenario, for messages
   * @param bare the way to the storage
   * @param published whether the storage is a published system, as a whole
   * @param hit what one costs where the cache is
   * @throws InputException if a cache cannot be where it was put
   */
  static List<CacheSpec> of(
      List<StorageCache> caches,
      EmulatedTraining job,
      String jobPath,
      StorageDescription bare,
      boolean published,
      ServiceCost hit)
      throws InputException {
    List<CacheSpec> placed = new ArrayList<>();
    for (int index = 0; index < caches.size(); index++) {
      StorageCache one = caches.get(index);
      check(one, "cluster.storage.caches[" + index + "].place", bare, published);
      add(placed, one.place(), one.policy(), one.size().bytes(), hit);
    }
    job.cache().ifPresent(own -> add(placed, Place.PROGRAM, own.policy(), own.size().bytes(), hit));
    if (!placed.isEmpty() && job.reads() == ReadGrain.PER_BATCH) {
      throw FabricPlans.problem(
          jobPath + ".reads",
          "caches keep records, but the records of a batch are read as one",
          "leave it out, so that each record is a read");
    }
    return placed;
  }

  private static void add(
      List<CacheSpec> placed,
      Place place,
      CacheSpec.Policy policy,
      long capacityBytes,
      ServiceCost hit) {
    if (capacityBytes > 0) {
      placed.add(new CacheSpec(place, policy, capacityBytes, hit));
    }
  }

  private static void check(
      StorageCache cache, String path, StorageDescription bare, boolean published)
      throws InputException {
    if (cache.place() == Place.DPU && bare.clients().dpu().isEmpty()) {
      throw FabricPlans.problem(
          path, "there is no DPU to keep anything", "name one under cluster.dpu");
    }
    if (cache.place() != Place.SERVERS) {
      return;
    }
    if (bare.backEnd() instanceof BackEndSpec.Local) {
      throw FabricPlans.problem(path, "the drives are in the nodes", "take host");
    }
    if (published) {
      throw FabricPlans.problem(
          path,
          "a cache cannot be put into a published system",
          "what that keeps itself is within its published rate; describe the storage by its parts");
    }
  }
}
