package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.compare.CheckpointSystems.Run;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.hwvalidate.training.SetApart;
import io.opisim.models.workload.checkpoint.CheckpointRates;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.simcore.stat.Quantiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Durations of checkpoints that MLPerf Storage published, each predicted from other runs.
 *
 * <p>Of each storage and operation the runs are put in order of size; the first, third, fifth ...
 * show how fast a rank, a host and the storage are at least, and these limits predict the others. A
 * storage seen in one run only takes the limits of the same client machines before another storage;
 * where there are none, its load is predicted from its save by the ratio of a rank's load to its
 * save on systems of which both were fitted. What nothing predicts is not judged.
 */
public final class CheckpointTimeValidation implements ValidationCase {
  private static final double BAND = 0.25;
  private static final String RUNS = "mlperf-storage-results/checkpoint_results.csv";
  private static final String SAMPLES = "mlperf-storage/v3.0-samples.csv";

  @Override
  public String id() {
    return "checkpoint-time";
  }

  @Override
  public String description() {
    return "Durations of published checkpoints, from other sizes or the other way on the same system.";
  }

  @Override
  public String fittedOn() {
    return "runs 1, 3, 5 ... of each storage and operation, by number of ranks";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    List<Problem> problems = new ArrayList<>();
    List<Run> shared =
        context.dataDirectory().isEmpty() && context.table().isPresent()
            ? List.of()
            : published(context, problems);
    List<Run> table =
        context.table().isPresent()
            ? CheckpointSystems.read(context.table().get(), problems)
            : shared;
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    Known known = new Known();
    groups(shared).values().forEach(group -> known.learn(SetApart.fitted(several(group))));
    double ratio = known.loadToSave();
    List<Run> all = new ArrayList<>(table);
    all.addAll(shared);
    List<ValidationReport.Point> points = new ArrayList<>();
    for (List<Run> group : groups(table).values()) {
      boolean seen = known.rates(group.get(0)).isPresent();
      List<Run> judged = group;
      if (!seen) {
        known.learn(SetApart.fitted(several(group)));
        judged = SetApart.judged(several(group));
      } else if (context.table().isEmpty()) {
        judged = SetApart.judged(several(group));
      }
      judged.forEach(run -> add(run, known.rates(run), points));
      if (several(group).isEmpty() && !seen) {
        Run alone = group.get(0);
        add(alone, known.before(alone).or(() -> fromSave(alone, all, ratio, known)), points);
      }
    }
    if (points.isEmpty()) {
      throw new InvalidTableException(
          List.of(
              new Problem(
                  context.table().map(Path::toString).orElse(RUNS),
                  0,
                  "",
                  "has no run that another one could predict",
                  "two sizes of one system and operation, or its save and its load")));
    }
    return report(points, table.size() - points.size(), known, ratio);
  }

  private ValidationReport report(
      List<ValidationReport.Point> points, int unjudged, Known known, double ratio) {
    long outside = points.stream().filter(point -> point.error() > BAND).count();
    String metric =
        String.format(
            Locale.ROOT,
            "%s of the duration; passes if every row is within 25 %% (%d are not); %d rows of the"
                + " table were fitted on or have nothing that predicts them; a rank reads %.2f"
                + " times as fast as it writes, fitted",
            ValidationReport.RELATIVE_ERROR,
            outside,
            unjudged,
            ratio);
    return ValidationReport.of(id(), metric, BAND, outside == 0, known.fittedOn, points);
  }

  private static List<Run> published(ValidationContext context, List<Problem> problems) {
    List<Run> runs =
        new ArrayList<>(CheckpointSystems.read(TrainingModels.published(context, RUNS), problems));
    Path samples = TrainingModels.published(context, SAMPLES);
    if (Files.exists(samples)) {
      List<String> there = runs.stream().map(Run::key).toList();
      CheckpointSystems.read(samples, problems).stream()
          .filter(run -> there.stream().noneMatch(run.key()::equals))
          .forEach(runs::add);
    }
    return runs;
  }

  /** By storage, save before load, and by size in each. */
  private static SortedMap<String, List<Run>> groups(List<Run> runs) {
    SortedMap<String, List<Run>> groups = new TreeMap<>();
    runs.stream()
        .sorted(Run.order())
        .forEach(
            run ->
                groups
                    .computeIfAbsent(
                        (run.load() ? "2" : "1") + run.storage(), key -> new ArrayList<>())
                    .add(run));
    return groups;
  }

  /** The group, or nothing where it is a single run. */
  private static List<Run> several(List<Run> group) {
    return group.size() > 1 ? group : List.of();
  }

  private static Optional<CheckpointRates> fromSave(
      Run load, List<Run> runs, double ratio, Known known) {
    Optional<Run> save =
        runs.stream()
            .filter(run -> !run.load() && run.storage().equals(load.storage()))
            .min(Run.order());
    if (!load.load() || save.isEmpty() || Double.isNaN(ratio)) {
      return Optional.empty();
    }
    known.fittedOn.add(save.get().key());
    return save.map(
        run ->
            CheckpointRates.seen(run.contents(), run.ranksPerHost(), run.seconds()).times(ratio));
  }

  private static void add(
      Run run, Optional<CheckpointRates> rates, List<ValidationReport.Point> points) {
    rates.ifPresent(
        known -> {
          double seconds = known.seconds(run.contents(), run.ranksPerHost());
          points.add(
              ValidationReport.Point.relative(
                  run.key() + " s, bound by " + bound(run, known, seconds),
                  run.seconds(),
                  seconds));
        });
  }

  /** The limits that ask for that time; several where one run has shown them all. */
  private static String bound(Run run, CheckpointRates rates, double seconds) {
    return Arrays.stream(CheckpointRates.Limit.values())
        .filter(
            limit ->
                rates.seconds(run.contents(), run.ranksPerHost(), limit) > seconds * (1 - 1e-9))
        .map(limit -> limit.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  /** Limits that fitted runs have shown. */
  private static final class Known {
    private final SortedMap<String, CheckpointRates> byStorage = new TreeMap<>();
    private final SortedMap<String, CheckpointRates> byClient = new TreeMap<>();
    private final List<String> fittedOn = new ArrayList<>();

    void learn(List<Run> runs) {
      for (Run run : runs) {
        CheckpointRates seen =
            CheckpointRates.seen(run.contents(), run.ranksPerHost(), run.seconds());
        byStorage.merge(run.storage() + run.operation(), seen, CheckpointRates::orMore);
        byClient.merge(run.client() + run.operation(), seen, CheckpointRates::orMore);
        fittedOn.add(run.key());
      }
    }

    Optional<CheckpointRates> rates(Run run) {
      return Optional.ofNullable(byStorage.get(run.storage() + run.operation()));
    }

    /** The limits of the run's client machines; of its storage nothing is known. */
    Optional<CheckpointRates> before(Run run) {
      return Optional.ofNullable(byClient.get(run.client() + run.operation()))
          .map(
              rates ->
                  new CheckpointRates(
                      rates.rankBytesPerSecond(),
                      rates.hostBytesPerSecond(),
                      Double.POSITIVE_INFINITY));
    }

    /** A rank's rate of reading ÷ that of writing, the median of all known; NaN without any. */
    double loadToSave() {
      List<Double> ratios = new ArrayList<>();
      for (Map.Entry<String, CheckpointRates> save : byStorage.entrySet()) {
        String key = save.getKey();
        if (key.endsWith("save")) {
          CheckpointRates load = byStorage.get(key.substring(0, key.length() - 4) + "load");
          if (load != null) {
            ratios.add(load.rankBytesPerSecond() / save.getValue().rankBytesPerSecond());
          }
        }
      }
      double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return sorted.length == 0 ? Double.NaN : Quantiles.ofSorted(sorted, 0.5);
    }
  }
}
