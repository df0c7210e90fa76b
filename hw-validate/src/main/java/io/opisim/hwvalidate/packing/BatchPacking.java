package io.opisim.hwvalidate.packing;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import io.opisim.scheduler.optimizer.OnlinePlacer;
import io.opisim.scheduler.optimizer.PackingProblem;
import io.opisim.scheduler.optimizer.PackingTask;
import java.util.ArrayList;
import java.util.List;

/**
 * The optimiser on arrivals without times: all at once, or in batches as they come.
 *
 * <p>Pods stay; pods without a GPU are required, all others may be left out or wait. Valid for:
 * comparison with {@link OnlinePacking} on the same draw.
 */
public final class BatchPacking {
  private static final int BATCH = 64;
  private static final int PERCENT = 100;

  private BatchPacking() {}

  /**
   * A run in batches.
   *
   * @param heldPercent GPU capacity held when so many per cent had arrived, of the cluster's: the
   *     mean over the arrivals that round to the percentage, each seeing the batches before its own
   * @param placed pods that run
   * @param moved how many times one of them was moved
   * @param cpuOnlyWaiting pods without a GPU that found no place
   */
  public record Outcome(double heldPercent, int placed, int moved, long cpuOnlyWaiting) {}

  /** All arrivals in batches of 64. */
  public static Outcome online(
      PackingList.Draw draw, DemandMix mix, OnlinePlacer.Settings settings, int atPercent) {
    OnlinePlacer placer = new OnlinePlacer(draw.cluster(), mix, settings);
    double totalMilli = (double) draw.cluster().gpus() * TaskDemand.WHOLE_GPU;
    List<PackingTask> batch = new ArrayList<>();
    long arrivedMilli = 0;
    double held = 0;
    int events = 0;
    for (Job pod : draw.arrivals()) {
      arrivedMilli += pod.gpuMilli();
      if ((int) StrictMath.rint(arrivedMilli / totalMilli * PERCENT) == atPercent) {
        held += placer.heldMilli() / totalMilli * PERCENT;
        events++;
      }
      batch.add(task(pod));
      if (batch.size() == BATCH) {
        placer.arrive(batch);
        batch = new ArrayList<>();
      }
    }
    placer.arrive(batch);
    long cpuOnly = placer.waiting().stream().filter(task -> task.demand().gpus() == 0).count();
    return new Outcome(held / events, placer.running().size(), placer.moved(), cpuOnly);
  }

  /** All arrivals as one problem. */
  public static PackingProblem offline(PackingList.Draw draw) {
    List<PackingTask> tasks = draw.arrivals().stream().map(BatchPacking::task).toList();
    return PackingProblem.of(draw.cluster(), tasks, PackingProblem.NO_MIX);
  }

  private static PackingTask task(Job pod) {
    PackingTask task = PackingTask.waiting(pod.id(), pod.demand());
    return pod.gpus() == 0 ? task.asRequired() : task;
  }
}
