package io.opisim.scheduler.elastic;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;

/** A job that asks for GPUs while they are dealt out, and what it has got so far. */
final class Claim {
  private final int job;
  private final Job described;
  private final double remainingSeconds;
  private final int most;
  private int gpus;
  private double speed;
  private int step;

  /**
   * A claim.
   *
   * @param remainingSeconds work that is left, in run time on the GPUs that the job asks for
   * @param most no more GPUs than so many, whatever it could use
   */
  Claim(int job, Job described, double remainingSeconds, int most) {
    this.job = job;
    this.described = described;
    this.remainingSeconds = remainingSeconds;
    this.most = Math.min(most, described.mostGpus());
    step = described.leastGpus();
  }

  int job() {
    return job;
  }

  Job described() {
    return described;
  }

  /** GPUs got so far. */
  int gpus() {
    return gpus;
  }

  /**
   * GPUs that come next, on top of those it has: its fewest, then as many as make it faster, which
   * is one unless its speed-up falls for a while; 0 if no number does.
   */
  int step() {
    return step;
  }

  /** The same in thousandths; a part of a GPU is asked for as that part. */
  long stepMilli() {
    return gpus == 0 && !described.isElastic()
        ? described.gpuMilli()
        : (long) step * TaskDemand.WHOLE_GPU;
  }

  /** Whether more GPUs are allowed, and of use. */
  boolean wantsMore() {
    return step > 0 && gpus + step <= most;
  }

  /** Speed now, against that on what the job asks for; 0 on nothing. */
  double speed() {
    return speed;
  }

  /** Speed with so many GPUs more, or as many of them as it can have. */
  double speedWith(int more) {
    int wider = Math.min(gpus + more, Math.max(gpus, most));
    return wider == 0 ? 0 : described.relativeSpeed(wider);
  }

  /** Time to its end at this speed. */
  double remainingSeconds() {
    return speed == 0 ? Double.POSITIVE_INFINITY : remainingSeconds / speed;
  }

  /** Time to its end with so many GPUs more. */
  double remainingSecondsWith(int more) {
    return remainingSeconds / speedWith(more);
  }

  void take() {
    gpus += step;
    speed = described.relativeSpeed(gpus);
    step = 1;
    while (gpus + step <= most && described.relativeSpeed(gpus + step) <= speed) {
      step++;
    }
    step = gpus + step <= most ? step : 0;
  }
}
