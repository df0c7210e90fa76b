package io.opisim.scenarios.study;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.EmulatedTables;
import io.opisim.scenarios.result.HostCoresFreed;
import io.opisim.scenarios.result.PlanningTables;
import io.opisim.scenarios.result.ResultTable;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.result.RunTables;
import io.opisim.scenarios.result.TrainingTables;
import io.opisim.scenarios.result.io.ChromeTrace;
import io.opisim.scenarios.scenario.Case;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.WorkloadSpec;
import io.opisim.scenarios.world.EmulatedRun;
import io.opisim.scenarios.world.EmulatedSetup;
import io.opisim.scenarios.world.JobExecutor;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.RunRecorder;
import io.opisim.scenarios.world.ServiceModel;
import io.opisim.scenarios.world.StuckRunException;
import io.opisim.scenarios.world.SustainedSearch;
import io.opisim.scenarios.world.TimedJobs;
import io.opisim.scenarios.world.TrainingRun;
import io.opisim.scenarios.world.TrainingSetup;
import io.opisim.scenarios.world.World;
import io.opisim.scheduler.Planning;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.oracle.UnlimitedCluster;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.NoProgressException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All runs of a scenario: cases times seeds, on as many threads as given, results in the order of
 * the file whatever the threads did.
 *
 * <p>Run {@code r} of every case has seed {@code seed + r} and draws from streams of the same
 * names: common random numbers, so that two cases differ by what they do and not by their luck.
 */
public final class Study {
  /** Hears of progress, from several threads. */
  @FunctionalInterface
  public interface Progress {
    /** So many runs of so many are done. */
    void runsDone(int done, int total);

    /** So much of all searches for plans is done; runs come after them. */
    default void searching(double share, int searches) {}
  }

  /** One thing to run. */
  private record Row(String id, Map<String, String> parameters, CaseSpec spec, boolean unlimited) {}

  private final Scenario scenario;
  private final Inputs inputs;
  private final Path runsFolder;

  /**
   * A study of a scenario.
   *
   * @param runsFolder an existing folder into which each run writes a folder of its own
   */
  public Study(Scenario scenario, Inputs inputs, Path runsFolder) {
    this.scenario = scenario;
    this.inputs = inputs;
    this.runsFolder = runsFolder;
  }

  /**
   * Runs everything.
   *
   * @throws InputException if input files are missing or wrong
   * @throws RunFailedException if a run cannot go on
   * @throws IOException if a table cannot be written
   */
  public List<CaseResult> run(int threads, Progress progress) throws IOException {
    List<Row> rows = rows();
    int total = rows.size() * scenario.runs();
    AtomicInteger done = new AtomicInteger();
    List<Callable<RunResult>> work = new ArrayList<>();
    for (Row row : rows) {
      for (int run = 0; run < scenario.runs(); run++) {
        long seed = scenario.seed() + run;
        work.add(
            () -> {
              RunResult result = runOnce(row, seed);
              progress.runsDone(done.incrementAndGet(), total);
              return result;
            });
      }
    }
    List<RunResult> runs = Workers.all(Math.min(threads, total), work);
    List<CaseResult> results = new ArrayList<>();
    for (int index = 0; index < rows.size(); index++) {
      Row row = rows.get(index);
      int first = index * scenario.runs();
      results.add(
          new CaseResult(row.id(), row.parameters(), runs.subList(first, first + scenario.runs())));
    }
    return HostCoresFreed.against(scenario.baseline(), results);
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Map<WorkloadSpec, Case> workloads = new LinkedHashMap<>();
    for (Case one : scenario.cases()) {
      rows.add(new Row(one.id(), one.parameters(), one.spec(), false));
      workloads.putIfAbsent(one.spec().workload(), one);
    }
    if (scenario.oracle()) {
      for (Case one : workloads.values()) {
        String id =
            workloads.size() == 1 ? UnlimitedCluster.ID : UnlimitedCluster.ID + "+" + one.id();
        rows.add(new Row(id, Map.of(), one.spec(), true));
      }
    }
    return rows;
  }

  private RunResult runOnce(Row row, long seed) throws IOException {
    CaseSpec spec = row.spec();
    Cluster cluster = inputs.cluster(spec.cluster());
    List<Job> jobs = inputs.jobs(spec, seed);
    if (spec.scheduling().quota().isPresent()) {
      Quotas.check(spec.scheduling().quota().get(), jobs);
    }
    RandomStream placementStream = new RandomStreams(seed).stream("placement");
    RunRecorder recorder =
        new RunRecorder(
            jobs.size(),
            records(ResultTable.TASKS, row) || records(ResultTable.WIDTHS, row),
            records(ResultTable.WAITS, row));
    ServiceModel service = row.unlimited() ? ServiceModel.IDEAL : inputs.service(spec, jobs, seed);
    Optional<TrainingRun> training = training(row, jobs, seed, service);
    Optional<EmulatedRun> emulated = emulated(row, jobs, seed);
    List<Planning> plannings = new ArrayList<>();
    World world =
        new World(
            cluster,
            jobs,
            row.unlimited()
                ? new UnlimitedCluster()
                : Policies.of(
                    spec.scheduling().policy(),
                    spec.scheduling(),
                    jobs,
                    training.map(TrainingRun::setup),
                    emulated.map(EmulatedRun::setup),
                    records(ResultTable.PLANNINGS, row)
                        ? Optional.of(plannings::add)
                        : Optional.empty()),
            SchedulerServices.placements().get(spec.scheduling().placement()),
            placementStream::nextInt,
            recorder,
            recorder.keepsWaits(),
            row.unlimited(),
            training
                .<JobExecutor.Factory>map(run -> run::in)
                .or(() -> emulated.map(run -> run::in))
                .orElse((simulation, state, done) -> new TimedJobs(simulation, jobs, done)),
            service);
    try {
      RunOutcome outcome = world.run();
      write(row, seed, outcome, recorder);
      PlanningTables.write(runsFolder.resolve(folderName(row.id(), seed)), plannings, jobs);
      if (training.isEmpty()
          && outcome.service().isPresent()
          && records(ResultTable.ATTRIBUTION, row)) {
        RunTables.writeAttribution(runsFolder.resolve(folderName(row.id(), seed)), outcome);
      }
      if (training.isPresent()) {
        writeTraining(row, seed, outcome, training.get());
      }
      List<SustainedSearch.Answer> sustained = List.of();
      if (emulated.isPresent()) {
        sustained = emulated.get().sustained();
        writeEmulated(row, seed, outcome, emulated.get(), sustained);
      }
      return RunFigures.of(seed, outcome, training, emulated, sustained, inputs.costs(spec));
    } catch (StuckRunException | NoProgressException stuck) {
      throw new RunFailedException(row.id(), seed, stuck);
    }
  }

  /** The oracle's jobs share nothing, so they take the time that they take alone. */
  private Optional<TrainingRun> training(Row row, List<Job> jobs, long seed, ServiceModel service)
      throws IOException {
    Optional<TrainingSetup> setup = inputs.training(row.spec(), jobs);
    if (row.unlimited()) {
      return Optional.empty();
    }
    boolean steps = records(ResultTable.STEPS, row) || traces(row);
    boolean contention = records(ResultTable.CONTENTION, row) || records(ResultTable.LINKS, row);
    RandomStreams streams = new RandomStreams(seed);
    return setup.map(
        shared -> new TrainingRun(jobs, shared, streams, steps, contention, service.costOfJob()));
  }

  private Optional<EmulatedRun> emulated(Row row, List<Job> jobs, long seed) throws IOException {
    Optional<EmulatedSetup> setup = inputs.emulated(row.spec(), jobs);
    return row.unlimited()
        ? Optional.empty()
        : setup.map(shared -> new EmulatedRun(jobs, shared, new RandomStreams(seed)));
  }

  private void writeEmulated(
      Row row,
      long seed,
      RunOutcome outcome,
      EmulatedRun run,
      List<SustainedSearch.Answer> sustained)
      throws IOException {
    EmulatedTables tables =
        new EmulatedTables(runsFolder.resolve(folderName(row.id(), seed)), outcome, run, sustained);
    for (ResultTable table : EmulatedTables.TABLES) {
      if (records(table, row)) {
        tables.write(table);
      }
    }
  }

  private void writeTraining(Row row, long seed, RunOutcome outcome, TrainingRun training)
      throws IOException {
    Path folder = runsFolder.resolve(folderName(row.id(), seed));
    TrainingTables tables = new TrainingTables(folder, outcome, training);
    for (ResultTable table : TrainingTables.TABLES) {
      if (records(table, row)) {
        tables.write(table);
      }
    }
    if (traces(row)) {
      ChromeTrace.write(folder, outcome, training);
    }
  }

  private boolean traces(Row row) {
    return !row.unlimited() && scenario.tables().contains(ChromeTrace.ID);
  }

  private boolean records(ResultTable table, Row row) {
    return !row.unlimited() && scenario.tables().contains(table.id());
  }

  private void write(Row row, long seed, RunOutcome outcome, RunRecorder recorder)
      throws IOException {
    // Not with its parents: they are gone when the result has been given up meanwhile.
    Path folder = Files.createDirectory(runsFolder.resolve(folderName(row.id(), seed)));
    RunTables.writeJobs(folder, outcome);
    if (records(ResultTable.TASKS, row)) {
      RunTables.writeTasks(folder, outcome, recorder);
    }
    if (records(ResultTable.WIDTHS, row)) {
      RunTables.writeWidths(folder, outcome, recorder);
    }
    if (records(ResultTable.WAITS, row)) {
      RunTables.writeWaits(folder, outcome, recorder);
    }
  }

  /** Name of the folder of a run. */
  public static String folderName(String caseId, long seed) {
    return caseId + "-" + seed;
  }
}
