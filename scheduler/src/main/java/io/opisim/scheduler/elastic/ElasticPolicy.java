package io.opisim.scheduler.elastic;

import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;

/**
 * A policy that deals out GPUs by a rule and lets elastic jobs grow, shrink, start and stop so that
 * each holds what it was dealt. Jobs that are not elastic hold what they ask for, or nothing.
 *
 * <p>Within one instant it remembers what it has tried: {@link #forRun} gives an {@link
 * ElasticScheduler}.
 */
public abstract class ElasticPolicy implements SchedulingPolicy {
  private final WidthRule rule;

  /** A policy with a rule of its own. */
  ElasticPolicy(WidthRule rule) {
    this.rule = rule;
  }

  @Override
  public final SchedulingPolicy forRun() {
    return new ElasticScheduler(this, rule);
  }

  @Override
  public final boolean movesRunningJobs() {
    return true;
  }

  @Override
  public final Plan plan(ClusterView cluster, JobQueue queue) {
    throw new IllegalStateException(id() + " keeps an account: a run asks forRun first");
  }
}
