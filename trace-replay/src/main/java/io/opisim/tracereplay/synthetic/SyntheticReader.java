package io.opisim.tracereplay.synthetic;

import io.opisim.models.workload.TaskDemand;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceReader;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * Jobs drawn from a law, as if read from a trace that starts on a Monday at 00:00.
 *
 * <p>Durations are run times in whole seconds, rounded up as traces have them; nothing is dropped.
 * The name of a job is its number, 1-based, in seven digits.
 *
 * <p>Where a load is asked for, all jobs are drawn first and the gaps are scaled so that the load
 * of these very jobs, from time 0 to the last arrival, is the one asked for. Scaled by the mean of
 * the law instead, the load of a thousand jobs would be off by a factor, since a few long gaps and
 * long jobs carry most of it.
 */
public final class SyntheticReader implements TraceReader {
  private final SyntheticLaw law;
  private final WeeklyRhythm.Clock clock;
  private final double gapScale;

  /** Busy time of each arrival, before scaling. */
  private final double[] busySeconds;

  private final double[] durationSeconds;
  private final int[] gpus;
  private final String[] groups;

  private int next;

  /** A reader of {@code options.jobs()} jobs; draws all of them at once. */
  public SyntheticReader(SyntheticLaw fitted, GenerationOptions options, SyntheticStreams streams) {
    law = fitted.cappedAt(options.maxGpus(), options.maxDurationSeconds());
    clock = law.arrivals().rhythm().clock();
    busySeconds = new double[options.jobs()];
    durationSeconds = new double[options.jobs()];
    gpus = new int[options.jobs()];
    groups = new String[options.jobs()];
    drawArrivals(streams.arrivals());
    drawJobs(streams);
    gapScale = options.offeredLoad() == 0 ? 1 : gapScale(options);
  }

  private void drawArrivals(UniformSource uniform) {
    double[] weights = law.arrivals().weights();
    int phase = -1;
    double now = 0;
    for (int i = 0; i < busySeconds.length; i++) {
      // Always three draws, so that job n has the same numbers under every law.
      boolean stays = uniform.nextUniform() < law.arrivals().persistence();
      int drawnPhase = Shares.pick(weights, uniform.nextUniform());
      phase = stays && phase >= 0 ? phase : drawnPhase;
      double mean = law.arrivals().phases().get(phase).meanSeconds();
      now -= mean * StrictMath.log(uniform.nextUniform());
      busySeconds[i] = now;
    }
  }

  private void drawJobs(SyntheticStreams streams) {
    List<SyntheticLaw.SizeClass> classes = law.classes();
    int[] classOf =
        classes.stream()
            .flatMapToInt(c -> c.sizes().stream().mapToInt(size -> classes.indexOf(c)))
            .toArray();
    int[] sizes =
        classes.stream()
            .flatMapToInt(c -> c.sizes().stream().mapToInt(SyntheticLaw.SizeShare::gpus))
            .toArray();
    double[] shares =
        classes.stream()
            .flatMapToDouble(c -> c.sizes().stream().mapToDouble(size -> c.share() * size.share()))
            .toArray();
    double[][] groupShares =
        classes.stream()
            .map(c -> c.groups().stream().mapToDouble(SyntheticLaw.GroupShare::share).toArray())
            .toArray(double[][]::new);
    for (int i = 0; i < gpus.length; i++) {
      int size = Shares.pick(shares, streams.gpus().nextUniform());
      SyntheticLaw.SizeClass sizeClass = classes.get(classOf[size]);
      gpus[i] = sizes[size];
      double pick = streams.durations().nextUniform();
      double place = streams.durations().nextUniform();
      durationSeconds[i] = StrictMath.ceil(sizeClass.durations().sample(pick, place));
      int group = Shares.pick(groupShares[classOf[size]], streams.groups().nextUniform());
      groups[i] = sizeClass.groups().get(group).name();
    }
  }

  private double gapScale(GenerationOptions options) {
    double gpuSeconds = 0;
    for (int i = 0; i < gpus.length; i++) {
      gpuSeconds += gpus[i] * durationSeconds[i];
    }
    double spanSeconds = gpuSeconds / (options.offeredLoad() * options.clusterGpus());
    return clock.busySeconds(spanSeconds) / busySeconds[busySeconds.length - 1];
  }

  @Override
  public TraceJob next() throws TraceProblemException {
    if (next == gpus.length) {
      return null;
    }
    if (next == 0) {
      checkSpan();
    }
    int job = next++;
    return new TraceJob(
        JobNumbers.name(next, 7),
        groups[job],
        SimulatedTime.nanosFromSeconds(clock.wallSeconds(busySeconds[job] * gapScale)),
        SimulatedTime.nanosFromSeconds(durationSeconds[job]),
        gpus[job],
        gpus[job] == 0 ? 0 : TaskDemand.WHOLE_GPU,
        0,
        0,
        0,
        List.of(),
        -1);
  }

  private void checkSpan() throws TraceProblemException {
    double seconds = clock.wallSeconds(busySeconds[busySeconds.length - 1] * gapScale);
    long maxSeconds = SimulatedTime.MAX_NANOS / SimulatedTime.NANOS_PER_SECOND;
    if (seconds > maxSeconds) {
      throw new TraceProblemException(
          "made-up trace",
          0,
          "the last job arrives after "
              + (long) seconds
              + " s, beyond the "
              + maxSeconds
              + " s a run can last",
          "fewer jobs, or a higher load");
    }
  }

  @Override
  public SortedMap<String, Long> dropped() {
    return Collections.emptySortedMap();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
