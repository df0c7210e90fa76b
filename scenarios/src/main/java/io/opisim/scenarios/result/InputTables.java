package io.opisim.scenarios.result;

import io.opisim.models.execution.FabricNetwork;
import io.opisim.models.execution.InputBooks;
import io.opisim.scenarios.world.FabricStorage;
import io.opisim.scenarios.world.FabricStorage.Volume;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.TrainingRun;
import io.opisim.simcore.sharing.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes what training jobs read: ways to the storage, services on them, and what bound reads. */
final class InputTables {
  private static final double NANOS = 1e9;
  private static final String OWN_LIMIT = "own limit";

  private final Path folder;
  private final RunOutcome outcome;
  private final TrainingRun training;
  private final FabricStorage storage;
  private final double seconds;

  /** Tables of a run that is over, into a folder that exists. */
  InputTables(Path folder, RunOutcome outcome, TrainingRun training, FabricStorage storage) {
    this.folder = folder;
    this.outcome = outcome;
    this.training = training;
    this.storage = storage;
    long last = 0;
    for (long finish : outcome.finishNanos()) {
      last = Math.max(last, finish);
    }
    seconds = (last - outcome.jobs().get(0).arrivalNanos()) / NANOS;
  }

  void writeVolumes() throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.VOLUMES, 0)) {
      for (Volume volume : storage.volumes()) {
        rows(table, volume).stages();
      }
      for (int job = 0; job < outcome.jobs().size(); job++) {
        if (outcome.finished(job) && training.input(job) != null) {
          writeInput(table, job);
        }
      }
    }
  }

  private static StorageRows rows(TableWriter table, Volume volume) {
    return new StorageRows(table, volume.description(), volume.chain(), volume.number());
  }

  private void writeInput(TableWriter table, int job) {
    InputBooks bytes = training.input(job).books();
    Volume volume = storage.volumeOf(training.setup().kindOfJob().get(job).input().orElseThrow());
    long dropped = bytes.unusedBytes() + bytes.brokenBytes();
    table
        .put(volume.description().name())
        .put((long) volume.number())
        .put("input of " + outcome.jobs().get(job).id())
        .put("")
        .put(bytes.readBytes())
        .put(bytes.deliveredBytes())
        .put(0L)
        .put(dropped)
        .put(dropped > 0 ? "read ahead or for a step that was broken off" : "");
    table.endRow();
  }

  void writeOffloads() throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.OFFLOADS, 0)) {
      for (Volume volume : storage.volumes()) {
        rows(table, volume).services(seconds);
      }
    }
  }

  /** Resources of the ways, and those links of the fabric that bound a read. */
  void writeResources() throws IOException {
    Map<String, Double> bound = boundShares();
    FabricNetwork network = training.network();
    try (TableWriter table = new TableWriter(folder, ResultTable.RESOURCES, 0)) {
      for (Resource resource : storage.resources().all()) {
        writeResource(table, resource, bound);
      }
      network.visitUsedLinks(
          (link, resource) -> {
            if (bound.containsKey(resource.name())) {
              writeResource(table, resource, bound);
            }
          });
      table.put(OWN_LIMIT).put("").put("").put("").put(bound.getOrDefault(OWN_LIMIT, 0.0));
      table.endRow();
    }
  }

  private void writeResource(TableWriter table, Resource resource, Map<String, Double> bound) {
    double possible = resource.capacityPerSecond() * seconds;
    table
        .put(resource.name())
        .put(resource.capacityPerSecond())
        .put(resource.given())
        .put(Math.min(1, resource.given() / possible))
        .put(bound.getOrDefault(resource.name(), 0.0));
    table.endRow();
  }

  /** Of the reads seen moving bytes, the share that each bound; all ways together. */
  private Map<String, Double> boundShares() {
    double reads = 0;
    for (Volume volume : storage.volumes()) {
      reads += volume.chain().report().reads();
    }
    Map<String, Double> shares = new TreeMap<>();
    for (Volume volume : storage.volumes()) {
      double weight = volume.chain().report().reads() / reads;
      volume
          .bottlenecks()
          .shares()
          .forEach((name, share) -> shares.merge(name, weight * share, Double::sum));
    }
    return shares;
  }
}
