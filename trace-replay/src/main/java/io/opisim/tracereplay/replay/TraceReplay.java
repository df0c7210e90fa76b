package io.opisim.tracereplay.replay;

import io.opisim.models.workload.Job;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.TraceCheck;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The jobs of one or more traces, in the order of arrival, windowed and scaled.
 *
 * <p>Jobs of one trace that arrive at the same time keep the order of the file. Jobs of several
 * traces are merged by arrival, then by name and by what they ask for, so that the order in which
 * the files are named or found does not matter; where two traces use the same name, the later job
 * of that order gets {@code ~2} behind it.
 *
 * <p>A job whose duration is 0 cannot be run and is dropped ("no run time").
 *
 * @param jobs the jobs, sorted by arrival
 * @param dropped rows and jobs left out, by reason; jobs outside the window are not among them
 */
public record TraceReplay(List<TraceJob> jobs, SortedMap<String, Long> dropped) {
  private static final String NO_RUN_TIME = TraceCheck.NO_RUN_TIME;

  // A shorter name first, so that numbers sort as numbers.
  private static final Comparator<TraceJob> MERGE_ORDER =
      Comparator.comparingLong(TraceJob::arrivalNanos)
          .thenComparingInt(job -> job.id().length())
          .thenComparing(TraceJob::id)
          .thenComparing(TraceJob::group)
          .thenComparingLong(TraceJob::durationNanos)
          .thenComparingInt(TraceJob::gpus)
          .thenComparingInt(TraceJob::gpuMilli)
          .thenComparingInt(TraceJob::nodes)
          .thenComparingLong(TraceJob::cpuMilli)
          .thenComparingLong(TraceJob::memoryBytes)
          .thenComparing(job -> String.join("|", job.gpuModels()))
          .thenComparingLong(TraceJob::observedWaitNanos);

  /** Makes the parts unmodifiable. */
  public TraceReplay {
    jobs = List.copyOf(jobs);
    dropped = Collections.unmodifiableSortedMap(dropped);
  }

  /**
   * Reads traces to their ends; the caller closes them.
   *
   * @param traces at least one
   * @throws TraceProblemException with all problems of all traces up to a bound for each, or if a
   *     time is scaled beyond what the calendar holds
   */
  public static TraceReplay read(List<TraceReader> traces, ReplayOptions options)
      throws IOException {
    List<TraceJob> all = new ArrayList<>();
    List<TraceProblem> problems = new ArrayList<>();
    SortedMap<String, Long> dropped = new TreeMap<>();
    for (TraceReader trace : traces) {
      try {
        TraceScan.read(trace, all::add);
      } catch (TraceProblemException e) {
        problems.addAll(e.problems());
      }
      trace.dropped().forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
    }
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparing(TraceProblem::file));
      throw TraceProblemException.of(problems);
    }
    if (traces.size() == 1) {
      all.sort(Comparator.comparingLong(TraceJob::arrivalNanos));
    } else {
      all.sort(MERGE_ORDER);
      renameClashes(all);
    }
    List<TraceJob> kept = inWindow(all, options.window());
    long withoutRunTime = kept.stream().filter(job -> job.durationNanos() == 0).count();
    if (withoutRunTime > 0) {
      dropped.merge(NO_RUN_TIME, withoutRunTime, Long::sum);
      kept = kept.stream().filter(job -> job.durationNanos() > 0).toList();
    }
    return new TraceReplay(scaled(kept, options), dropped);
  }

  /** The jobs cut into tasks for a cluster. */
  public List<Job> cut(JobCutter cutter) {
    return jobs.stream().map(cutter::cut).toList();
  }

  private static void renameClashes(List<TraceJob> sorted) {
    Map<String, Integer> uses = new HashMap<>();
    for (TraceJob job : sorted) {
      uses.put(job.id(), 0);
    }
    for (int i = 0; i < sorted.size(); i++) {
      TraceJob job = sorted.get(i);
      int use = uses.merge(job.id(), 1, Integer::sum);
      if (use == 1) {
        continue;
      }
      String name = job.id() + "~" + use;
      while (uses.containsKey(name)) {
        name = name + "~";
      }
      uses.put(name, 1);
      sorted.set(i, with(job, name, job.arrivalNanos(), job.durationNanos()));
    }
  }

  private static List<TraceJob> inWindow(List<TraceJob> sorted, ReplayWindow window) {
    return sorted.stream()
        .filter(
            job ->
                job.arrivalNanos() >= window.fromNanos() && job.arrivalNanos() < window.toNanos())
        .skip(window.skip())
        .limit(window.limit())
        .toList();
  }

  private static List<TraceJob> scaled(List<TraceJob> kept, ReplayOptions options)
      throws IOException {
    if (kept.isEmpty()) {
      return kept;
    }
    long firstNanos = kept.get(0).arrivalNanos();
    long startNanos = options.startAtZero() ? 0 : firstNanos;
    if (startNanos == firstNanos && options.gapScale() == 1 && options.durationScale() == 1) {
      return kept;
    }
    List<TraceJob> scaled = new ArrayList<>(kept.size());
    for (TraceJob job : kept) {
      long gapNanos = times(job, job.arrivalNanos() - firstNanos, options.gapScale());
      long durationNanos = times(job, job.durationNanos(), options.durationScale());
      scaled.add(with(job, job.id(), startNanos + gapNanos, durationNanos));
    }
    return scaled;
  }

  /** The product, rounded up to whole nanoseconds so that no work ends before it is done. */
  private static long times(TraceJob job, long nanos, double scale) throws IOException {
    if (scale == 1) {
      return nanos;
    }
    double product = StrictMath.ceil(nanos * scale);
    if (product > SimulatedTime.MAX_NANOS) {
      throw new TraceProblemException(
          "replay",
          0,
          "job '"
              + job.id()
              + "': "
              + SimulatedTime.secondsFromNanos(nanos)
              + " s scaled by "
              + scale
              + " is beyond the "
              + SimulatedTime.MAX_NANOS / SimulatedTime.NANOS_PER_SECOND
              + " s a run can last",
          "a smaller scale, or a shorter window");
    }
    return (long) product;
  }

  private static TraceJob with(TraceJob job, String id, long arrivalNanos, long durationNanos) {
    return new TraceJob(
        id,
        job.group(),
        arrivalNanos,
        durationNanos,
        job.gpus(),
        job.gpuMilli(),
        job.nodes(),
        job.cpuMilli(),
        job.memoryBytes(),
        job.gpuModels(),
        job.observedWaitNanos());
  }
}
