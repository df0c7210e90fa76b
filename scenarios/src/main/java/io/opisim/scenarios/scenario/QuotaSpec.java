package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Cluster queues with quotas, for the policy {@code quota}.
 *
 * @param flavors kinds of nodes
 * @param queues at least one
 * @param fairSharing whether shares of what is borrowed decide
 */
public record QuotaSpec(
    @Key(
            value = "Kinds of nodes that quotas are counted in.",
            example = "[{name: a100, gpu_models: [a100-sxm4-80gb]}]")
        List<FlavorSpec> flavors,
    @Key(
            value = "Cluster queues.",
            example = "[{name: research, quotas: [{flavor: a100, nominal_gpus: 32}]}]")
        List<ClusterQueueSpec> queues,
    @Key(
            value =
                "Whether of borrowers the queue with the smallest borrowed share for its weight goes"
                    + " first, and may preempt those with larger ones if it reclaims; if not,"
                    + " priority and arrival decide.",
            example = "true",
            byDefault = "false")
        boolean fairSharing)
    implements Checked {
  /** Copies the lists. */
  public QuotaSpec {
    flavors = List.copyOf(flavors);
    queues = List.copyOf(queues);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    Set<String> models = new LinkedHashSet<>();
    for (FlavorSpec flavor : flavors) {
      if (!names.add(flavor.name())) {
        found.add(twice("flavors", "flavor", flavor.name()));
      }
      for (String model : flavor.gpuModels()) {
        if (!models.add(model)) {
          found.add(twice("flavors", "GPU model", model));
        }
      }
    }
    if (flavors.size() > 1 && flavors.stream().anyMatch(each -> each.gpuModels().isEmpty())) {
      String message = "a flavor of all nodes stands beside others";
      found.add(new Violation("flavors", message, "name the gpu_models of each flavor"));
    }
    checkQueues(names, found);
    if (!fairSharing && queues.stream().anyMatch(queue -> queue.weight() != 1)) {
      String message = "a weight counts for nothing without fair sharing";
      found.add(new Violation("queues", message, "set fair_sharing: true, or leave weights out"));
    }
    return found;
  }

  private void checkQueues(Set<String> flavorNames, List<Violation> found) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> groups = new LinkedHashSet<>();
    for (ClusterQueueSpec queue : queues) {
      if (!names.add(queue.name())) {
        found.add(twice("queues", "queue", queue.name()));
      }
      for (FlavorQuotaSpec quota : queue.quotas()) {
        if (!flavorNames.contains(quota.flavor())) {
          String message = "queue \"" + queue.name() + "\" has a quota of an unknown flavor \"";
          String hint = "there are " + String.join(", ", flavorNames);
          found.add(new Violation("queues", message + quota.flavor() + "\"", hint));
        }
      }
      for (QueueGroupSpec group : queue.groups()) {
        if (!groups.add(group.group())) {
          found.add(twice("queues", "group", group.group()));
        }
      }
    }
    if (queues.stream().filter(queue -> queue.groups().isEmpty()).count() > 1) {
      String message = "two queues name no groups, so both would take all that are left";
      found.add(new Violation("queues", message, "name the groups of all queues but one"));
    }
  }

  private static Violation twice(String key, String kind, String name) {
    return new Violation(key, kind + " \"" + name + "\" is there twice", "name it once");
  }
}
