package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Places tasks that come in batches and stay.
 *
 * <p>The tasks of a batch are placed one by one where they add the least fragments, then searched
 * together. A task that fits nowhere waits; one that fits is never held back, and required tasks
 * that fit GPU that fit are never left out for others. Where moves are allowed, running shares are
 * moved so that waiting tasks fit: never more than the allowed part of all placed tasks, and only
 * if a move gains more than it is set to cost.
 */
public final class OnlinePlacer {
  private static final long MOVE_COST_MILLI = 200;

  private final Cluster cluster;
  private final DemandMix mix;
  private final Settings settings;
  private final List<String> models;
  private final NodeLoads loads;
  private final GradientStart gradient;
  private final PackingSearch batchSearch;
  private final PackingSearch moveSearch;
  private final Map<TaskDemand, TaskNeeds> shapes = new LinkedHashMap<>();

  private final List<PackingTask> running = new ArrayList<>();
  private List<PackingTask> waiting = new ArrayList<>();
  private long heldMilli;
  private int moved;
  private int batches;

  /**
   * How hard to search.
   *
   * @param seed of the searches
   * @param batchEvaluations score calculations for each batch; 0 to leave it as first placed
   * @param mostMovedShare moved tasks over placed tasks, at most; 0 to move nothing
   * @param moveEvaluations score calculations each time moves are looked for
   * @param batchesBetweenMoves how many batches pass between two such times
   */
  public record Settings(
      long seed,
      long batchEvaluations,
      double mostMovedShare,
      long moveEvaluations,
      int batchesBetweenMoves) {}

  /** An empty cluster. */
  public OnlinePlacer(Cluster cluster, DemandMix mix, Settings settings) {
    this.cluster = cluster;
    this.mix = mix;
    this.settings = settings;
    models = PackingProblem.models(cluster);
    loads = new NodeLoads(cluster);
    gradient = new GradientStart(loads, new Fragments(cluster, mix));
    batchSearch =
        new PackingSearch(
            SearchLimits.evaluations(settings.seed(), Math.max(1, settings.batchEvaluations())),
            PackingSearch.Moves.CHANGE_AND_SWAP);
    moveSearch =
        new PackingSearch(
            SearchLimits.evaluations(settings.seed(), Math.max(1, settings.moveEvaluations())),
            PackingSearch.Moves.RELOCATE);
  }

  /** The next tasks come; those without a GPU should be required. */
  public void arrive(List<PackingTask> batch) {
    List<PackingTask> left = place(batch);
    waiting.addAll(left);
    batches++;
    if (settings.mostMovedShare() > 0
        && !waiting.isEmpty()
        && batches % settings.batchesBetweenMoves() == 0) {
      moveForWaiting();
    }
  }

  /** Places what fits; answers the rest. */
  private List<PackingTask> place(List<PackingTask> batch) {
    NodeLoads before = new NodeLoads(loads);
    Site[] sites = new Site[batch.size()];
    for (int i = 0; i < sites.length; i++) {
      TaskNeeds needs = needs(batch.get(i).demand());
      sites[i] = gradient.best(needs);
      if (sites[i] != null) {
        gradient.hold(needs, sites[i]);
      }
    }
    if (settings.batchEvaluations() > 0) {
      search(batch, before, sites);
    }
    List<PackingTask> left = new ArrayList<>();
    for (int i = 0; i < sites.length; i++) {
      PackingTask task = batch.get(i);
      TaskNeeds needs = needs(task.demand());
      if (sites[i] == null) {
        sites[i] = gradient.best(needs);
        if (sites[i] == null) {
          left.add(task);
          continue;
        }
        gradient.hold(needs, sites[i]);
      }
      heldMilli += needs.gpuMilli();
      running.add(task.runningAt(sites[i], false));
    }
    return left;
  }

  /** What was placed without a GPU must stay placed; what fits nowhere may stay out. */
  private void search(List<PackingTask> batch, NodeLoads before, Site[] sites) {
    List<PackingTask> tasks = new ArrayList<>();
    for (int i = 0; i < sites.length; i++) {
      tasks.add(batch.get(i).withRequired(batch.get(i).required() && sites[i] != null));
    }
    PackingPlan plan =
        new PackingPlan(new PackingProblem(cluster, tasks, before, new TreeMap<>(), mix, 0, 0));
    for (int i = 0; i < sites.length; i++) {
      plan.tasks().get(i).place(sites[i]);
    }
    PackingPlan best = batchSearch.improve(plan);
    for (int i = 0; i < sites.length; i++) {
      if (sites[i] != null) {
        gradient.giveBack(needs(batch.get(i).demand()), sites[i]);
      }
    }
    for (int i = 0; i < sites.length; i++) {
      sites[i] = best.tasks().get(i).site();
      if (sites[i] != null) {
        gradient.hold(needs(batch.get(i).demand()), sites[i]);
      }
    }
  }

  private void moveForWaiting() {
    int most = (int) (settings.mostMovedShare() * running.size()) - moved;
    if (most <= 0) {
      return;
    }
    List<PackingTask> tasks = new ArrayList<>(running);
    waiting.forEach(task -> tasks.add(task.withRequired(false)));
    PackingProblem problem =
        new PackingProblem(cluster, tasks, null, new TreeMap<>(), mix, MOVE_COST_MILLI, most);
    PackingPlan best = moveSearch.improve(new PackingPlan(problem));
    carryOut(best);
  }

  private void carryOut(PackingPlan plan) {
    int stood = running.size();
    List<PackingTask> left = new ArrayList<>();
    for (int i = 0; i < plan.tasks().size(); i++) {
      TaskPlan decision = plan.tasks().get(i);
      PackingTask task = i < stood ? decision.task() : waiting.get(i - stood);
      Site site = decision.site();
      if (i >= stood) {
        if (site == null) {
          left.add(task);
        } else {
          running.add(task.runningAt(site, false));
          heldMilli += decision.needs().gpuMilli();
          gradient.hold(needs(task.demand()), site);
        }
      } else if (decision.isMoved()) {
        gradient.giveBack(needs(task.demand()), task.current());
        gradient.hold(needs(task.demand()), site);
        running.set(i, task.runningAt(site, false));
        moved++;
      }
    }
    waiting = left;
  }

  private TaskNeeds needs(TaskDemand demand) {
    return shapes.computeIfAbsent(
        demand, key -> TaskNeeds.of(shapes.size(), key, PackingProblem.modelMask(models, key)));
  }

  /** Milli-GPUs that placed tasks hold. */
  public long heldMilli() {
    return heldMilli;
  }

  /** The placed tasks, each with its site. */
  public List<PackingTask> running() {
    return List.copyOf(running);
  }

  /** The tasks that wait, in order of arrival. */
  public List<PackingTask> waiting() {
    return List.copyOf(waiting);
  }

  /** How many times a running task was moved. */
  public int moved() {
    return moved;
  }
}
