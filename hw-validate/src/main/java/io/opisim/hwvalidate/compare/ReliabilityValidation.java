package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.catalog.Provenance;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.fault.CheckpointedRun;
import io.opisim.models.fault.DeviceCounts;
import io.opisim.models.fault.DeviceKind;
import io.opisim.models.fault.FaultCause;
import io.opisim.models.fault.FaultProfile;
import io.opisim.models.fault.RunBooks;
import io.opisim.models.fault.RunPlan;
import io.opisim.models.workload.checkpoint.CheckpointContents;
import io.opisim.models.workload.checkpoint.CheckpointFormat;
import io.opisim.models.workload.checkpoint.CheckpointInterval;
import io.opisim.models.workload.checkpoint.CheckpointRates;
import io.opisim.models.workload.checkpoint.CheckpointTimes;
import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.ZeroStage;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.units.TimeSpan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Jobs that checkpoint and fail: simulated waste against the formulas, and the interruptions and
 * effective training time of Llama 3's run from its table of failures.
 */
public final class ReliabilityValidation implements ValidationCase {
  private static final double BAND = 0.05;
  private static final double DAY = 86_400;

  /** So many that chance is small against the 4 % which the first order itself is off. */
  private static final int FAILURES_PER_REPLICATION = 2000;

  private static final int LLAMA_RUNS_PER_REPLICATION = 4;
  private static final double LONGEST_RUN_SECONDS = 60 * DAY;
  private static final String COUNT = "count_in_54_days_16384_H100";
  private static final String PROFILE = "llama3-16384-h100";
  private static final double WINDOW_SECONDS = 54 * DAY;
  private static final DeviceCounts LLAMA_DEVICES = DeviceCounts.ofAccelerators(16_384, 8);
  private static final double EFFECTIVE = 0.9;

  /** 2 TB/s sustained, as its authors say. */
  private static final double LLAMA_STORAGE_BYTES_PER_SECOND = 2e12;

  /**
   * A job and its failures.
   *
   * @param between mean time between failures
   * @param stall of a checkpoint
   * @param restart after each failure
   * @param interval between checkpoints
   * @param firstOrder whether all is short enough against the time between failures
   */
  private record Setting(
      double between, double stall, double restart, double interval, boolean firstOrder) {
    String key() {
      return String.format(
          Locale.ROOT,
          "M %.0f s, C %.0f s, R %.0f s, every %.0f s",
          between,
          stall,
          restart,
          interval);
    }
  }

  private static final List<Setting> SETTINGS =
      List.of(
          young(11_124, 40, 300, true),
          young(11_124, 5, 300, true),
          young(86_400, 120, 600, true),
          young(432_000, 60, 900, true),
          new Setting(259_200, 40, 600, 10_800, true),
          young(3600, 60, 300, false),
          young(1800, 30, 600, false));

  private static Setting young(double between, double stall, double restart, boolean firstOrder) {
    double interval = CheckpointInterval.youngSeconds(stall, between);
    return new Setting(between, stall, restart, interval, firstOrder);
  }

  @Override
  public String id() {
    return "reliability";
  }

  @Override
  public String description() {
    return "Waste of jobs that checkpoint and fail against formulas, and Llama 3's interruptions.";
  }

  @Override
  public String fittedOn() {
    return "rates of the Llama 3 points: its table of interruptions; the waste: nothing";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    RandomStreams streams = new RandomStreams(context.masterSeed()).child("reliability");
    List<ValidationReport.Point> points = new ArrayList<>();
    FaultProfile published = profile();
    FaultProfile counted =
        context
            .table()
            .map(file -> CsvTable.read(file, List.of("component", COUNT)))
            .map(table -> counted(table, published))
            .orElse(published);
    for (Setting setting : SETTINGS) {
      compare(setting, streams.child(setting.key()), context.replications(), points);
    }
    double between = counted.secondsBetweenUnplanned(LLAMA_DEVICES);
    llama(counted, streams.child("llama"), context.replications(), points);
    boolean pass = points.stream().allMatch(point -> point.error() <= BAND);
    String metric =
        String.format(
            Locale.ROOT,
            "%s; of waste: share of wall time that is not kept, over at least %d failures each;"
                + " first order where checkpoint, interval and restart are short against M, without"
                + " approximation everywhere; of the effective training time, published as more"
                + " than 90 %%: what is missing to it (restarts of up to %.0f s would still reach"
                + " it)",
            ValidationReport.RELATIVE_ERROR,
            FAILURES_PER_REPLICATION * context.replications(),
            longestRestart(between));
    return ValidationReport.of(id(), metric, BAND, pass, List.of(fittedOn()), points);
  }

  private static void compare(
      Setting setting,
      RandomStreams streams,
      int replications,
      List<ValidationReport.Point> points) {
    double wanted = (double) FAILURES_PER_REPLICATION * replications * setting.between();
    int runs = (int) StrictMath.ceil(wanted / LONGEST_RUN_SECONDS);
    // As long a job as failures are wanted for, without any: there will be more of both.
    double work = setting.interval() * StrictMath.ceil(wanted / runs / setting.interval());
    RunPlan plan =
        new RunPlan(
            work,
            setting.interval(),
            CheckpointTimes.synchronous(setting.stall(), 0),
            setting.restart());
    FaultProfile profile = exponential(setting.between());
    DeviceCounts one = DeviceCounts.none().with(DeviceKind.NODE, 1);
    Sums sums = runs(plan, profile, one, streams, runs);
    double exact =
        CheckpointInterval.expectedWaste(
            setting.stall(), setting.interval(), setting.between(), setting.restart());
    String key = setting.key() + ", " + sums.unplanned() + " failures: waste";
    points.add(ValidationReport.Point.relative(key, exact, 1 - sums.goodput()));
    if (setting.firstOrder()) {
      double first =
          CheckpointInterval.waste(
              setting.stall(), setting.interval(), setting.between(), setting.restart());
      points.add(ValidationReport.Point.relative(key + ", first order", first, 1 - sums.goodput()));
    }
  }

  /** What several runs did together, in seconds: years of them do not fit into nanoseconds. */
  private record Sums(double usefulSeconds, double wallSeconds, long unplanned) {
    static Sums of(FaultProfile profile, RunBooks books) {
      long unplanned = 0;
      for (int cause = 0; cause < profile.causes().size(); cause++) {
        unplanned += profile.causes().get(cause).planned() ? 0 : books.interruptions().get(cause);
      }
      return new Sums(books.goodput() * books.wallSeconds(), books.wallSeconds(), unplanned);
    }

    Sums plus(Sums other) {
      return new Sums(
          usefulSeconds + other.usefulSeconds,
          wallSeconds + other.wallSeconds,
          unplanned + other.unplanned);
    }

    double goodput() {
      return usefulSeconds / wallSeconds;
    }
  }

  private static Sums runs(
      RunPlan plan, FaultProfile profile, DeviceCounts devices, RandomStreams streams, int runs) {
    List<Sums> each =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(i -> CheckpointedRun.run(plan, profile, devices, streams.child("run/" + i)))
            .map(books -> Sums.of(profile, books))
            .toList();
    // In the order of the runs, so that rounding does not depend on threads.
    Sums sum = each.get(0);
    for (Sums next : each.subList(1, each.size())) {
      sum = sum.plus(next);
    }
    return sum;
  }

  private static void llama(
      FaultProfile profile,
      RandomStreams streams,
      int replications,
      List<ValidationReport.Point> points) {
    double between = profile.secondsBetweenUnplanned(LLAMA_DEVICES);
    double save = llamaSaveSeconds();
    RunPlan plan =
        new RunPlan(
            WINDOW_SECONDS * EFFECTIVE,
            CheckpointInterval.dalySeconds(save, between),
            CheckpointTimes.synchronous(save, save),
            profile.restart().value().seconds());
    Sums sums =
        runs(plan, profile, LLAMA_DEVICES, streams, LLAMA_RUNS_PER_REPLICATION * replications);
    points.add(
        ValidationReport.Point.relative(
            "Llama 3, unexpected interruptions in 54 days",
            WINDOW_SECONDS / between,
            sums.unplanned() / sums.wallSeconds() * WINDOW_SECONDS));
    points.add(
        new ValidationReport.Point(
            "Llama 3, effective training time, at least",
            EFFECTIVE,
            sums.goodput(),
            StrictMath.max(0, EFFECTIVE - sums.goodput()) / EFFECTIVE));
  }

  /** 405B on 8 x 16 x 128 ranks, to the storage that its authors describe. */
  private static double llamaSaveSeconds() {
    CheckpointContents contents =
        CheckpointContents.of(
            CheckpointSystems.llama(126, 16_384, 53_248, 128, 8, 128_256),
            ParallelPlan.of(8, 16, 128, 2048, 1).withZero(ZeroStage.OPTIMIZER),
            CheckpointFormat.MEGATRON);
    double free = Double.POSITIVE_INFINITY;
    return new CheckpointRates(free, free, LLAMA_STORAGE_BYTES_PER_SECOND).seconds(contents, 8);
  }

  /** The longest restart with which nine tenths of the time are still kept. */
  private static double longestRestart(double between) {
    double save = llamaSaveSeconds();
    double interval = CheckpointInterval.dalySeconds(save, between);
    double low = 0;
    double high = between;
    while (high - low > 1) {
      double middle = (low + high) / 2;
      boolean enough =
          CheckpointInterval.expectedWaste(save, interval, between, middle) <= 1 - EFFECTIVE;
      low = enough ? middle : low;
      high = enough ? high : middle;
    }
    return low - save;
  }

  private static FaultProfile profile() {
    try {
      return TrainingModels.catalog().faults(PROFILE);
    } catch (CatalogException broken) {
      throw new IllegalStateException("the program's own catalog is broken", broken);
    }
  }

  /** A profile from counts; restart and repair as in the catalog, which estimates them. */
  private static FaultProfile counted(CsvTable table, FaultProfile published) {
    List<Problem> problems = new ArrayList<>();
    List<FaultCause> causes = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      double count = row.number(COUNT);
      if (count > 0) {
        double hours = 16_384 * WINDOW_SECONDS / 3600 / count;
        causes.add(cause(row.text("component"), DeviceKind.ACCELERATOR, hours));
      } else {
        problems.add(row.problem(COUNT, "not " + row.text(COUNT), "a positive number"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    published.causes().stream().filter(FaultCause::planned).forEach(causes::add);
    return new FaultProfile("table", table.name(), published.restart(), causes);
  }

  private static FaultProfile exponential(double between) {
    return new FaultProfile(
        "exponential",
        "one cause",
        here(new TimeSpan(0)),
        List.of(cause("failure", DeviceKind.NODE, between / 3600)));
  }

  private static FaultCause cause(String id, DeviceKind device, double hours) {
    return new FaultCause(id, device, false, here(hours), here(new TimeSpan(0)));
  }

  private static <T> Sourced<T> here(T value) {
    return new Sourced<>(
        value, Provenance.ESTIMATED, "set by the case", LocalDate.of(2026, 11, 22));
  }
}
