package io.opisim.scenarios.optimize;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.study.SingleRun;
import io.opisim.scenarios.study.Study;
import io.opisim.scenarios.study.Workers;
import io.opisim.scheduler.optimizer.SearchLimits;
import io.opisim.scheduler.optimizer.joint.JobChoice;
import io.opisim.scheduler.optimizer.joint.JointPlanner;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.Schedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The plans of all seeds: as many searches for each set of jobs as are asked for, some at a time.
 *
 * <p>Every search has a problem of its own, so plans do not depend on how many run at a time,
 * unless searches end by the clock.
 */
final class SeedPlans {
  private final SingleRun runs;
  private final PlanSettings settings;
  private final Map<List<Job>, List<Schedule>> planned = new LinkedHashMap<>();

  /** Counts the steps of all searches, and says how far they are some hundred times. */
  private static final class Steps {
    private static final int TELLINGS = 500;

    private final Study.Progress progress;
    private final int searches;
    private final long total;
    private final long between;
    private final AtomicLong done = new AtomicLong();

    Steps(Study.Progress progress, int searches, SearchLimits limits) {
      this.progress = progress;
      this.searches = searches;
      total = (long) searches * limits.steps();
      between = Math.max(1, total / TELLINGS);
    }

    void done() {
      long steps = done.incrementAndGet();
      if (total > 0 && steps % between == 0) {
        progress.searching((double) steps / total, searches);
      }
    }
  }

  SeedPlans(SingleRun runs, PlanSettings settings) {
    this.runs = runs;
    this.settings = settings;
  }

  /** How many different sets of jobs some seeds have. */
  int sets(List<Long> seeds) throws IOException {
    return jobs(seeds).size();
  }

  private List<List<Job>> jobs(List<Long> seeds) throws IOException {
    List<List<Job>> all = new ArrayList<>();
    for (long seed : seeds) {
      List<Job> jobs = runs.jobs(seed);
      if (!all.contains(jobs)) {
        all.add(jobs);
      }
    }
    return all;
  }

  /**
   * Plans for some seeds.
   *
   * @throws io.opisim.scenarios.study.InputException if a job cannot be planned
   */
  void search(List<Long> seeds, Study.Progress progress) throws IOException {
    List<List<Job>> all = jobs(seeds);
    int searches = all.size() * settings.plans();
    SearchLimits limits = limits(searches);
    Steps steps = new Steps(progress, searches, limits);
    List<List<JobChoice>> starts = starts(all);
    List<Callable<Schedule>> work = new ArrayList<>();
    for (int search = 0; search < searches; search++) {
      int number = search % settings.plans();
      List<Job> jobs = all.get(search / settings.plans());
      List<JobChoice> start = starts.get(search / settings.plans());
      work.add(
          () -> {
            JointProblem problem = PlanProblems.of(runs, jobs, settings);
            return JointPlanner.search(problem, start, limits, number, steps::done);
          });
    }
    List<Schedule> found = Workers.all(settings.threads(), work);
    for (int set = 0; set < all.size(); set++) {
      int first = set * settings.plans();
      List<Schedule> plans =
          JointPlanner.ranked(found.subList(first, first + settings.plans()), settings.objective());
      JointProblem problem = PlanProblems.of(runs, all.get(set), settings);
      for (Schedule plan : plans) {
        PlanProblems.checkAllStart(problem, plan);
      }
      planned.put(all.get(set), plans);
    }
  }

  private List<List<JobChoice>> starts(List<List<Job>> all) throws IOException {
    List<Callable<List<JobChoice>>> work = new ArrayList<>();
    for (List<Job> jobs : all) {
      work.add(() -> JointPlanner.starting(PlanProblems.of(runs, jobs, settings)));
    }
    return Workers.all(settings.threads(), work);
  }

  /** A limit of time is for all searches together, which take turns on the threads. */
  private SearchLimits limits(int searches) {
    SearchLimits limits = settings.limits();
    if (limits.seconds() == 0) {
      return limits;
    }
    long rounds = (searches + settings.threads() - 1) / settings.threads();
    return limits.withSeconds(Math.max(1, limits.seconds() * settings.plans() / rounds));
  }

  /** The plans for jobs that were planned, the best one first. */
  List<Schedule> of(List<Job> jobs) {
    return planned.get(jobs);
  }

  /**
   * A plan for a seed that was planned; if searches found the same, the last stands for the rest.
   */
  Schedule plan(int number, long seed) throws IOException {
    List<Schedule> all = of(runs.jobs(seed));
    return all.get(Math.min(number, all.size() - 1));
  }
}
