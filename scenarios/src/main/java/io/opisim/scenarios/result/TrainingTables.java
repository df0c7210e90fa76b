package io.opisim.scenarios.result;

import io.opisim.models.execution.ContentionBook;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the tables of training jobs that share a fabric. */
public final class TrainingTables {
  /** The tables it writes. */
  public static final List<ResultTable> TABLES =
      List.of(
          ResultTable.LINKS,
          ResultTable.STEPS,
          ResultTable.ATTRIBUTION,
          ResultTable.CONTENTION,
          ResultTable.VOLUMES,
          ResultTable.OFFLOADS,
          ResultTable.RESOURCES);

  private static final double NANOS = 1e9;

  private final Path folder;
  private final RunOutcome outcome;
  private final TrainingRun training;
  private final Fabric fabric;

  /** Tables of a run that is over, into a folder that exists. */
  public TrainingTables(Path folder, RunOutcome outcome, TrainingRun training) {
    this.folder = folder;
    this.outcome = outcome;
    this.training = training;
    fabric = training.network().fabric();
  }

  /** Writes one of {@link #TABLES}. */
  public void write(ResultTable table) throws IOException {
    switch (table) {
      case LINKS -> writeLinks();
      case STEPS -> writeSteps();
      case ATTRIBUTION -> writeAttribution();
      case CONTENTION -> writeContention();
      case VOLUMES, OFFLOADS, RESOURCES -> writeInput(table);
      default -> throw new IllegalArgumentException(table.id() + " is none of these tables");
    }
  }

  /** Of jobs that read; others have none of these tables. */
  private void writeInput(ResultTable table) throws IOException {
    if (training.storage().isEmpty()) {
      return;
    }
    InputTables tables = new InputTables(folder, outcome, training, training.storage().get());
    if (table == ResultTable.VOLUMES) {
      tables.writeVolumes();
    } else if (table == ResultTable.OFFLOADS) {
      tables.writeOffloads();
    } else {
      tables.writeResources();
    }
  }

  /** What jobs lost on one link. */
  private static final class Loss {
    private long jobs;
    private long nanos;
    private int lastJob = -1;

    void add(int job, long lostNanos) {
      if (job != lastJob) {
        jobs++;
        nanos += lostNanos;
        lastJob = job;
      }
    }
  }

  private void writeLinks() throws IOException {
    SortedMap<Integer, Loss> losses = new TreeMap<>();
    training
        .contention()
        .ifPresent(
            book ->
                book.visit(
                    (job, link, lostNanos, otherJob, sharedNanos) ->
                        losses.computeIfAbsent(link, unused -> new Loss()).add(job, lostNanos)));
    double seconds = (training.endNanos() - outcome.jobs().get(0).arrivalNanos()) / NANOS;
    Loss none = new Loss();
    int[] rows = new int[1];
    training.network().visitUsedLinks((link, resource) -> rows[0]++);
    try (TableWriter table = new TableWriter(folder, ResultTable.LINKS, rows[0])) {
      training
          .network()
          .visitUsedLinks(
              (link, resource) -> {
                Loss loss = losses.getOrDefault(link, none);
                double capacity = resource.capacityPerSecond();
                table
                    .put(fabric.linkName(link))
                    .put(capacity)
                    .put((long) StrictMath.rint(resource.given()))
                    .put(resource.given() / (capacity * seconds))
                    .put(loss.jobs)
                    .putSeconds(loss.nanos);
                table.endRow();
              });
    }
  }

  private void writeSteps() throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.STEPS, training.steps().rows())) {
      training
          .steps()
          .visit(
              (job, step, startNanos, endNanos, nanosByClass) -> {
                table
                    .put(outcome.jobs().get(job).id())
                    .put(step)
                    .putSeconds(startNanos)
                    .putSeconds(endNanos);
                putAll(table, nanosByClass);
                table.endRow();
              });
    }
  }

  private void writeAttribution() throws IOException {
    long rows = 0;
    for (int job = 0; job < outcome.jobs().size(); job++) {
      rows += outcome.finished(job) ? outcome.jobs().get(job).gpus() : 0;
    }
    try (TableWriter table = new TableWriter(folder, ResultTable.ATTRIBUTION, rows)) {
      for (int job = 0; job < outcome.jobs().size(); job++) {
        if (outcome.finished(job)) {
          writeRanks(table, job);
        }
      }
    }
  }

  private void writeRanks(TableWriter table, int job) {
    Job described = outcome.jobs().get(job);
    int perNode = training.setup().acceleratorsPerNode();
    int[] places = training.places(job);
    for (int rank = 0; rank < places.length; rank++) {
      table
          .put(described.id())
          .put(rank)
          .put(outcome.cluster().nodes().get(places[rank] / perNode).name())
          .put(places[rank] % perNode);
      putAll(table, training.rankNanos(outcome, job, rank));
      table.putSeconds(outcome.jctNanos(job));
      table.endRow();
    }
  }

  private static void putAll(TableWriter table, long[] nanosByClass) {
    for (long nanos : nanosByClass) {
      table.putSeconds(nanos);
    }
  }

  private void writeContention() throws IOException {
    ContentionBook book = training.contention().orElseThrow();
    int[] rows = new int[1];
    book.visit((job, link, lostNanos, otherJob, sharedNanos) -> rows[0]++);
    try (TableWriter table = new TableWriter(folder, ResultTable.CONTENTION, rows[0])) {
      book.visit(
          (job, link, lostNanos, otherJob, sharedNanos) -> {
            table
                .put(outcome.jobs().get(job).id())
                .put(fabric.linkName(link))
                .putSeconds(lostNanos)
                .put(otherJob == ContentionBook.NOBODY ? "" : outcome.jobs().get(otherJob).id())
                .putSeconds(sharedNanos);
            table.endRow();
          });
    }
  }
}
