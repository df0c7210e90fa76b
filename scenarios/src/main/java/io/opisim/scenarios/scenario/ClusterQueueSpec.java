package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster queue.
 *
 * @param name unique
 * @param cohort queues of one cohort lend each other what they do not use; empty for none
 * @param groups the groups of jobs that belong to it; empty for all that no other queue names
 * @param quotas of each flavor, in the order in which they are tried
 * @param weight by which what it borrows is measured
 * @param strict whether a job that cannot start holds back those behind it
 * @param preemption whose place its first job may take
 */
public record ClusterQueueSpec(
    @Key(value = "Name of the queue.", example = "research", kebabCase = true) String name,
    @Key(
            value = "Queues of one cohort lend each other what they do not use.",
            example = "all",
            kebabCase = true)
        Optional<String> cohort,
    @Key(
            value = "Groups of jobs that belong to it; all that no other queue names if absent.",
            example = "[{group: 6c71a0, priority: 10}]",
            byDefault = "[]")
        List<QueueGroupSpec> groups,
    @Key(
            value = "Quota of each flavor, in the order in which flavors are tried.",
            example = "[{flavor: a100, nominal_gpus: 32}]")
        List<FlavorQuotaSpec> quotas,
    @Key(
            value = "Weight with fair_sharing: what a queue has borrowed is divided by it.",
            example = "2",
            byDefault = "1",
            positive = true,
            max = 1_000_000)
        double weight,
    @Key(
            value = "Whether a job that cannot start holds back those behind it in the queue.",
            example = "true",
            byDefault = "false")
        boolean strict,
    @Key(
            value = "Whose place its first job may take; nobody's if absent.",
            example = "{reclaim: true}",
            byDefault = "{}")
        PreemptionSpec preemption)
    implements Checked {
  /** Copies the lists. */
  public ClusterQueueSpec {
    groups = List.copyOf(groups);
    quotas = List.copyOf(quotas);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    Set<String> flavors = new LinkedHashSet<>();
    for (FlavorQuotaSpec quota : quotas) {
      if (!flavors.add(quota.flavor())) {
        found.add(
            new Violation(
                "quotas",
                "flavor \"" + quota.flavor() + "\" has two quotas",
                "write one quota for each flavor"));
      }
      boolean shares =
          quota.borrowingLimitGpus().isPresent() || quota.lendingLimitGpus().isPresent();
      if (cohort.isEmpty() && shares) {
        found.add(
            new Violation(
                "quotas",
                "queue \"" + name + "\" borrows and lends nothing: it has no cohort",
                "give it a cohort, or leave the limits out"));
      }
      if (quota.lendingLimitGpus().orElse(0) > quota.nominalGpus()) {
        found.add(
            new Violation(
                "quotas",
                "the lending limit of flavor \"" + quota.flavor() + "\" is above its nominal quota",
                "a queue lends at most what is its own: " + quota.nominalGpus()));
      }
    }
    if (cohort.isEmpty() && preemption.reclaim()) {
      found.add(
          new Violation(
              "preemption",
              "queue \"" + name + "\" has no cohort to reclaim from",
              "give it a cohort, or leave reclaim out"));
    }
    return found;
  }
}
