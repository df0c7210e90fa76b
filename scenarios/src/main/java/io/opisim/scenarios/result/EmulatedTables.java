package io.opisim.scenarios.result;

import io.opisim.models.workload.loader.ReadBooks;
import io.opisim.scenarios.world.EmulatedRun;
import io.opisim.scenarios.world.EmulatedRun.Volume;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.SustainedSearch;
import io.opisim.simcore.sharing.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what a run of emulated training jobs recorded of storage, services and ranks. */
public final class EmulatedTables {
  /** The tables that this class writes. */
  public static final List<ResultTable> TABLES =
      List.of(
          ResultTable.VOLUMES,
          ResultTable.OFFLOADS,
          ResultTable.RESOURCES,
          ResultTable.SUSTAINED,
          ResultTable.ATTRIBUTION);

  private static final double NANOS = 1e9;

  private final Path folder;
  private final RunOutcome outcome;
  private final EmulatedRun run;
  private final List<SustainedSearch.Answer> sustained;
  private final double seconds;
  private final ResourceFigures figures;

  /** Tables of a run that is over, into a folder that exists. */
  public EmulatedTables(
      Path folder, RunOutcome outcome, EmulatedRun run, List<SustainedSearch.Answer> sustained) {
    this.folder = folder;
    this.outcome = outcome;
    this.run = run;
    this.sustained = sustained;
    long last = 0;
    for (int job = 0; job < outcome.jobs().size(); job++) {
      last = Math.max(last, outcome.finishNanos()[job]);
    }
    seconds = (last - outcome.jobs().get(0).arrivalNanos()) / NANOS;
    figures = new ResourceFigures(run, seconds);
  }

  /** Writes one of {@link #TABLES}. */
  public void write(ResultTable table) throws IOException {
    switch (table) {
      case VOLUMES -> writeVolumes();
      case OFFLOADS -> writeOffloads();
      case RESOURCES -> writeResources();
      case SUSTAINED -> writeSustained();
      case ATTRIBUTION -> writeAttribution();
      default -> throw new IllegalArgumentException(table.id() + " is none of these tables");
    }
  }

  private void writeVolumes() throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.VOLUMES, 0)) {
      int way = 0;
      for (Volume volume : run.volumes()) {
        new StorageRows(table, volume.description(), volume.chain(), way).stages();
        way++;
      }
      for (int job = 0; job < outcome.jobs().size(); job++) {
        if (outcome.finished(job)) {
          writeLoader(table, job);
        }
      }
    }
  }

  private void writeLoader(TableWriter table, int job) {
    ReadBooks bytes = run.bytes(job);
    var kind = run.setup().kindOfJob().get(job);
    table
        .put(kind.storage().name())
        .put(way(kind.storage()))
        .put("loader of " + outcome.jobs().get(job).id())
        .put("")
        .put(bytes.readBytes())
        .put(bytes.deliveredBytes())
        .put(0L)
        .put(bytes.unusedPrefetchBytes())
        .put(bytes.unusedPrefetchBytes() > 0 ? "unused prefetch" : "");
    table.endRow();
  }

  private long way(Object description) {
    long way = 0;
    for (Volume volume : run.volumes()) {
      if (volume.description().equals(description)) {
        return way;
      }
      way++;
    }
    throw new IllegalStateException("a job took no way to its storage");
  }

  private void writeOffloads() throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.OFFLOADS, 0)) {
      long way = 0;
      for (Volume volume : run.volumes()) {
        new StorageRows(table, volume.description(), volume.chain(), way).services(seconds);
        way++;
      }
    }
  }

  static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void writeResources() throws IOException {
    int count = run.resources().all().size();
    try (TableWriter table = new TableWriter(folder, ResultTable.RESOURCES, count)) {
      for (Resource resource : run.resources().all()) {
        table
            .put(resource.name())
            .put(resource.capacityPerSecond())
            .put(resource.given())
            .put(figures.utilisation(resource))
            .put(boundShare(resource.name()));
        table.endRow();
      }
      table.put("own limit").put("").put("").put("").put(boundShare("own limit"));
      table.endRow();
    }
  }

  /** Of the reads seen moving bytes, the share that this bound; all ways together. */
  private double boundShare(String resource) {
    double share = 0;
    double reads = 0;
    for (Volume volume : run.volumes()) {
      double own = volume.chain().report().reads();
      Map<String, Double> shares = volume.bottlenecks().shares();
      share += own * shares.getOrDefault(resource, 0.0);
      reads += own;
    }
    return reads == 0 ? 0 : share / reads;
  }

  private void writeSustained() throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.SUSTAINED, 0)) {
      for (SustainedSearch.Answer answer : sustained) {
        for (SustainedSearch.Try one : answer.tries()) {
          table
              .put(answer.job())
              .put(one.accelerators())
              .put(one.au())
              .put(one.samplesPerSecond())
              .put(one.enough() ? "yes" : "no")
              .put(one.accelerators() == answer.sustained() ? "yes" : "no");
          table.endRow();
        }
      }
    }
  }

  private void writeAttribution() throws IOException {
    long rows = outcome.jobs().stream().mapToLong(job -> job.gpus()).sum();
    try (TableWriter table = new TableWriter(folder, ResultTable.ATTRIBUTION, rows)) {
      for (int job = 0; job < outcome.jobs().size(); job++) {
        for (int rank = 0; outcome.finished(job) && rank < outcome.jobs().get(job).gpus(); rank++) {
          table
              .put(outcome.jobs().get(job).id())
              .put(rank)
              .put(outcome.cluster().nodes().get(run.node(job, rank)).name())
              .put(run.device(job, rank));
          for (long nanos : run.rankNanos(outcome, job, rank)) {
            table.putSeconds(nanos);
          }
          table.putSeconds(outcome.jctNanos(job));
          table.endRow();
        }
      }
    }
  }
}
