package io.opisim.tracereplay.synthetic;

import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceScan;
import io.opisim.tracereplay.philly.PhillyReader;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The fit of a {@link SyntheticLaw} to Philly's jobs.
 *
 * <p>Rows are taken in the order of arrival; the even ones are fitted (row 0 first), the odd ones
 * are held out and tell the quality. Classes of sizes are 1, 2 to 3, 4 to 7, 8 to 15, and 16 or
 * more GPUs. There is no chance in the fit: the same trace gives the same law, digit by digit.
 */
public final class PhillyFit {
  private static final int[] CLASS_STARTS = {1, 2, 4, 8, 16};
  private static final double HALF_SECOND = 0.5;
  private static final int MIN_JOBS = 100;

  private final List<TraceJob> jobs = new ArrayList<>();
  private final List<TraceJob> even;
  private final List<TraceJob> odd;

  private PhillyFit(TraceReader reader) throws IOException {
    TraceScan.read(
        reader,
        job -> {
          if (job.gpus() > 0 && job.durationNanos() > 0) {
            jobs.add(job);
          }
        });
    if (jobs.size() < MIN_JOBS) {
      throw new TraceProblemException(
          "job list",
          0,
          "a fit needs at least " + MIN_JOBS + " jobs with GPUs and run time, not " + jobs.size(),
          "fit to a longer trace");
    }
    jobs.sort(Comparator.comparingLong(TraceJob::arrivalNanos));
    even = IntStream.range(0, jobs.size()).filter(i -> i % 2 == 0).mapToObj(jobs::get).toList();
    odd = IntStream.range(0, jobs.size()).filter(i -> i % 2 == 1).mapToObj(jobs::get).toList();
  }

  /**
   * Where a law fitted to the public Philly job list comes from.
   *
   * @param fittedOn today, as 2026-01-31: nothing here looks at a clock
   */
  public static FittedLaw.Provenance provenance(String fittedOn) {
    return new FittedLaw.Provenance(
        "Microsoft Philly, 2017 (msr-fiddle/philly-traces), 56,203 jobs of the list"
            + " simulator/traces/philly.csv of petuum/adaptdl; Jeon et al., USENIX ATC 2019",
        "CC-BY-4.0",
        fittedOn,
        "opisim calibrate fit-synthetic --trace FILE",
        "maximum likelihood (expectation maximisation) on even rows; quality on odd rows");
  }

  /**
   * Fits a trace in the format {@code philly-jobs}.
   *
   * @param provenance told in the result as it is
   */
  public static FittedLaw fit(TraceReader reader, FittedLaw.Provenance provenance)
      throws IOException {
    return new PhillyFit(reader).fit(provenance);
  }

  private FittedLaw fit(FittedLaw.Provenance provenance) {
    double[] wallSeconds =
        jobs.stream().mapToDouble(job -> wallSeconds(job.arrivalNanos())).toArray();
    ArrivalFit arrivalFit = new ArrivalFit(wallSeconds);
    ArrivalFit.Result arrivals = arrivalFit.fitToEven();
    List<SyntheticLaw.SizeClass> classes = new ArrayList<>();
    double logLikelihood = 0;
    for (int i = 0; i < CLASS_STARTS.length; i++) {
      List<TraceJob> members = ofClass(even, i);
      if (members.isEmpty()) {
        continue;
      }
      // A recorded duration of x is anything above x - 1 s up to x: fitted at its middle.
      double[] durations = members.stream().mapToDouble(j -> seconds(j) - HALF_SECOND).toArray();
      // The longest of its own class: no 128 GPUs for as long as the longest job on one.
      double maxSeconds = members.stream().mapToDouble(PhillyFit::seconds).max().orElseThrow();
      LognormalMixtureFit.Result fitted = LognormalMixtureFit.fit(durations, maxSeconds);
      logLikelihood += fitted.logLikelihood();
      classes.add(
          new SyntheticLaw.SizeClass(
              Significant.rounded(members.size() / (double) even.size()),
              sizes(members),
              fitted.law(),
              groups(members)));
    }
    SyntheticLaw law = new SyntheticLaw(arrivals.law(), classes);
    double[] heldOutGaps = ArrivalFit.everySecond(arrivalFit.busyGaps(arrivals.law().rhythm()), 1);
    double ksGaps = Distances.kolmogorovSmirnov(heldOutGaps, arrivals.law()::cdf, 0);
    return new FittedLaw(
        provenance, quality(law, logLikelihood, arrivals.logLikelihood(), ksGaps), law);
  }

  private FittedLaw.Quality quality(
      SyntheticLaw law, double logLikelihoodDurations, double logLikelihoodGaps, double ksGaps) {
    SortedMap<Integer, Double> byClass = new TreeMap<>();
    for (SyntheticLaw.SizeClass sizeClass : law.classes()) {
      int start = classOf(sizeClass.sizes().get(0).gpus());
      double[] heldOut = ofClass(odd, start).stream().mapToDouble(PhillyFit::seconds).toArray();
      byClass.put(
          CLASS_STARTS[start],
          Significant.rounded(Distances.kolmogorovSmirnov(heldOut, sizeClass.durations()::cdf, 1)));
    }
    double[] heldOut = odd.stream().mapToDouble(PhillyFit::seconds).toArray();
    double ksAll =
        Distances.kolmogorovSmirnov(
            heldOut,
            x -> law.classes().stream().mapToDouble(c -> c.share() * c.durations().cdf(x)).sum(),
            1);
    return new FittedLaw.Quality(
        even.size(),
        odd.size(),
        Significant.rounded(logLikelihoodDurations),
        Significant.rounded(logLikelihoodGaps),
        Significant.rounded(ksAll),
        byClass,
        Significant.rounded(ksGaps),
        Significant.rounded(totalVariation(law)),
        Significant.rounded(
            law.classes().stream().mapToDouble(c -> c.share() * c.durations().mean()).sum()),
        Significant.rounded(odd.stream().mapToDouble(PhillyFit::seconds).average().orElseThrow()),
        Significant.rounded(law.meanGpuSeconds()),
        Significant.rounded(
            odd.stream().mapToDouble(j -> j.gpus() * seconds(j)).average().orElseThrow()));
  }

  private double totalVariation(SyntheticLaw law) {
    SortedMap<Integer, Double> differences = new TreeMap<>();
    odd.forEach(job -> differences.merge(job.gpus(), -1.0 / odd.size(), Double::sum));
    law.classes()
        .forEach(
            c ->
                c.sizes()
                    .forEach(
                        size ->
                            differences.merge(size.gpus(), c.share() * size.share(), Double::sum)));
    return differences.values().stream().mapToDouble(Math::abs).sum() / 2;
  }

  private static List<SyntheticLaw.SizeShare> sizes(List<TraceJob> members) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    members.forEach(job -> counts.merge(job.gpus(), 1L, Long::sum));
    return counts.entrySet().stream()
        .map(e -> new SyntheticLaw.SizeShare(e.getKey(), share(e.getValue(), members)))
        .toList();
  }

  private static List<SyntheticLaw.GroupShare> groups(List<TraceJob> members) {
    SortedMap<String, Long> counts = new TreeMap<>();
    members.forEach(job -> counts.merge(job.group(), 1L, Long::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(e -> new SyntheticLaw.GroupShare(e.getKey(), share(e.getValue(), members)))
        .toList();
  }

  private static double share(long count, List<TraceJob> members) {
    return Significant.rounded(count / (double) members.size());
  }

  private static List<TraceJob> ofClass(List<TraceJob> jobs, int index) {
    return jobs.stream().filter(job -> classOf(job.gpus()) == index).toList();
  }

  private static int classOf(int gpus) {
    int index = 0;
    while (index + 1 < CLASS_STARTS.length && gpus >= CLASS_STARTS[index + 1]) {
      index++;
    }
    return index;
  }

  private static double seconds(TraceJob job) {
    return SimulatedTime.secondsFromNanos(job.durationNanos());
  }

  private static double wallSeconds(long arrivalNanos) {
    LocalDateTime monday =
        PhillyReader.TIME_ZERO
            .toLocalDate()
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
            .atStartOfDay();
    return Duration.between(monday, PhillyReader.TIME_ZERO).toSeconds()
        + SimulatedTime.secondsFromNanos(arrivalNanos);
  }
}
