package io.opisim.scheduler.rounds;

import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;
import io.opisim.scheduler.allocation.AllocationPolicy;

/**
 * A policy that gives each job shares of its time on each GPU model and turns them into rounds: at
 * the start of one, jobs start, move to another model, or make room; in between nobody does.
 *
 * <p>It keeps an account of its run: {@link #forRun} gives a {@link RoundScheduler}.
 */
public abstract class RoundPolicy implements SchedulingPolicy {
  private final AllocationPolicy allocation;
  private final RoundSettings settings;

  /** A policy with shares of its own and rounds as in the Gavel study, if nothing is set. */
  RoundPolicy(AllocationPolicy allocation, RoundSettings settings) {
    this.allocation = allocation;
    this.settings = settings;
  }

  /** The same with other rounds. */
  abstract RoundPolicy in(RoundSettings rounds);

  @Override
  public final String id() {
    return allocation.id();
  }

  @Override
  public final String description() {
    return allocation.description() + "; in rounds";
  }

  @Override
  public final SchedulingPolicy with(PolicyOptions options) {
    return options.rounds().<SchedulingPolicy>map(this::in).orElse(this);
  }

  @Override
  public final SchedulingPolicy forRun() {
    return new RoundScheduler(this, allocation, settings);
  }

  @Override
  public final WaitReason heldBackBy() {
    return WaitReason.UNTIL_NEXT_ROUND;
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
