package io.opisim.scenarios.world;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scheduler.WaitReason;
import io.opisim.simcore.sim.SimulatedTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is noted of each job of a run, and checked when it is done: nothing of its time is lost. */
final class JobBooks {
  private final List<Job> jobs;
  private final WaitBooks waits;
  private final Optional<ServiceBooks> service;
  private final long[] startNanos;
  private final long[] finishNanos;
  private final long[] waitNanos;
  private final long[] waitingSinceNanos;
  private final int[] preemptions;
  private final byte[] largestReason;
  private final long[] largestReasonNanos;
  private final long[] reasonSeconds = new long[WaitReason.values().length];
  private final long[] reasonRestNanos = new long[WaitReason.values().length];
  private int finished;
  private int unplaceable;

  JobBooks(List<Job> jobs, WaitBooks waits, Optional<ServiceBooks> service) {
    this.jobs = jobs;
    this.waits = waits;
    this.service = service;
    int count = jobs.size();
    startNanos = filled(count);
    finishNanos = filled(count);
    waitNanos = new long[count];
    waitingSinceNanos = new long[count];
    preemptions = new int[count];
    largestReason = new byte[count];
    Arrays.fill(largestReason, (byte) -1);
    largestReasonNanos = new long[count];
  }

  private static long[] filled(int count) {
    long[] array = new long[count];
    Arrays.fill(array, -1);
    return array;
  }

  void setAside(int job) {
    largestReason[job] = (byte) WaitReason.UNPLACEABLE.ordinal();
    unplaceable++;
  }

  void beginWait(int job, long now) {
    waitingSinceNanos[job] = now;
    waits.enter(job);
  }

  void start(int job, long now) {
    waitNanos[job] += now - waitingSinceNanos[job];
    waits.leave(job, now);
    if (startNanos[job] < 0) {
      startNanos[job] = now;
    }
  }

  void ran(int job, InterruptionCost.Stretch stretch) {
    service.ifPresent(books -> books.add(job, stretch));
  }

  void preempted(int job) {
    preemptions[job]++;
  }

  void failed(int job) {
    service.ifPresent(books -> books.failed(job));
  }

  /** Whether all jobs are done or set aside. */
  boolean isComplete() {
    return finished + unplaceable == jobs.size();
  }

  int finished() {
    return finished;
  }

  int unplaceable() {
    return unplaceable;
  }

  /**
   * A job is done.
   *
   * @param spent what became of its time on devices, where its executor knows better
   */
  void finish(int job, long now, Optional<InterruptionCost.Stretch> spent) {
    service.ifPresent(books -> spent.ifPresent(all -> books.set(job, all)));
    finishNanos[job] = now;
    finished++;
    long[] book = waits.close(job);
    if (book != null) {
      sumReasons(job, book);
    }
    long held = now - jobs.get(job).arrivalNanos() - waitNanos[job];
    service.ifPresent(books -> books.check(jobs.get(job), job, held));
  }

  private void sumReasons(int job, long[] book) {
    long sum = 0;
    for (int reason = 0; reason < book.length; reason++) {
      sum += book[reason];
      reasonSeconds[reason] += book[reason] / SimulatedTime.NANOS_PER_SECOND;
      reasonRestNanos[reason] += book[reason] % SimulatedTime.NANOS_PER_SECOND;
      if (book[reason] > largestReasonNanos[job]) {
        largestReason[job] = (byte) reason;
        largestReasonNanos[job] = book[reason];
      }
    }
    if (sum != waitNanos[job]) {
      throw new IllegalStateException(
          "job "
              + jobs.get(job).id()
              + " waited "
              + waitNanos[job]
              + " ns, but its reasons add up to "
              + sum
              + " ns");
    }
  }

  private double[] reasonSeconds() {
    double[] seconds = new double[reasonSeconds.length];
    for (int reason = 0; reason < seconds.length; reason++) {
      seconds[reason] =
          reasonSeconds[reason] + SimulatedTime.secondsFromNanos(reasonRestNanos[reason]);
    }
    return seconds;
  }

  RunOutcome outcome(Cluster cluster, Optional<WidthBooks> widths, boolean unlimited, long events) {
    return new RunOutcome(
        cluster,
        jobs,
        startNanos,
        finishNanos,
        waitNanos,
        preemptions,
        largestReason,
        largestReasonNanos,
        reasonSeconds(),
        service,
        widths,
        unlimited,
        events);
  }
}
