package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.ProblemFactCollectionProperty;
import org.optaplanner.core.api.domain.solution.ProblemFactProperty;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/** A plan in the making: one decision for each task. */
@PlanningSolution
public final class PackingPlan {
  @ProblemFactProperty private PackingRules rules;

  @ProblemFactCollectionProperty @ValueRangeProvider private List<Site> sites;

  @PlanningEntityCollectionProperty private List<TaskPlan> tasks;

  @PlanningScore private HardMediumSoftLongScore score;

  private Map<TaskDemand, TaskNeeds> shapes;

  /** Kept up to date by the score while a search works on this plan. */
  private NodeLoads liveLoads;

  private Occupants liveOccupants;

  /** For the solver, which copies plans. */
  PackingPlan() {}

  /** The plan that leaves everything as it is. */
  PackingPlan(PackingProblem problem) {
    rules = new PackingRules(problem);
    sites = new ArrayList<>();
    List<Node> nodes = problem.cluster().nodes();
    for (int node = 0; node < nodes.size(); node++) {
      for (int device = 0; device < Math.max(1, nodes.get(node).gpus()); device++) {
        sites.add(new Site(node, device));
      }
    }
    tasks = new ArrayList<>();
    shapes = new LinkedHashMap<>();
    for (PackingTask task : problem.tasks()) {
      tasks.add(adapterOf(task));
    }
  }

  /** The decision about a task that is not in the plan yet; it gets the next number. */
  TaskPlan adapterOf(PackingTask task) {
    PackingProblem problem = rules.problem();
    List<String> groups = List.copyOf(problem.quotaGpuMilli().keySet());
    TaskNeeds needs =
        shapes.computeIfAbsent(
            task.demand(), demand -> TaskNeeds.of(shapes.size(), demand, rules.modelMask(demand)));
    return new TaskPlan(tasks.size(), task, needs, groups.indexOf(task.group()));
  }

  PackingRules rules() {
    return rules;
  }

  List<Site> sites() {
    return sites;
  }

  List<TaskPlan> tasks() {
    return tasks;
  }

  void replaceTasks(List<TaskPlan> others) {
    tasks = others;
  }

  HardMediumSoftLongScore score() {
    return score;
  }

  void watch(NodeLoads loads, Occupants occupants) {
    liveLoads = loads;
    liveOccupants = occupants;
  }

  NodeLoads liveLoads() {
    return liveLoads;
  }

  Occupants liveOccupants() {
    return liveOccupants;
  }

  /** Loads of all placed tasks beside what others hold. */
  NodeLoads loads() {
    NodeLoads loads = new NodeLoads(rules.problem().held());
    for (TaskPlan plan : tasks) {
      if (plan.site() != null) {
        loads.hold(plan.needs(), plan.site());
      }
    }
    return loads;
  }
}
