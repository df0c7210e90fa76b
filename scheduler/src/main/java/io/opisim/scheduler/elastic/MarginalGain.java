package io.opisim.scheduler.elastic;

/**
 * Each waiting job has its fewest GPUs, in order of arrival; each GPU that is left goes where it
 * shortens a job's remaining time the most.
 *
 * <p>A job with work Q left and speed f(w) on w GPUs gains {@code Q / f(w) - Q / f(w + 1)}.
 *
 * <p>Models: the allocation of Optimus for jobs without parameter servers. Ignores: what a change
 * of width costs; that GPU models differ; the prediction of work and speed, which are known here.
 * Ours: it deals at each arrival and each end, where Optimus does so at fixed intervals; where only
 * several GPUs make a job faster, what they save is shared out among them. Valid for: known run
 * times and speed-ups. Source: Peng, Bao, Chen, Wu and Guo, "Optimus: An Efficient Dynamic Resource
 * Scheduler for Deep Learning Clusters" (EuroSys 2018), from memory.
 */
public final class MarginalGain extends ElasticPolicy {
  /** The policy. */
  public MarginalGain() {
    super(new Rule());
  }

  @Override
  public String id() {
    return "marginal-gain";
  }

  @Override
  public String description() {
    return "Optimus: every elastic job its fewest GPUs, the rest where they save the most time";
  }

  private record Rule() implements WidthRule {
    @Override
    public long rank(long leastNanos) {
      return 0;
    }

    @Override
    public boolean isOrder() {
      return true;
    }

    @Override
    public boolean secondGoesFirst(Claim first, Claim second) {
      return second.gpus() == 0 || second.savedByStep() > first.savedByStep();
    }
  }
}
