package io.opisim.scenarios.study;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scenarios.scenario.ClusterQueueSpec;
import io.opisim.scenarios.scenario.FlavorQuotaSpec;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.QueueGroupSpec;
import io.opisim.scenarios.scenario.QuotaSpec;
import io.opisim.scenarios.scenario.SchedulingSpec;
import io.opisim.scheduler.QuotaRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Quotas of a scenario as the policy reads them. */
final class Quotas {
  private Quotas() {}

  /**
   * The quotas of a scenario, if it has any.
   *
   * @throws InputException with the groups of jobs that belong to no queue
   */
  static Optional<QuotaRules> of(SchedulingSpec spec, List<Job> jobs) throws InputException {
    if (spec.quota().isEmpty()) {
      return Optional.empty();
    }
    check(spec.quota().get(), jobs);
    return Optional.of(rules(spec.quota().get()));
  }

  static QuotaRules rules(QuotaSpec spec) {
    List<String> flavors = spec.flavors().stream().map(flavor -> flavor.name()).toList();
    return new QuotaRules(
        spec.flavors().stream()
            .map(
                flavor ->
                    new QuotaRules.Flavor(
                        flavor.name(), flavor.gpuModels().stream().sorted().toList()))
            .toList(),
        spec.queues().stream().map(queue -> queue(queue, flavors)).toList(),
        spec.fairSharing());
  }

  private static QuotaRules.Queue queue(ClusterQueueSpec spec, List<String> flavors) {
    Map<String, Integer> priorities = new LinkedHashMap<>();
    for (QueueGroupSpec group : spec.groups()) {
      priorities.put(group.group(), group.priority());
    }
    return new QuotaRules.Queue(
        spec.name(),
        spec.cohort(),
        spec.weight(),
        spec.strict(),
        spec.preemption().lowerPriority(),
        spec.preemption().reclaim(),
        priorities,
        spec.quotas().stream().map(quota -> quota(quota, flavors)).toList());
  }

  private static QuotaRules.Quota quota(FlavorQuotaSpec spec, List<String> flavors) {
    return new QuotaRules.Quota(
        flavors.indexOf(spec.flavor()),
        milli(spec.nominalGpus()),
        spec.borrowingLimitGpus().map(Quotas::milli).orElse(QuotaRules.UNLIMITED),
        spec.lendingLimitGpus().map(Quotas::milli).orElse(QuotaRules.UNLIMITED));
  }

  private static long milli(int gpus) {
    return (long) gpus * TaskDemand.WHOLE_GPU;
  }

  /**
   * Checks that every group of jobs belongs to a queue.
   *
   * @throws InputException with the groups that do not
   */
  static void check(QuotaSpec spec, List<Job> jobs) throws InputException {
    if (spec.queues().stream().anyMatch(queue -> queue.groups().isEmpty())) {
      return;
    }
    SortedSet<String> unknown = new TreeSet<>();
    jobs.forEach(job -> unknown.add(job.group()));
    spec.queues().forEach(queue -> queue.groups().forEach(group -> unknown.remove(group.group())));
    if (!unknown.isEmpty()) {
      String message = "no queue takes the jobs of these groups: " + String.join(", ", unknown);
      String hint = "name them in a queue, or leave the groups of one queue out";
      throw new InputException(
          List.of(new Problem("scenario", 0, "scheduling.quota.queues", message, hint)));
    }
  }
}
