package io.opisim.tracereplay.synthetic;

import io.opisim.models.workload.TaskDemand;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceReader;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * Jobs drawn from a law, as if read from a trace that starts on a Monday at 00:00.
 *
 * <p>Durations are run times in whole seconds, rounded up as traces have them; nothing is dropped.
 * The name of a job is its number, 1-based, in seven digits.
 */
public final class SyntheticReader implements TraceReader {
  private final SyntheticLaw law;
  private final GenerationOptions options;
  private final SyntheticStreams streams;
  private final WeeklyRhythm.Clock clock;
  private final double gapScale;
  private final double[] phaseWeights;
  private final double[] sizeShares;
  private final int[] sizeClasses;
  private final int[] sizes;
  private final double[][] groupShares;

  private long drawn;
  private double busySeconds;
  private int phase = -1;

  /** A reader of {@code options.jobs()} jobs. */
  public SyntheticReader(SyntheticLaw fitted, GenerationOptions options, SyntheticStreams streams) {
    law = fitted.cappedAt(options.maxGpus(), options.maxDurationSeconds());
    this.options = options;
    this.streams = streams;
    clock = law.arrivals().rhythm().clock();
    phaseWeights = law.arrivals().weights();
    gapScale = options.offeredLoad() == 0 ? 1 : meanGapAtLoad() / law.arrivals().meanSeconds();
    List<SyntheticLaw.SizeClass> classes = law.classes();
    int count = classes.stream().mapToInt(c -> c.sizes().size()).sum();
    sizeShares = new double[count];
    sizeClasses = new int[count];
    sizes = new int[count];
    groupShares = new double[classes.size()][];
    int next = 0;
    for (int i = 0; i < classes.size(); i++) {
      SyntheticLaw.SizeClass sizeClass = classes.get(i);
      groupShares[i] =
          sizeClass.groups().stream().mapToDouble(SyntheticLaw.GroupShare::share).toArray();
      for (SyntheticLaw.SizeShare size : sizeClass.sizes()) {
        sizeShares[next] = sizeClass.share() * size.share();
        sizeClasses[next] = i;
        sizes[next++] = size.gpus();
      }
    }
  }

  private double meanGapAtLoad() {
    return law.meanGpuSeconds() / (options.offeredLoad() * options.clusterGpus());
  }

  @Override
  public TraceJob next() {
    if (drawn == options.jobs()) {
      return null;
    }
    drawn++;
    long arrivalNanos = nextArrivalNanos();
    int size = Shares.pick(sizeShares, streams.gpus().nextUniform());
    SyntheticLaw.SizeClass sizeClass = law.classes().get(sizeClasses[size]);
    double seconds =
        sizeClass
            .durations()
            .sample(streams.durations().nextUniform(), streams.durations().nextUniform());
    int group = Shares.pick(groupShares[sizeClasses[size]], streams.groups().nextUniform());
    return new TraceJob(
        JobNumbers.name(drawn, 7),
        sizeClass.groups().get(group).name(),
        arrivalNanos,
        SimulatedTime.nanosFromSeconds(StrictMath.ceil(seconds)),
        sizes[size],
        sizes[size] == 0 ? 0 : TaskDemand.WHOLE_GPU,
        0,
        0,
        0,
        List.of(),
        -1);
  }

  private long nextArrivalNanos() {
    // Always three draws, so that job n has the same numbers under every law.
    boolean stays = streams.arrivals().nextUniform() < law.arrivals().persistence();
    int drawnPhase = Shares.pick(phaseWeights, streams.arrivals().nextUniform());
    phase = stays && phase >= 0 ? phase : drawnPhase;
    double mean = law.arrivals().phases().get(phase).meanSeconds() * gapScale;
    busySeconds -= mean * StrictMath.log(streams.arrivals().nextUniform());
    return SimulatedTime.nanosFromSeconds(clock.wallSeconds(busySeconds));
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
