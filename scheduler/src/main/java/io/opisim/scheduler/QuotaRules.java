package io.opisim.scheduler;

import io.opisim.models.workload.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may hold how many GPUs of which kind, in the words of Kueue.
 *
 * @param flavors kinds of nodes, told apart by their GPU model
 * @param queues cluster queues; each group of jobs belongs to the queue that names it, all others
 *     to the one that names none
 * @param fairSharing whether shares of what is borrowed, over weights, decide who borrows next and
 *     whose jobs are preempted
 */
public record QuotaRules(List<Flavor> flavors, List<Queue> queues, boolean fairSharing) {
  /** No borrowing or lending limit. */
  public static final long UNLIMITED = Long.MAX_VALUE / 4;

  /** Rules without fair sharing. */
  public QuotaRules(List<Flavor> flavors, List<Queue> queues) {
    this(flavors, queues, false);
  }

  /** Copies the lists. */
  public QuotaRules {
    flavors = List.copyOf(flavors);
    queues = List.copyOf(queues);
  }

  /**
   * The cluster queue of a group of jobs, by its number.
   *
   * @throws IllegalArgumentException if the group belongs to none
   */
  public int queueOf(String group) {
    int others = -1;
    for (int index = 0; index < queues.size(); index++) {
      if (queues.get(index).priorities().containsKey(group)) {
        return index;
      }
      others = queues.get(index).priorities().isEmpty() ? index : others;
    }
    if (others < 0) {
      throw new IllegalArgumentException(
          "jobs of group \""
              + group
              + "\" belong to no queue: name the group, or a queue without"
              + " groups for all others");
    }
    return others;
  }

  /**
   * A resource flavor.
   *
   * @param name unique
   * @param gpuModels models of its nodes; empty for all nodes
   */
  public record Flavor(String name, List<String> gpuModels) {
    /** Whether nodes with this model are of the flavor. */
    public boolean has(String gpuModel) {
      return gpuModels.isEmpty() || gpuModels.contains(gpuModel);
    }

    /** A job on nodes of this flavor alone; empty if it accepts none of them. */
    public Optional<Job> only(Job job) {
      List<String> accepted = job.demand().gpuModels();
      if (gpuModels.isEmpty() || accepted.equals(gpuModels)) {
        return Optional.of(job);
      }
      List<String> both =
          accepted.isEmpty() ? gpuModels : accepted.stream().filter(gpuModels::contains).toList();
      return both.isEmpty() ? Optional.empty() : Optional.of(job.onlyOn(both));
    }
  }

  /**
   * A quota of one flavor.
   *
   * @param flavor index of the flavor
   * @param nominalMilli thousandths of GPUs that the queue is entitled to
   * @param borrowingMilli how many more it may take from its cohort
   * @param lendingMilli how many of its own others of the cohort may take
   */
  public record Quota(int flavor, long nominalMilli, long borrowingMilli, long lendingMilli) {}

  /**
   * A cluster queue.
   *
   * @param name unique
   * @param cohort queues of one cohort lend each other what they do not use; empty for none
   * @param weight share of borrowed GPUs relative to others, with fair sharing
   * @param strict whether a job that cannot start holds back those behind it in the queue
   * @param preemptsLower whether a job may take the place of one of lower priority in its queue
   * @param reclaims whether a job within the nominal quota may take the place of borrowers
   * @param priorities of the groups that belong to it, higher first; empty for all other groups
   * @param quotas in the order in which flavors are tried
   */
  public record Queue(
      String name,
      Optional<String> cohort,
      double weight,
      boolean strict,
      boolean preemptsLower,
      boolean reclaims,
      Map<String, Integer> priorities,
      List<Quota> quotas) {}
}
