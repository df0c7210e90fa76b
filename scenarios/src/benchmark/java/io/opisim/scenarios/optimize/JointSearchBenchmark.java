package io.opisim.scenarios.optimize;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.scenario.io.LoadResult;
import io.opisim.scenarios.scenario.io.ScenarioLoader;
import io.opisim.scenarios.study.DataFolder;
import io.opisim.scenarios.study.Inputs;
import io.opisim.scenarios.study.Services;
import io.opisim.scenarios.study.SingleRun;
import io.opisim.scheduler.optimizer.SearchLimits;
import io.opisim.scheduler.optimizer.joint.JointPlanner;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.scheduler.optimizer.joint.Schedule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Searches for joint plans of scenarios, one line each: the score found and the CPU time of the
 * searching thread.
 *
 * <p>Arguments: {@code steps=N} or {@code evaluations=N}, the number of seeds (from 11 on),
 * scenario files. The first search of each file is done twice and told once, so that the compiler
 * is warm.
 */
public final class JointSearchBenchmark {
  private static final long FIRST_SEED = 11;
  private static final double NANOS = 1e9;

  private JointSearchBenchmark() {}

  /** Plans every file with every seed. */
  public static void main(String[] args) throws IOException {
    String[] limit = args[0].split("=");
    long count = Long.parseLong(limit[1]);
    int seeds = Integer.parseInt(args[1]);
    for (int file = 2; file < args.length; file++) {
      List<String> words = List.of(args[file].split(","));
      JointProblem problem = problem(Path.of(words.get(0)), words.subList(1, words.size()));
      for (int run = -1; run < seeds; run++) {
        long seed = FIRST_SEED + Math.max(0, run);
        SearchLimits limits =
            limit[0].equals("steps")
                ? SearchLimits.steps(seed, (int) count)
                : SearchLimits.evaluations(seed, count);
        long before = cpuNanos();
        Schedule plan = JointPlanner.plans(problem, limits, 1).get(0);
        double seconds = (cpuNanos() - before) / NANOS;
        if (run >= 0) {
          tell(words.get(0), problem, args[0], seed, plan, seconds, count);
        }
      }
    }
  }

  private static void tell(
      String file,
      JointProblem problem,
      String limit,
      long seed,
      Schedule plan,
      double seconds,
      long count) {
    int jobs = problem.jobs().size();
    System.out.printf(
        Locale.ROOT,
        "%s jobs=%d nodes=%d %s seed=%d jct_mean_s=%.4f cpu_s=%.3f per_cpu_second=%.0f%n",
        Path.of(file).getFileName(),
        jobs,
        problem.cluster().nodes().size(),
        limit,
        seed,
        plan.score().jctSumSeconds() / jobs,
        seconds,
        count / seconds);
  }

  private static JointProblem problem(Path file, List<String> set) throws IOException {
    Catalog catalog = Catalog.builtIn();
    LoadResult loaded = new ScenarioLoader(Services.knownIds(catalog)).load(file, set);
    if (loaded.scenario().isEmpty()) {
      throw new IllegalArgumentException(file + ": " + loaded.problems());
    }
    DataFolder data = new DataFolder(Optional.empty(), "no data is needed");
    SingleRun runs =
        new SingleRun(new Inputs(data, catalog), loaded.scenario().get().cases().get(0).spec());
    List<Job> jobs = runs.jobs(loaded.scenario().get().seed());
    return PlanProblems.of(runs, jobs, Objective.JCT, 1);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
