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
  private double speedWithStep;
  private double ends;
  private double savedByStep;
  private double gainOfStep;
  private double gainInEnd;
  private int toldIn;
  private int place;

  /**
   * A claim.
   *
   * @param remainingSeconds work that is left, in run time on the GPUs that the job asks for
   */
  Claim(int job, Job described, double remainingSeconds) {
    this.job = job;
    this.described = described;
    this.remainingSeconds = remainingSeconds;
    most = described.mostGpus();
    step = described.leastGpus();
    speedWithStep = step == 0 ? 0 : described.relativeSpeed(step);
    reckon();
  }

  private void reckon() {
    ends = speed == 0 ? Double.POSITIVE_INFINITY : remainingSeconds / speed;
    savedByStep = (ends - remainingSeconds / speedWithStep) / step;
    gainOfStep = (speedWithStep - speed) / speed;
    gainInEnd = (speedWithStep - speed) / speedWithStep;
  }

  private double speedOn(int wide) {
    return wide == 0 ? 0 : described.relativeSpeed(wide);
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
    return more == step ? speedWithStep : speedOn(Math.min(gpus + more, Math.max(gpus, most)));
  }

  /** Time to its end at this speed. */
  double remainingSeconds() {
    return ends;
  }

  /** By how much each of the GPUs of the next step brings its end nearer. */
  double savedByStep() {
    return savedByStep;
  }

  /** What so many GPUs more add to its speed, against the speed it has. */
  double gain(int more) {
    return more == step ? gainOfStep : (speedWith(more) - speed) / speed;
  }

  /** The same against the speed that it then has. */
  double gainInEnd(int more) {
    if (more == step) {
      return gainInEnd;
    }
    double with = speedWith(more);
    return (with - speed) / with;
  }

  void take() {
    gpus += step;
    speed = described.relativeSpeed(gpus);
    step = 1;
    while (gpus + step <= most && described.relativeSpeed(gpus + step) <= speed) {
      step++;
    }
    step = gpus + step <= most ? step : 0;
    speedWithStep = step == 0 ? speed : described.relativeSpeed(gpus + step);
    reckon();
  }

  /** It takes what it has and no more. */
  void close() {
    step = 0;
  }

  /** Whether this is the first time that it is told in a call of this number. */
  boolean isToldAnew(int call) {
    boolean anew = toldIn != call;
    toldIn = call;
    return anew;
  }

  /** Its place in the line of those that grow. */
  int place() {
    return place;
  }

  void place(int now) {
    place = now;
  }
}
