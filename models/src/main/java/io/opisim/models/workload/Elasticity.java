package io.opisim.models.workload;

/**
 * On how many GPUs a job can run, and how fast.
 *
 * <p>Models: every whole number of GPUs in a range; speed relative to that on the number the job
 * asks for; a pause whenever the number changes. Ignores: sizes that a parallel layout forbids.
 * Valid for: data-parallel training. Source: the elastic jobs of Hwang et al., "Elastic Resource
 * Sharing for Distributed Deep Learning" (NSDI 2021).
 *
 * @param least fewest GPUs, at least 1
 * @param most most GPUs
 * @param asked the number that its duration is for
 * @param taskGpus GPUs of a task, where the job is cut into several
 * @param speedUp speed by number of GPUs, known from {@code least} to {@code most}
 * @param resizeNanos from a start on another number of GPUs than before to the first work
 */
public record Elasticity(
    int least, int most, int asked, int taskGpus, SpeedUp speedUp, long resizeNanos) {
  /** A job that runs on what it asks for, whatever that is. */
  public static final Elasticity NONE = new Elasticity(0, 0, 0, 0, new SpeedUp.Amdahl(0), 0);

  /** Checks the ranges above. */
  public Elasticity {
    boolean none = least == 0 && most == 0 && asked == 0 && taskGpus == 0;
    boolean ordered = least >= 1 && asked >= least && most >= asked && taskGpus >= 1;
    if (!none && !ordered || resizeNanos < 0) {
      throw new IllegalArgumentException(
          "from "
              + least
              + " to "
              + most
              + " GPUs, asks for "
              + asked
              + ", in tasks of "
              + taskGpus
              + ", resized in "
              + resizeNanos
              + " ns");
    }
    if (!none && (least < speedUp.least() || most > speedUp.most())) {
      throw new IllegalArgumentException(
          "from "
              + least
              + " to "
              + most
              + " GPUs, speeds known from "
              + speedUp.least()
              + " to "
              + speedUp.most());
    }
  }

  /** Whether the number of GPUs can change at all. */
  public boolean isRange() {
    return least < most;
  }

  /** Speed on so many GPUs against that on the number asked for. */
  public double relativeSpeed(int gpus) {
    return gpus == asked ? 1 : speedUp.at(gpus) / speedUp.at(asked);
  }

  /** The largest of its speeds against that on the number asked for. */
  public double largestSpeed() {
    return speedUp.corners(least, most).mapToDouble(this::relativeSpeed).max().orElse(1);
  }

  /** The least GPU time for a second of work on the number asked for, in GPU-seconds. */
  public double leastGpuSeconds() {
    return speedUp
        .corners(least, most)
        .mapToDouble(gpus -> gpus / relativeSpeed(gpus))
        .min()
        .orElse(asked);
  }
}
