package io.opisim.models.workload.loader;

import java.util.Arrays;
import java.util.List;

/**
 * How fast the loaders of several jobs read from resources that they share, in closed form.
 *
 * <p>Models: each job has so many streams that read one after another; a read takes its delays and
 * then its bytes at the rate that its stream gets. Streams that meet at a full resource get equal
 * rates (the level), a job takes no more than it computes on, and what it leaves goes to the
 * others: max-min shares by progressive filling, each level by bisection. Ignores: how many streams
 * happen to be at a resource at a time, sizes of single reads, waits of ranks for each other. Valid
 * for: comparing plans; means over many steps. Source: the sharing of {@code simcore.sharing} and
 * the loop of {@link EmulatedTrainer}, both in the mean.
 */
public final class SharedReads {
  private static final int HALVINGS = 50;

  private SharedReads() {}

  /**
   * The reads of one job.
   *
   * @param resources that they use, by number
   * @param amounts of each that the reads of one step of all ranks take, in the unit of its
   *     capacity
   * @param streams that read at the same time while they are behind
   * @param readsPerStep of all ranks together
   * @param bytesPerRead of one
   * @param delaySeconds of a read before its bytes move
   * @param aloneSeconds of a read's bytes at least
   * @param computeSeconds of a step with all that follows it
   * @param overlap whether loaders read while ranks compute
   */
  public record Job(
      int[] resources,
      double[] amounts,
      double streams,
      double readsPerStep,
      double bytesPerRead,
      double delaySeconds,
      double aloneSeconds,
      double computeSeconds,
      boolean overlap) {
    /** Time to load a step's batches while every stream gets so many bytes a second. */
    private double loadSeconds(double level) {
      double bytes = Math.max(aloneSeconds, bytesPerRead / level);
      return readsPerStep / streams * (delaySeconds + bytes);
    }

    private double stepsPerSecond(double loadSeconds) {
      return 1 / (overlap ? Math.max(computeSeconds, loadSeconds) : computeSeconds + loadSeconds);
    }

    private double fastestStream() {
      return bytesPerRead / aloneSeconds;
    }
  }

  /**
   * Time in which each job loads the batches of a step if all its streams read, beside the others
   * taking what they take.
   *
   * @param capacities of the resources by number
   */
  public static double[] loadSeconds(List<Job> jobs, double[] capacities) {
    double[] load = new double[jobs.size()];
    boolean[] settled = new boolean[jobs.size()];
    double[] left = capacities.clone();
    int unsettled = jobs.size();
    while (unsettled > 0) {
      double high = 0;
      for (int job = 0; job < load.length; job++) {
        high = settled[job] ? high : Math.max(high, jobs.get(job).fastestStream());
      }
      double low = 0;
      if (overloaded(jobs, settled, high, left) == null) {
        low = high;
      }
      for (int halving = 0; halving < HALVINGS && low < high; halving++) {
        double middle = (low + high) / 2;
        if (overloaded(jobs, settled, middle, left) == null) {
          low = middle;
        } else {
          high = middle;
        }
      }
      boolean[] full = overloaded(jobs, settled, high, left);
      for (int job = 0; job < load.length; job++) {
        if (!settled[job] && (full == null || meets(jobs.get(job), full))) {
          load[job] = jobs.get(job).loadSeconds(low == high ? high : low);
          settled[job] = true;
          unsettled--;
          take(jobs.get(job), load[job], left);
        }
      }
    }
    return load;
  }

  /**
   * The resources that cannot give what unsettled jobs take at a level, or null if there is none.
   */
  private static boolean[] overloaded(
      List<Job> jobs, boolean[] settled, double level, double[] left) {
    double[] over = left.clone();
    for (int job = 0; job < settled.length; job++) {
      if (!settled[job]) {
        take(jobs.get(job), jobs.get(job).loadSeconds(level), over);
      }
    }
    boolean[] full = null;
    for (int resource = 0; resource < over.length; resource++) {
      if (over[resource] < 0 && left[resource] > 0) {
        full = full == null ? new boolean[over.length] : full;
        full[resource] = true;
      }
    }
    return full;
  }

  private static void take(Job job, double loadSeconds, double[] left) {
    double steps = job.stepsPerSecond(loadSeconds);
    for (int i = 0; i < job.resources.length; i++) {
      left[job.resources[i]] -= steps * job.amounts[i];
    }
  }

  private static boolean meets(Job job, boolean[] full) {
    return Arrays.stream(job.resources).anyMatch(resource -> full[resource]);
  }
}
