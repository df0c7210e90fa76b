package io.opisim.scenarios.result;

import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.ServiceTime;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.storage.StageBooks;
import io.opisim.models.storage.StorageChain;
import io.opisim.models.storage.build.FrontEndSpec;
import io.opisim.models.storage.build.StorageDescription;
import java.util.List;

/**
 * Rows of one way to a storage, for the tables of volumes and of offloads.
 *
 * @param table to write to
 * @param description of the way
 * @param chain that ran
 * @param way number of it
 */
record StorageRows(
    TableWriter table, StorageDescription description, StorageChain chain, long way) {
  /** A row for each stage. */
  void stages() {
    for (StageBooks stage : chain.report().stages()) {
      table
          .put(description.name())
          .put(way)
          .put(stage.stage())
          .put(stage.operations())
          .put(stage.below() + stage.answered())
          .put(stage.above())
          .put(stage.gained())
          .put(stage.dropped())
          .put(stage.gained() + stage.dropped() > 0 ? stage.reason() : "");
      table.endRow();
    }
  }

  /** A row for each service, of a run that lasted so long. */
  void services(double seconds) {
    for (PlacedService service : description.services()) {
      service(service, seconds);
    }
  }

  private void service(PlacedService service, double seconds) {
    StageBooks books = books(service);
    long bytes = Math.max(books.above(), books.below());
    double size = books.operations() == 0 ? 0 : (double) bytes / books.operations();
    double command = Math.min(size, commandBytes(description.frontEnd()));
    boolean each = service.service().perCommand();
    double operations = each && command > 0 ? bytes / command : books.operations();
    SiteSpec site = description.site(service.site()).orElseThrow();
    double cores = site.coreSeconds(service.cost(), operations, bytes) / seconds;
    boolean client = service.site().name().equals("HOST");
    boolean dpu = service.site().name().endsWith("DPU");
    boolean engine = site.engineFor(service.cost()).isPresent();
    table
        .put(description.name())
        .put(way)
        .put(service.service().id())
        .put(service.variant())
        .put(EmulatedTables.word(service.site().name()))
        .put(bytes / seconds)
        .put(operations / seconds)
        .put(ServiceTime.of(service.cost(), site, each ? command : size).latencySeconds())
        .put(client ? cores : 0)
        .put(dpu ? cores : 0)
        .put(client || dpu ? 0 : cores)
        .put(engine ? EmulatedTables.word(service.cost().engine().orElseThrow().name()) : "")
        .put(engine ? bytes / seconds / engineRate(site, service) : 0)
        .put(bytes * site.memoryPasses(service.cost()) / seconds);
    table.endRow();
  }

  /** What the engines of all such places together take in. */
  private double engineRate(SiteSpec site, PlacedService service) {
    int places =
        switch (service.site()) {
          case HOST, DPU -> description.clients().hosts();
          case STORAGE, STORAGE_DPU -> description.servers().orElseThrow().servers();
          case SWITCH -> 1;
        };
    return site.engineFor(service.cost()).orElseThrow().bytesPerSecond() * places;
  }

  private StageBooks books(PlacedService service) {
    List<StageBooks> stages = chain.report().stages();
    return stages.stream()
        .filter(stage -> stage.stage().equals(service.toString()))
        .findFirst()
        // A polled target is called by its volume.
        .or(() -> stages.stream().filter(stage -> stage.stage().startsWith("target ")).findFirst())
        .orElseThrow();
  }

  private static double commandBytes(FrontEndSpec frontEnd) {
    if (frontEnd instanceof FrontEndSpec.Nvme nvme) {
      return nvme.transferBytes();
    } else if (frontEnd instanceof FrontEndSpec.VirtioBlk virtio) {
      return virtio.transferBytes();
    } else if (frontEnd instanceof FrontEndSpec.Files files) {
      return files.transferBytes();
    }
    return ((FrontEndSpec.Objects) frontEnd).rangeBytes();
  }
}
