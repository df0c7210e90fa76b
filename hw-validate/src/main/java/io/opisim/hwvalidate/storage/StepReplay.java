package io.opisim.hwvalidate.storage;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.catalog.StorageWorkload;
import io.opisim.models.storage.StorageService;
import io.opisim.models.workload.loader.EmulatedTrainer;
import io.opisim.models.workload.loader.EpochResult;
import io.opisim.models.workload.loader.LoaderWorkers;
import io.opisim.models.workload.loader.RecordSizes;
import io.opisim.models.workload.loader.TrainerPlan;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A measured run, replayed: every rank waits for every batch as long as it did, computes as long as
 * it did, and meets the others at the barrier. What measured steps do not hold is one overhead per
 * step; it is taken from the first epoch's samples/s.
 */
public final class StepReplay {
  private static final List<String> STEP_COLUMNS =
      List.of(
          "system",
          "workload",
          "accelerator_type",
          "run",
          "rank",
          "epoch",
          "step",
          "load_s",
          "proc_s");
  private static final List<String> RUN_COLUMNS =
      List.of(
          "submitter",
          "system",
          "workload",
          "accelerator_type",
          "run",
          "epoch_au_pct",
          "epoch_throughput_samples_per_s");

  private final String name;
  private final StorageWorkload workload;
  private final double[] publishedAu;
  private final double[] publishedSamples;
  private final SortedMap<Integer, Epoch> epochs;

  /** Seconds by rank and step. */
  private record Epoch(double[][] loadSeconds, double[][] computeSeconds) {}

  /** One epoch beside what was published for it. */
  public record Compared(
      int epoch,
      double publishedAu,
      double predictedAu,
      double publishedSamples,
      double predictedSamples) {}

  /**
   * A replay.
   *
   * @param overheadSeconds taken from the first epoch's samples/s
   * @param judged the other epochs with that overhead
   * @param withOwnOverhead all epochs, each with the overhead that gives its own samples/s: what is
   *     left to predict is the definition of utilisation
   */
  public record Outcome(
      double overheadSeconds, List<Compared> judged, List<Compared> withOwnOverhead) {
    /** Copies the lists. */
    public Outcome {
      judged = List.copyOf(judged);
      withOwnOverhead = List.copyOf(withOwnOverhead);
    }
  }

  private StepReplay(
      String name,
      StorageWorkload workload,
      double[] publishedAu,
      double[] publishedSamples,
      SortedMap<Integer, Epoch> epochs) {
    this.name = name;
    this.workload = workload;
    this.publishedAu = publishedAu;
    this.publishedSamples = publishedSamples;
    this.epochs = epochs;
  }

  /**
   * The runs in a table of steps.
   *
   * @param steps per accelerator, epoch and step
   * @param runs what was published of each run, epoch by epoch
   * @throws InvalidTableException if a run of the steps is not among the runs, or steps are missing
   */
  public static List<StepReplay> read(Path steps, Path runs) {
    CsvTable measured = CsvTable.read(steps, STEP_COLUMNS);
    CsvTable published = CsvTable.read(runs, RUN_COLUMNS);
    SortedMap<String, List<CsvTable.Row>> byRun = new TreeMap<>();
    for (CsvTable.Row row : measured.rows()) {
      byRun.computeIfAbsent(runKey(row, row.text("system")), unused -> new ArrayList<>()).add(row);
    }
    Catalog catalog = StorageTables.catalog();
    List<StepReplay> replays = new ArrayList<>();
    byRun.forEach(
        (key, rows) -> {
          CsvTable.Row first = rows.get(0);
          CsvTable.Row run =
              published.rows().stream()
                  .filter(
                      row ->
                          runKey(row, row.text("submitter") + "/" + row.text("system")).equals(key))
                  .findFirst()
                  .orElseThrow(() -> problem(first, "is not among the published runs: " + key));
          String id = first.text("workload") + "-" + first.text("accelerator_type");
          replays.add(
              new StepReplay(
                  key,
                  StorageTables.workload(catalog, id),
                  numbers(run, "epoch_au_pct"),
                  numbers(run, "epoch_throughput_samples_per_s"),
                  epochs(rows)));
        });
    return replays;
  }

  private static String runKey(CsvTable.Row row, String system) {
    return String.join(
        " ", system, row.text("workload"), row.text("accelerator_type"), "run", row.text("run"));
  }

  private static double[] numbers(CsvTable.Row row, String column) {
    return Arrays.stream(row.text(column).split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static SortedMap<Integer, Epoch> epochs(List<CsvTable.Row> rows) {
    int ranks = 0;
    SortedMap<Integer, Integer> steps = new TreeMap<>();
    for (CsvTable.Row row : rows) {
      ranks = Math.max(ranks, (int) row.number("rank") + 1);
      steps.merge((int) row.number("epoch"), (int) row.number("step") + 1, Math::max);
    }
    SortedMap<Integer, Epoch> epochs = new TreeMap<>();
    for (int epoch : steps.keySet()) {
      int count = steps.get(epoch);
      epochs.put(epoch, new Epoch(new double[ranks][count], new double[ranks][count]));
    }
    for (CsvTable.Row row : rows) {
      Epoch epoch = epochs.get((int) row.number("epoch"));
      int rank = (int) row.number("rank");
      int step = (int) row.number("step");
      double load = row.number("load_s");
      double compute = row.number("proc_s") - load;
      if (!(load >= 0 && compute > 0)) {
        throw problem(row, "needs a load time and a longer processing time");
      }
      epoch.loadSeconds[rank][step] = load;
      epoch.computeSeconds[rank][step] = compute;
    }
    epochs.forEach((number, epoch) -> checkComplete(rows.get(0), number, epoch));
    return epochs;
  }

  private static void checkComplete(CsvTable.Row row, int number, Epoch epoch) {
    for (double[] steps : epoch.computeSeconds) {
      if (Arrays.stream(steps).anyMatch(seconds -> seconds == 0)) {
        throw problem(row, "lacks steps in epoch " + number);
      }
    }
  }

  private static InvalidTableException problem(CsvTable.Row row, String message) {
    return new InvalidTableException(List.of(row.problem("", message, "")));
  }

  /** The run, in words. */
  public String name() {
    return name;
  }

  /** The epoch that the overhead comes from. */
  public int fittedEpoch() {
    return epochs.firstKey();
  }

  /** Replays all epochs. */
  public Outcome replay() {
    int first = fittedEpoch();
    double overhead = overheadOf(first);
    List<Compared> judged = new ArrayList<>();
    List<Compared> withOwn = new ArrayList<>();
    for (int number : epochs.keySet()) {
      withOwn.add(compared(number, overheadOf(number)));
      if (number != first) {
        judged.add(compared(number, overhead));
      }
    }
    return new Outcome(overhead, judged, withOwn);
  }

  /** What each step lacks for the epoch to be as long as its samples/s say. */
  private double overheadOf(int number) {
    EpochResult bare = replay(epochs.get(number), 0);
    double measured = bare.seconds() * bare.samplesPerSecond() / publishedSamples[number - 1];
    return Math.max(0, (measured - bare.seconds()) / epochs.get(number).loadSeconds[0].length);
  }

  private Compared compared(int number, double overheadSeconds) {
    EpochResult result = replay(epochs.get(number), overheadSeconds);
    return new Compared(
        number,
        publishedAu[number - 1] / 100,
        result.au(),
        publishedSamples[number - 1],
        result.samplesPerSecond());
  }

  private EpochResult replay(Epoch epoch, double overheadSeconds) {
    int ranks = epoch.loadSeconds.length;
    int batch = workload.batchSize().value();
    TrainerPlan plan =
        TrainerPlan.of(
                ranks,
                epoch.loadSeconds[0].length,
                1,
                batch,
                workload.stepTime().value().seconds(),
                new LoaderWorkers(0, 0))
            .withOverhead(overheadSeconds);
    Simulation simulation = new Simulation();
    return EmulatedTrainer.run(
            simulation,
            new MeasuredReads(simulation, epoch.loadSeconds),
            plan,
            RecordSizes.equal(Math.round(batch * workload.recordBytes().value())),
            (unused, rank, step) ->
                SimulatedTime.nanosFromSeconds(epoch.computeSeconds[rank][step]))
        .epochs()
        .get(0);
  }

  /** A storage whose n-th read of a stream takes as long as the rank's n-th wait did. */
  private static final class MeasuredReads implements StorageService {
    private final double[][] seconds;
    private final int[] read;
    private final Timer[] timers;
    private final CompletionHandler[] handlers;
    private final int[] subjects;

    MeasuredReads(Simulation simulation, double[][] seconds) {
      this.seconds = seconds;
      read = new int[seconds.length];
      handlers = new CompletionHandler[seconds.length];
      subjects = new int[seconds.length];
      timers = new Timer[seconds.length];
      for (int stream = 0; stream < timers.length; stream++) {
        timers[stream] = simulation.timer(0, one -> handlers[one].completed(subjects[one]), stream);
      }
    }

    @Override
    public void read(int client, int stream, long bytes, CompletionHandler done, int subject) {
      handlers[stream] = done;
      subjects[stream] = subject;
      timers[stream].after(SimulatedTime.nanosFromSeconds(seconds[stream][read[stream]++]));
    }

    @Override
    public void write(int client, int stream, long bytes, CompletionHandler done, int subject) {
      throw new UnsupportedOperationException("measured reads hold no write");
    }
  }
}
