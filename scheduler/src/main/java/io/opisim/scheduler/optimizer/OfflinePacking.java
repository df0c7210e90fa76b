package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Packs tasks that are all known at once: a plan in one pass, bettered by independent searches.
 *
 * <p>Each search has a seed of its own and the best plan wins, of equals that of the lowest seed;
 * so the answer does not depend on how many threads share the searches.
 */
public final class OfflinePacking {
  private OfflinePacking() {}

  /**
   * The best plan found.
   *
   * @param limits of each search; the first has this seed, the next ones the seeds after it
   * @param searches how many searches, at least 1
   * @param threads how many of them run at a time, at least 1
   */
  public static PackingResult solve(
      PackingProblem problem, SearchLimits limits, int searches, int threads) {
    List<Future<PackingPlan>> running = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int i = 0; i < searches; i++) {
        SearchLimits own = limits.withSeed(limits.seed() + i);
        running.add(pool.submit(() -> search(problem, own)));
      }
      PackingPlan best = null;
      for (Future<PackingPlan> each : running) {
        PackingPlan plan = each.get();
        if (best == null || plan.score().compareTo(best.score()) > 0) {
          best = plan;
        }
      }
      return PackingResult.of(best);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while searching for a plan", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search for a plan failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static PackingPlan search(PackingProblem problem, SearchLimits limits) {
    PackingPlan plan = new PackingPlan(problem);
    GreedyStart.fill(plan);
    return new PackingSearch(limits, PackingSearch.Moves.REFILL).improve(plan);
  }

  /** The plan that the searches start from. */
  public static PackingResult greedy(PackingProblem problem) {
    PackingPlan plan = new PackingPlan(problem);
    GreedyStart.fill(plan);
    return PackingResult.of(plan);
  }

  /**
   * No plan holds more milli-GPUs than this.
   *
   * @param foundMilli what a plan holds; only sets the pace
   */
  public static double boundMilli(PackingProblem problem, long foundMilli) {
    return PackingBound.milli(problem, foundMilli);
  }
}
