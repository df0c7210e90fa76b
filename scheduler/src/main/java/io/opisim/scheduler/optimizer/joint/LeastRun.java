package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;

/** The least that a job can take, on the GPU model and the number of GPUs that suit it best. */
final class LeastRun {
  private LeastRun() {}

  /** Run time, where it takes {@code seconds} at speed 1 on the GPUs that it asks for. */
  static double seconds(Job job, double seconds) {
    double largest = job.isElastic() ? job.elasticity().largestSpeed() : 1;
    return seconds / (fastestModel(job) * largest);
  }

  /** GPU time, likewise, in thousandths. */
  static double gpuMilliSeconds(Job job, double seconds) {
    double each =
        job.isElastic()
            ? job.elasticity().leastGpuSeconds() * TaskDemand.WHOLE_GPU
            : job.gpuMilli();
    return seconds * each / fastestModel(job);
  }

  private static double fastestModel(Job job) {
    return job.speeds().byModel().values().stream().mapToDouble(speed -> speed).max().orElse(1);
  }
}
